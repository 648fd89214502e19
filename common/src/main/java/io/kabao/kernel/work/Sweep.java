package io.kabao.kernel.work;

import java.time.Duration;
import java.util.function.IntUnaryOperator;

/** Deletes old rows in small statements, so that no lock and no undo grows large. */
public final class Sweep {

    /** How often tables are swept. */
    public static final Duration EVERY = Duration.ofHours(1);

    /** Rows of one statement. */
    static final int BATCH = 1000;

    /** Statements of one run; what is left waits for the next. */
    static final int BATCHES_MAX = 1000;

    private Sweep() {}

    /** Deletes until nothing old is left or the run is long enough; {@code delete} takes a limit and says how many went. */
    public static int run(IntUnaryOperator delete) {
        var gone = 0;
        for (var batch = 0; batch < BATCHES_MAX; batch++) {
            var deleted = delete.applyAsInt(BATCH);
            gone += deleted;
            if (deleted < BATCH) {
                break;
            }
        }
        return gone;
    }
}
