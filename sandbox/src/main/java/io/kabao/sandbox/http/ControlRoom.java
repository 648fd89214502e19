package io.kabao.sandbox.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a test or a person does to the world outside: moves the clock, orders faults, asks what was seen. */
final class ControlRoom implements Room {
    private final World world;

    ControlRoom(World world) {
        this.world = world;
    }

    @Override
    public void open(RoutesConfig routes) {
        routes.get("/sandbox/clock", this::showClock);
        routes.post("/sandbox/clock", this::moveClock);
        routes.get(
                "/sandbox/faults",
                call -> call.json(Map.of("items", world.faults().waiting())));
        routes.post("/sandbox/faults", this::orderFault);
        routes.delete("/sandbox/faults", call -> {
            world.faults().clear();
            call.status(204);
        });
        routes.get(
                "/sandbox/violations",
                call -> call.json(Map.of("items", world.violations().all())));
        routes.delete("/sandbox/violations", call -> {
            world.violations().clear();
            call.status(204);
        });
        routes.post(
                "/sandbox/schedule/runs",
                call -> call.json(Map.of("ran", world.schedule().runAll())));
        routes.get("/sandbox/calls", this::listCalls);
        routes.delete("/sandbox/calls", call -> {
            world.calls().clear();
            call.status(204);
        });
    }

    private void showClock(Context call) {
        call.json(Map.of("now", world.clock().instant()));
    }

    /** Exactly one of the two: by so many seconds, or to an instant. */
    private record ClockMove(
            @Nullable Long advanceSeconds, @Nullable Instant at) {}

    private void moveClock(Context call) {
        var move = call.bodyAsClass(ClockMove.class);
        if (move.at() != null && move.advanceSeconds() == null) {
            world.clock().moveTo(move.at());
        } else if (move.advanceSeconds() != null && move.at() == null) {
            world.clock().advance(Duration.ofSeconds(move.advanceSeconds()));
        } else {
            throw new IllegalArgumentException("give either advanceSeconds or at");
        }
        showClock(call);
    }

    private record FaultOrder(
            @Nullable String path,
            Fault.@Nullable Kind kind,
            @Nullable Integer times,
            @Nullable Integer errcode,
            @Nullable Integer millis) {}

    private void orderFault(Context call) {
        var order = call.bodyAsClass(FaultOrder.class);
        if (order.path() == null || order.kind() == null) {
            throw new IllegalArgumentException("path and kind are needed");
        }
        var fault = new Fault(
                order.path(), order.kind(), or(order.times(), 1), or(order.errcode(), 0), or(order.millis(), 0));
        world.faults().order(fault);
        call.status(201).json(fault);
    }

    private static int or(@Nullable Integer given, int otherwise) {
        return given == null ? otherwise : given;
    }

    private void listCalls(Context call) {
        String path = call.queryParam("path");
        List<Calls.Call> calls =
                path == null ? world.calls().all() : world.calls().of(path);
        call.json(Map.of("count", calls.size(), "items", calls));
    }
}
