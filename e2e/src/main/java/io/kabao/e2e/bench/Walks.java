package io.kabao.e2e.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that take a number of customers all the way, each one after another. */
final class Walks {
    private Walks() {}

    /** Makes one client, before the clock runs. */
    @FunctionalInterface
    interface Start {
        Journey begin() throws Exception;
    }

    /**
     * Lets each client take so many customers. The sample has the customers a second, and of the claims alone the middle
     * and the 99th percentile. Error: the first any client met.
     */
    static Load.Sample run(Start start, int clients, int customersEach) throws Exception {
        var journeys = new ArrayList<Journey>();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            for (int i = 0; i < clients; i++) {
                journeys.add(start.begin());
            }
            List<Callable<long[]>> work = journeys.stream()
                    .<Callable<long[]>>map(journey -> () -> walk(journey, customersEach))
                    .toList();
            long begun = System.nanoTime();
            var times = new ArrayList<long[]>();
            for (Future<long[]> done : threads.invokeAll(work)) {
                times.add(done.get());
            }
            return Load.Sample.of(times, (System.nanoTime() - begun) / 1e9);
        } finally {
            for (Journey journey : journeys) {
                journey.close();
            }
        }
    }

    private static long[] walk(Journey journey, int customers) throws Exception {
        var times = new long[customers];
        for (int i = 0; i < customers; i++) {
            times[i] = journey.walk();
        }
        return times;
    }
}
