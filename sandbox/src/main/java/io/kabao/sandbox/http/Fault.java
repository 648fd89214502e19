package io.kabao.sandbox.http;

import java.time.Duration;

/**
 * What goes wrong on a path, how many times (1 to 10,000), with the WeChat error code of {@link Kind#ERRCODE} and the
 * time in ms (0 to 60,000) that a slow or lost answer takes. A path that ends in {@code *} means all that begin so.
 */
public record Fault(String path, Kind kind, int times, int errcode, int millis) {
    private static final int TIMES_AT_MOST = 10_000;
    private static final int MILLIS_AT_MOST = 60_000;

    public Fault {
        require(path.startsWith("/") && !path.startsWith("/sandbox"), "path begins with / and is not under /sandbox");
        require(times >= 1 && times <= TIMES_AT_MOST, "times is 1 to " + TIMES_AT_MOST);
        require(millis >= 0 && millis <= MILLIS_AT_MOST, "millis is 0 to " + MILLIS_AT_MOST);
        require(
                (kind == Kind.ERRCODE) == (errcode != 0),
                "errcode goes with the kind ERRCODE, and must not be 0 there");
    }

    /** A fault of a kind that needs neither error code nor time. */
    public static Fault of(String path, Kind kind, int times) {
        return new Fault(path, kind, times, 0, 0);
    }

    /** WeChat answers this error, with HTTP 200. */
    public static Fault errcode(String path, int errcode, int times) {
        return new Fault(path, Kind.ERRCODE, times, errcode, 0);
    }

    /** What goes wrong. */
    public enum Kind {
        /** A WeChat error as JSON with HTTP 200; nothing was done. */
        ERRCODE,
        /** A gateway's page with HTTP 502; nothing was done. */
        HTML,
        /** All goes well, after the time given. */
        SLOW,
        /** Nothing is done; the connection is held for the time given, then dropped. */
        TIMEOUT_BEFORE,
        /** It is done; the answer is held back for the time given, then the connection is dropped. */
        TIMEOUT_AFTER,
        /** It is done; the connection is reset in the middle of the answer. */
        RESET,
        /** It is done; the answer ends in the middle, as if it were whole. */
        TRUNCATED,
        /** It is done; of the answer, as long as it should be, the first and last bytes alone are right. */
        GARBLED,
        /** HTTP 200 without a body; nothing was done. */
        EMPTY,
        /** The connection is closed without a byte; nothing was done. */
        REFUSED;

        boolean isAfterwards() {
            return this == TIMEOUT_AFTER || this == RESET || this == TRUNCATED || this == GARBLED;
        }
    }

    Duration delay() {
        return Duration.ofMillis(millis);
    }

    boolean isFor(String called) {
        return path.endsWith("*") ? called.startsWith(path.substring(0, path.length() - 1)) : called.equals(path);
    }

    private static void require(boolean kept, String rule) {
        if (!kept) {
            throw new IllegalArgumentException(rule);
        }
    }
}
