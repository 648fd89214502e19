package io.kabao.e2e.resilience;

import io.kabao.e2e.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Callers that never stop calling, and a note of each call. */
final class Probe implements AutoCloseable {

    private final Set<String> names;
    private final Collection<Call> calls = new ConcurrentLinkedQueue<>();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean running = true;

    /**
     * One call that has ended.
     *
     * @param startedNanos on the scale of {@link System#nanoTime()}
     * @param status 0 when the door hung up
     */
    record Call(String what, long startedNanos, long endedNanos, int status, String code) {

        Duration took() {
            return Duration.ofNanos(endedNanos - startedNanos);
        }

        boolean isWithin(long fromNanos, long untilNanos) {
            return startedNanos >= fromNanos && endedNanos <= untilNanos;
        }

        @Override
        public String toString() {
            return "%s at %d ms: %d %s in %d ms"
                    .formatted(what, startedNanos / 1_000_000, status, code, took().toMillis());
        }
    }

    /** Begins to make each of the named calls over and over. */
    Probe(Map<String, Supplier<Answer>> each) {
        this.names = Set.copyOf(each.keySet());
        each.forEach((what, call) -> callers.execute(() -> {
            while (running) {
                calls.add(made(what, call));
            }
        }));
    }

    private static Call made(String what, Supplier<Answer> call) {
        var started = System.nanoTime();
        try {
            var answer = call.get();
            return new Call(
                    what,
                    started,
                    System.nanoTime(),
                    answer.status(),
                    answer.problemCode().orElse(""));
        } catch (UncheckedIOException e) {
            return new Call(what, started, System.nanoTime(), 0, String.valueOf(e.getCause()));
        }
    }

    /** The calls that have ended so far. */
    List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Whether each of the named calls has succeeded at least once since then. */
    boolean allWorkSince(long nanos) {
        return names.stream()
                .allMatch(name -> calls.stream()
                        .anyMatch(call ->
                                call.what().equals(name) && call.startedNanos() >= nanos && call.status() / 100 == 2));
    }

    @Override
    public void close() {
        running = false;
        callers.close();
    }
}
