package io.kabao.kernel.idempotency;

/**
 * What a request was answered with.
 *
 * @param status HTTP status, 200 to 299: refusals are not stored
 * @param body what is stored as JSON and given again
 * @param repeated whether it is an answer given before; nothing was done this time
 */
public record Answer<T>(int status, T body, boolean repeated) {

    /** Takes a success only. */
    public Answer {
        if (status < 200 || status > 299) {
            throw new IllegalArgumentException("Only a success is stored, not " + status);
        }
    }

    /** 200: done. */
    public static <T> Answer<T> ok(T body) {
        return new Answer<>(200, body, false);
    }

    /** 201: made. */
    public static <T> Answer<T> created(T body) {
        return new Answer<>(201, body, false);
    }
}
