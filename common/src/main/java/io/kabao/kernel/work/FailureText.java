package io.kabao.kernel.work;

import io.kabao.kernel.error.BusinessError;
import java.util.regex.Pattern;

/**
 * Why an attempt failed, short enough for a column and fit for people who may not see the payload: the classes of the
 * exception and its causes; words only where we wrote them ourselves, since others quote what they were given.
 */
public final class FailureText {

    private static final int LENGTH_MAX = 500;
    private static final int CAUSES_MAX = 3;
    private static final Pattern DIGITS = Pattern.compile("\\p{Nd}{4,}");

    private FailureText() {}

    /** At most 500 characters. */
    public static String of(Throwable failure) {
        var text = new StringBuilder();
        Throwable cause = failure;
        for (var depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            text.append(depth == 0 ? "" : " < ").append(cause.getClass().getSimpleName());
            if (cause instanceof PermanentFailure || cause instanceof BusinessError) {
                text.append(": ")
                        .append(DIGITS.matcher(String.valueOf(cause.getMessage()))
                                .replaceAll("****"));
            }
            cause = cause.getCause();
        }
        return text.length() <= LENGTH_MAX ? text.toString() : text.substring(0, LENGTH_MAX);
    }
}
