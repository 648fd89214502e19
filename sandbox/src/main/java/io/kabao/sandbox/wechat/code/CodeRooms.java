package io.kabao.sandbox.wechat.code;

import io.javalin.config.RoutesConfig;
import io.kabao.sandbox.http.Room;
import io.kabao.sandbox.http.World;
import io.kabao.sandbox.people.People;
import io.kabao.sandbox.wechat.WechatApps;
import io.kabao.sandbox.wechat.message.Conversation;
import java.util.List;

/** All rooms of codes and links, with what they share. */
public final class CodeRooms implements Room {
    private final List<Room> rooms;

    /** The rooms of these. */
    public CodeRooms(World world, WechatApps apps, People people, Conversation conversation) {
        var shared = new Shared(conversation, new AccountCodes(), new Links(world, apps));
        rooms = List.of(
                new MiniCodeRoom(world, apps),
                new LinkRoom(world, apps, shared.links()),
                new AccountCodeRoom(world, apps, shared.codes()),
                new ScanRoom(world, apps, people, shared));
    }

    /** What a scan needs to know of the codes and links made. */
    record Shared(Conversation conversation, AccountCodes codes, Links links) {}

    @Override
    public void open(RoutesConfig routes) {
        rooms.forEach(room -> room.open(routes));
    }
}
