package io.kabao.kernel.error;

/** A refusal that time mends: the doors say when to ask again, in the header {@code Retry-After} and in the document. */
public class RetryLater extends BusinessError {

    private static final long serialVersionUID = 1L;

    private final long retryAfterSeconds;

    /** A refusal until so many seconds have passed, at least one. */
    public RetryLater(ErrorCode code, long retryAfterSeconds) {
        super(code);
        this.retryAfterSeconds = Math.max(1, retryAfterSeconds);
        with("retryAfterSeconds", this.retryAfterSeconds);
    }

    /** When to ask again, in seconds from now; at least 1. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
