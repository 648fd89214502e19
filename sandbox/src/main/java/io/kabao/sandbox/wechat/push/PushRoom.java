package io.kabao.sandbox.wechat.push;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kabao.sandbox.http.Room;
import io.kabao.sandbox.http.World;
import io.kabao.sandbox.people.People;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders pushes of every kind, right and wrong, and tells what became of them. */
public final class PushRoom implements Room {
    private static final String CANARY = "/xxe-canary";

    private final World world;
    private final People people;
    private final Pushes pushes;

    /** The room of these pushes. */
    public PushRoom(World world, People people, Pushes pushes) {
        this.world = world;
        this.people = people;
        this.pushes = pushes;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/sandbox/pushes", this::list);
        routes.post("/sandbox/pushes", this::make);
        routes.get("/sandbox/pushes/{push}", call -> call.json(push(call).shown()));
        routes.post("/sandbox/pushes/{push}/deliveries", this::deliver);
        routes.put("/sandbox/apps/{app}/delivery", this::setMode);
        routes.post("/sandbox/apps/{app}/verifications", this::verify);
        routes.get(CANARY, this::leak);
    }

    private void list(Context call) {
        String appId = call.queryParam("appId");
        String personId = call.queryParam("personId");
        call.json(Map.of(
                "items",
                pushes.all().stream()
                        .filter(push ->
                                personId == null || push.tie().person().id().equals(personId))
                        .map(Push::shown)
                        .filter(push -> appId == null || push.appId().equals(appId))
                        .toList()));
    }

    private record Wanted(
            @Nullable String appId,
            @Nullable String personId,
            @Nullable Map<String, String> fields) {}

    /** Any push at all, in the app's mode: known or unknown events, fields that replace those of the envelope too. */
    private void make(Context call) {
        var wanted = call.bodyAsClass(Wanted.class);
        if (wanted.appId() == null || wanted.personId() == null || wanted.fields() == null) {
            throw new IllegalArgumentException("appId, personId and fields are needed");
        }
        var tie = people.tie(people.require(wanted.personId()), wanted.appId());
        var made = pushes.happened(tie, new LinkedHashMap<>(wanted.fields()))
                .orElseThrow(() -> new IllegalArgumentException("the app has no callbackUrl"));
        call.status(201).json(made.shown());
    }

    private record WantedManner(
            @Nullable Integer copies,
            @Nullable Boolean concurrently,
            @Nullable Boolean blanks,
            @Nullable Forgery forgery) {
        Manner manner() {
            return new Manner(
                    copies == null ? 1 : copies,
                    Boolean.TRUE.equals(concurrently),
                    Boolean.TRUE.equals(blanks),
                    forgery == null ? Forgery.NONE : forgery);
        }
    }

    private void deliver(Context call) {
        pushes.setCanary(URI.create("http://" + call.host() + CANARY));
        var manner = call.bodyAsClass(WantedManner.class).manner();
        call.json(pushes.deliver(push(call).id(), manner).shown());
    }

    private record WantedMode(
            @Nullable Boolean held,
            @Nullable Long delaySeconds,
            @Nullable Integer copies,
            @Nullable Boolean concurrently,
            @Nullable Boolean blanks) {}

    private void setMode(Context call) {
        var wanted = call.bodyAsClass(WantedMode.class);
        var manner = new WantedManner(wanted.copies(), wanted.concurrently(), wanted.blanks(), null).manner();
        long delay = wanted.delaySeconds() == null ? 0 : wanted.delaySeconds();
        var mode = new Delivery(Boolean.TRUE.equals(wanted.held()), delay, manner);
        pushes.deliver(call.pathParam("app"), mode);
        call.json(mode);
    }

    private void verify(Context call) {
        String appId = call.pathParam("app");
        boolean right = pushes.verify(appId, UUID.randomUUID().toString().replace("-", ""));
        if (!right) {
            world.violations().report("CALLBACK_ANSWER", appId + " did not repeat WeChat's echostr");
        }
        call.json(Map.of("verified", right));
    }

    private void leak(Context call) {
        world.violations().report("XXE_RESOLVED", "the entity of a forged push was asked for");
        call.result("leaked");
    }

    private Push push(Context call) {
        String id = call.pathParam("push");
        if (!id.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException("a push has a number");
        }
        return pushes.require(Long.parseLong(id));
    }
}
