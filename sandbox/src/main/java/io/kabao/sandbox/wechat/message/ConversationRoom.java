package io.kabao.sandbox.wechat.message;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kabao.sandbox.http.Room;
import io.kabao.sandbox.people.People;
import io.kabao.sandbox.people.Tie;
import io.kabao.sandbox.wechat.AppSettings.Kind;
import io.kabao.sandbox.wechat.WechatApps;
import io.kabao.sandbox.wechat.push.Push;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The person's side of an official account: follow, leave, write, press a key of the menu. */
public final class ConversationRoom implements Room {
    private final WechatApps apps;
    private final People people;
    private final Conversation conversation;

    /** The room of these. */
    public ConversationRoom(WechatApps apps, People people, Conversation conversation) {
        this.apps = apps;
        this.people = people;
        this.conversation = conversation;
    }

    private record Wanted(
            @Nullable String appId,
            @Nullable String text,
            @Nullable String key) {
        String need(@Nullable String field, String name) {
            if (field == null) {
                throw new IllegalArgumentException(name + " is needed");
            }
            return field;
        }
    }

    /** What the act led to: the push with the first attempt, or none where nothing is pushed. */
    private record Done(Push.@Nullable Shown push) {
        static Done of(Optional<Push> push) {
            return new Done(push.map(Push::shown).orElse(null));
        }
    }

    private interface Act {
        Optional<Push> by(Tie tie, Wanted wanted);
    }

    @Override
    public void open(RoutesConfig routes) {
        String person = "/sandbox/people/{id}/";
        routes.post(person + "follow", call -> act(call, (tie, wanted) -> conversation.follow(tie)));
        routes.post(person + "unfollow", call -> act(call, (tie, wanted) -> conversation.unfollow(tie)));
        routes.post(
                person + "texts",
                call -> act(call, (tie, wanted) -> conversation.write(tie, wanted.need(wanted.text(), "text"))));
        routes.post(
                person + "clicks",
                call -> act(call, (tie, wanted) -> conversation.click(tie, wanted.need(wanted.key(), "key"))));
    }

    private void act(Context call, Act act) {
        var wanted = call.bodyAsClass(Wanted.class);
        var app = apps.require(wanted.appId(), Kind.OFFICIAL_ACCOUNT);
        Tie tie = people.tie(people.require(call.pathParam("id")), app.appId());
        call.json(Done.of(act.by(tie, wanted)));
    }
}
