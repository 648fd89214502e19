package io.kabao.sandbox.wechat.code;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kabao.sandbox.http.Room;
import io.kabao.sandbox.http.World;
import io.kabao.sandbox.people.People;
import io.kabao.sandbox.people.Person;
import io.kabao.sandbox.wechat.AppSettings.Kind;
import io.kabao.sandbox.wechat.WechatApps;
import io.kabao.sandbox.wechat.code.AccountCodes.AccountCode;
import io.kabao.sandbox.wechat.message.Conversation;
import io.kabao.sandbox.wechat.push.Push;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A person scans a code, of which the picture, the text, the ticket or account and scene are given, or opens a link. */
final class ScanRoom implements Room {
    private static final int PICTURE_AT_MOST = 4_000_000;

    private final World world;
    private final WechatApps apps;
    private final People people;
    private final Conversation conversation;
    private final AccountCodes codes;
    private final Links links;

    ScanRoom(World world, WechatApps apps, People people, CodeRooms.Shared shared) {
        this.world = world;
        this.apps = apps;
        this.people = people;
        this.conversation = shared.conversation();
        this.codes = shared.codes();
        this.links = shared.links();
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.post("/sandbox/people/{id}/scans", this::scan);
    }

    private record Wanted(
            @Nullable String text,
            @Nullable String ticket,
            @Nullable String appId,
            @Nullable String scene) {}

    /** Where the scan led: to an account (with what was pushed), into a mini-program, or to an address. */
    private record Led(
            String to,
            @Nullable String appId,
            Push.@Nullable Shown push,
            @Nullable MiniTarget miniProgram,
            @Nullable String url) {}

    private void scan(Context call) {
        Person person = people.require(call.pathParam("id"));
        String type = call.contentType();
        if (type != null && type.startsWith("image/")) {
            byte[] picture = call.bodyAsBytes();
            if (picture.length > PICTURE_AT_MOST) {
                throw new IllegalArgumentException("a picture has at most " + PICTURE_AT_MOST + " bytes");
            }
            call.json(follow(person, QrPicture.read(picture)));
            return;
        }
        var wanted = call.bodyAsClass(Wanted.class);
        if (wanted.ticket() != null) {
            call.json(account(person, require(codes.find(wanted.ticket()))));
        } else if (wanted.appId() != null && wanted.scene() != null) {
            var app = apps.require(wanted.appId(), Kind.OFFICIAL_ACCOUNT);
            // A code nobody kept: as if one with this scene had been made before.
            var until = world.clock().instant().plusSeconds(60);
            call.json(account(person, codes.passing(app.appId(), wanted.scene(), until)));
        } else if (wanted.text() != null) {
            call.json(follow(person, wanted.text()));
        } else {
            throw new IllegalArgumentException("give a picture, a text, a ticket, or appId and scene");
        }
    }

    private Led follow(Person person, String text) {
        var code = codes.find(text);
        if (code.isPresent()) {
            return account(person, code.get());
        }
        var mini = MiniTarget.ofCode(text).or(() -> links.open(text));
        if (mini.isPresent()) {
            return new Led("MINI_PROGRAM", mini.get().appId(), null, mini.get(), null);
        }
        if (!text.matches("https?://.+")) {
            throw new IllegalArgumentException("this leads nowhere");
        }
        return new Led("URL", null, null, null, text);
    }

    private Led account(Person person, AccountCode code) {
        if (code.isOver(world.clock().instant())) {
            throw new IllegalArgumentException("the code has expired");
        }
        var tie = people.tie(person, code.appId());
        var push = conversation.scan(tie, code.scene(), code.ticket());
        return new Led("ACCOUNT", code.appId(), push.map(Push::shown).orElse(null), null, null);
    }

    private static AccountCode require(Optional<AccountCode> code) {
        return code.orElseThrow(() -> new IllegalArgumentException("there is no such ticket"));
    }
}
