package io.kabao.sandbox.people;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kabao.sandbox.http.Room;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes people and shows what they received. */
public final class PeopleRoom implements Room {
    private final People people;

    /** The room of these people. */
    public PeopleRoom(People people) {
        this.people = people;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.post("/sandbox/people", this::make);
        routes.get("/sandbox/people", this::list);
        routes.get("/sandbox/people/{id}", call -> call.json(Shown.of(person(call))));
        routes.get("/sandbox/people/{id}/messages", this::messages);
        routes.delete("/sandbox/people/{id}/messages", call -> {
            person(call).forgetMessages();
            call.status(204);
        });
    }

    private record Wanted(
            @Nullable String id,
            @Nullable String phone,
            @Nullable String countryCode,
            @Nullable String nickname) {}

    private record Shown(String id, String countryCode, String phone, String nickname) {
        static Shown of(Person person) {
            var profile = person.profile();
            return new Shown(person.id(), profile.countryCode(), profile.phone(), profile.nickname());
        }
    }

    private void make(Context call) {
        var wanted = call.bodyAsClass(Wanted.class);
        if (wanted.phone() == null) {
            throw new IllegalArgumentException("phone is needed");
        }
        boolean known = wanted.id() != null && people.has(wanted.id());
        var profile = new Person.Profile(
                wanted.countryCode() == null ? "86" : wanted.countryCode(),
                wanted.phone(),
                wanted.nickname() == null ? "微信用户" : wanted.nickname());
        call.status(known ? 200 : 201).json(Shown.of(people.make(wanted.id(), profile)));
    }

    private void list(Context call) {
        call.json(Map.of(
                "items",
                people.newest(call.queryParam("phone")).stream().map(Shown::of).toList()));
    }

    private void messages(Context call) {
        String appId = call.queryParam("appId");
        List<Message> messages = person(call).messages().stream()
                .filter(message -> appId == null || message.appId().equals(appId))
                .toList();
        call.json(Map.of("items", messages));
    }

    private Person person(Context call) {
        return people.require(call.pathParam("id"));
    }
}
