package io.kabao.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Lets many threads do something at the same moment. */
public final class Together {

    private Together() {}

    /** What the threads came back with, in the order of their numbers; the first failure is thrown. */
    public static <T> List<T> run(int threads, IntFunction<T> work) throws InterruptedException, ExecutionException {
        var go = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = IntStream.range(0, threads)
                    .mapToObj(number -> executor.submit((Callable<T>) () -> {
                        go.await();
                        return work.apply(number);
                    }))
                    .toList();
            go.countDown();
            var results = new ArrayList<T>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }
}
