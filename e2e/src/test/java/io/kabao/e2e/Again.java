package io.kabao.e2e;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A crowd may be too large for the moment; like every page, whoever is told so asks again. */
public final class Again {

    /** So often, whoever is told that there is no room just now. */
    private static final int TIMES = 60;

    /** Where nothing says how long a moment is. */
    private static final long MOMENT_SECONDS = 1;

    private Again() {}

    /** The first answer that is no 503; a call that must not be the same the next time is made anew by the supplier. */
    public static CompletableFuture<Answer> untilServed(Supplier<CompletableFuture<Answer>> call) {
        return untilServed(call, TIMES);
    }

    private static CompletableFuture<Answer> untilServed(Supplier<CompletableFuture<Answer>> call, int left) {
        return call.get().thenCompose(answer -> {
            if (answer.status() != 503 || left == 0) {
                return CompletableFuture.completedFuture(answer);
            }
            var moment = answer.headers().firstValueAsLong("Retry-After").orElse(MOMENT_SECONDS);
            var later = CompletableFuture.delayedExecutor(moment, TimeUnit.SECONDS);
            return CompletableFuture.completedFuture(answer).thenComposeAsync(_ -> untilServed(call, left - 1), later);
        });
    }
}
