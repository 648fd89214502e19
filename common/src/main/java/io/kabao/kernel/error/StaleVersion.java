package io.kabao.kernel.error;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody saved the thing since it was read; the door adds the name of who it was. */
public class StaleVersion extends BusinessError {

    private static final long serialVersionUID = 1L;

    private final @Nullable Long updatedBy;

    /**
     * The thing as it is now.
     *
     * @param version to base the next edit on
     * @param updatedAt when it was saved
     * @param updatedBy the operator who saved it; null for the system
     */
    public StaleVersion(int version, Instant updatedAt, @Nullable Long updatedBy) {
        super(KernelError.STALE_VERSION);
        this.updatedBy = updatedBy;
        with("version", version);
        with("updatedAt", updatedAt.toString());
    }

    /** The operator who saved it; null for the system. */
    public @Nullable Long updatedBy() {
        return updatedBy;
    }
}
