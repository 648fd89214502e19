package io.kabao.e2e.books;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.claim.Shop;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Tills that never stop topping up, spending and giving back: whoever gets no answer, or one that leaves open what came of
 * it, asks again with the same key until it is known.
 */
final class Tills implements AutoCloseable {

    /** Answers after which one asks again. */
    private static final Set<String> ASK_AGAIN =
            Set.of("NOT_EXECUTED", "OUTCOME_UNKNOWN", "DATABASE_UNAVAILABLE", "SESSION_STORE_UNAVAILABLE", "STOPPING");

    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(90);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private final List<Supplier<Api>> doors;
    private final List<Long> cards;
    private final TillLog log;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> working = new ArrayList<>();
    private volatile boolean running = true;

    /** Begins; a till that knows nothing asks at the next of the doors, which are asked for anew each time. */
    Tills(int count, List<Supplier<Api>> doors, List<Long> cards, TillLog log) {
        this.doors = List.copyOf(doors);
        this.cards = List.copyOf(cards);
        this.log = log;
        for (var i = 0; i < count; i++) {
            var till = new Till(new SplittableRandom(20260106L + i), i);
            working.add(threads.submit(till::work));
        }
    }

    /** Takes no new customers, waits until everything is known, and fails for what no till may be told. */
    @Override
    public void close() {
        running = false;
        threads.close();
        for (var till : working) {
            if (till.state() == Future.State.FAILED) {
                throw new AssertionError("A till gave up", till.exceptionNow());
            }
        }
    }

    private final class Till {

        private final SplittableRandom chance;
        private final List<Spent> spent = new ArrayList<>();
        private int door;

        private record Spent(long card, String id) {}

        Till(SplittableRandom chance, int door) {
            this.chance = chance;
            this.door = door;
        }

        void work() {
            while (running) {
                var card = cards.get(chance.nextInt(cards.size()));
                switch (chance.nextInt(5)) {
                    case 0, 1 -> topUp(card);
                    case 2, 3 -> spend(card);
                    default -> refund();
                }
            }
        }

        private void topUp(long card) {
            known(card, 1, "/admin/topups", Map.of("amountFen", chance.nextInt(1, 3_000), "means", "CASH"));
        }

        private void spend(long card) {
            var order = Map.<String, Object>of(
                    "orderNo", "P" + Shop.unique(24), "channel", "OFFLINE", "amountFen", chance.nextInt(1, 2_000));
            var answer = known(card, -1, "/admin/spends", order);
            if (answer.status() == 201) {
                spent.add(new Spent(card, answer.text("/id")));
            }
        }

        private void refund() {
            if (!spent.isEmpty()) {
                var order = spent.get(chance.nextInt(spent.size()));
                var back = Map.<String, Object>of(
                        "spendId", order.id(), "amountFen", chance.nextInt(1, 1_000), "reason", "试");
                known(order.card(), 1, "/admin/refunds", back);
            }
        }

        private Answer known(long card, int sign, String path, Map<String, Object> what) {
            var body = new HashMap<>(what);
            if (!path.endsWith("refunds")) {
                body.put("card", Map.of("cardId", Long.toString(card)));
            }
            var key = log.key();
            var end = System.nanoTime() + KNOWN_WITHIN.toNanos();
            while (System.nanoTime() - end < 0) {
                var begun = System.nanoTime();
                try {
                    var answer = doors.get(door % doors.size())
                            .get()
                            .with("Idempotency-Key", key)
                            .post(path, body);
                    log.waited(Duration.ofNanos(System.nanoTime() - begun));
                    if (!isOpen(answer)) {
                        log.told(card, sign, answer);
                        return answer;
                    }
                } catch (UncheckedIOException _) {
                    log.waited(Duration.ofNanos(System.nanoTime() - begun));
                }
                log.notKnown();
                door++;
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
            throw new AssertionError(path + " was not known within " + KNOWN_WITHIN);
        }

        private static boolean isOpen(Answer answer) {
            if (answer.status() != 503) {
                return false;
            }
            var code = answer.problemCode().orElse("");
            if (!ASK_AGAIN.contains(code)) {
                throw new AssertionError(answer.body());
            }
            return true;
        }
    }
}
