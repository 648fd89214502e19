package io.kabao.sandbox;

import io.javalin.config.RoutesConfig;
import io.kabao.sandbox.http.Room;
import io.kabao.sandbox.http.World;
import io.kabao.sandbox.people.People;
import io.kabao.sandbox.people.PeopleRoom;
import io.kabao.sandbox.sms.SmsRoom;
import io.kabao.sandbox.wechat.AppRoom;
import io.kabao.sandbox.wechat.TokenRoom;
import io.kabao.sandbox.wechat.WechatApps;
import io.kabao.sandbox.wechat.code.CodeRooms;
import io.kabao.sandbox.wechat.login.CodesRoom;
import io.kabao.sandbox.wechat.login.LoginRoom;
import io.kabao.sandbox.wechat.login.OauthRoom;
import io.kabao.sandbox.wechat.login.OneTimeCodes;
import io.kabao.sandbox.wechat.message.Conversation;
import io.kabao.sandbox.wechat.message.ConversationRoom;
import io.kabao.sandbox.wechat.message.CustomRoom;
import io.kabao.sandbox.wechat.message.MediaRoom;
import io.kabao.sandbox.wechat.message.MenuRoom;
import io.kabao.sandbox.wechat.message.TemplateRoom;
import io.kabao.sandbox.wechat.message.UserRoom;
import io.kabao.sandbox.wechat.push.PushRoom;
import io.kabao.sandbox.wechat.push.Pushes;
import java.util.List;

/** All outside parties in their rooms, with what these share: the apps, the people, the codes and the pushes. */
public final class Outside implements Room {
    private final List<Room> rooms;

    /** A world with nobody in it. */
    public Outside(World world) {
        var apps = new WechatApps(world);
        var people = new People();
        var pushes = new Pushes(world);
        var codes = new OneTimeCodes(world);
        var conversation = new Conversation(world, pushes);
        rooms = List.of(
                new ShopRoom(),
                new PeopleRoom(people),
                new AppRoom(apps, pushes),
                new TokenRoom(world, apps),
                new PushRoom(world, people, pushes),
                new CodesRoom(apps, people, codes),
                new LoginRoom(world, apps, codes),
                new OauthRoom(world, apps, people, codes),
                new ConversationRoom(apps, people, conversation),
                new UserRoom(apps, people),
                new CustomRoom(world, apps, people),
                new TemplateRoom(world, apps, people, pushes),
                new MenuRoom(apps),
                new MediaRoom(apps),
                new SmsRoom(world, people),
                new CodeRooms(world, apps, people, conversation));
    }

    @Override
    public void open(RoutesConfig routes) {
        rooms.forEach(room -> room.open(routes));
    }
}
