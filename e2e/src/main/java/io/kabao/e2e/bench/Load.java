package io.kabao.e2e.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that call as fast as they are answered, for a while. */
final class Load {
    private static final int FIRST_ROOM = 4_096;

    private Load() {}

    /** Operations a second, and the middle and the 99th percentile of their times in nanoseconds. */
    record Sample(double perSecond, long p50Nanos, long p99Nanos) {

        static Sample of(List<long[]> times, double seconds) {
            long[] all = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            if (all.length == 0) {
                throw new IllegalStateException("not one operation was done");
            }
            return new Sample(all.length / seconds, all[all.length / 2], all[(int) (all.length * 0.99)]);
        }
    }

    /** Connects the clients, lets them call for this long, and disconnects them. Error: the first any client met. */
    static Sample run(Contender contender, int clients, Duration length) throws Exception {
        var connected = new ArrayList<Contender.Client>();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            for (int i = 0; i < clients; i++) {
                connected.add(contender.connecting().connect());
            }
            long begun = System.nanoTime();
            long end = begun + length.toNanos();
            List<Callable<long[]>> work = connected.stream()
                    .<Callable<long[]>>map(client -> () -> callUntil(end, client))
                    .toList();
            var times = new ArrayList<long[]>();
            for (Future<long[]> done : threads.invokeAll(work)) {
                times.add(done.get());
            }
            return Sample.of(times, (System.nanoTime() - begun) / 1e9);
        } finally {
            for (Contender.Client client : connected) {
                client.close();
            }
        }
    }

    private static long[] callUntil(long end, Contender.Client client) throws Exception {
        var times = new long[FIRST_ROOM];
        int calls = 0;
        for (long now = System.nanoTime(); now - end < 0; ) {
            client.call();
            long after = System.nanoTime();
            if (calls == times.length) {
                times = Arrays.copyOf(times, 2 * calls);
            }
            times[calls++] = after - now;
            now = after;
        }
        return Arrays.copyOf(times, calls);
    }
}
