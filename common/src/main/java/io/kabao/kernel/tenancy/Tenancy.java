package io.kabao.kernel.tenancy;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The merchant whose rows the current thread works on. A door binds it from the session, a job from the row it works
 * on; nothing that a client sent is ever bound.
 */
public final class Tenancy {

    private static final ThreadLocal<@Nullable Long> MERCHANT = new ThreadLocal<>();

    private Tenancy() {}

    /** Runs {@code work} for the merchant and puts back what was bound before. */
    public static <T extends @Nullable Object> T as(long merchantId, Supplier<T> work) {
        try (var _ = bind(merchantId)) {
            return work.get();
        }
    }

    /** Binds the merchant until the answer is closed; bindings nest. */
    public static Binding bind(long merchantId) {
        var before = MERCHANT.get();
        MERCHANT.set(merchantId);
        return new Binding(before);
    }

    /**
     * The bound merchant's id.
     *
     * @throws IllegalStateException when none is bound: a statement without a merchant must not run
     */
    public static long merchantId() {
        var merchantId = MERCHANT.get();
        if (merchantId == null) {
            throw new IllegalStateException("No merchant is bound to this thread");
        }
        return merchantId;
    }

    /** An open binding; closing it restores the one before. */
    public static final class Binding implements AutoCloseable {

        private final @Nullable Long before;

        private Binding(@Nullable Long before) {
            this.before = before;
        }

        @Override
        public void close() {
            if (before == null) {
                MERCHANT.remove();
            } else {
                MERCHANT.set(before);
            }
        }
    }
}
