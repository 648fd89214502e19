package io.kabao.sandbox.http;

/** What all rooms share. */
public record World(SandboxClock clock, Faults faults, Violations violations, Calls calls, Schedule schedule) {
    /** A new one: the system's time, no faults, nothing seen. */
    static World fresh() {
        var clock = new SandboxClock();
        return new World(clock, new Faults(), new Violations(clock), new Calls(clock), new Schedule(clock));
    }
}
