package io.kabao.kernel.logging;

/**
 * Masks mainland mobile numbers: 11 digits, also after 86 or 0086 and in groups of 3-4-4, 3-8 or 7-4. Digits inside a longer
 * run (ids of 19 digits) are none.
 */
final class PhoneMask {
    private static final int DIGITS = 11;

    private PhoneMask() {}

    static String mask(String text) {
        StringBuilder out = null;
        int copied = 0;
        int at = 0;
        while (at < text.length()) {
            if (!isDigit(text, at)) {
                at++;
                continue;
            }
            int start = at + escaped(text, at);
            int end = runEnd(text, at);
            int phone = start < end ? start + countryCode(text, start) : end;
            int phoneEnd = phoneEnd(text, phone, end);
            if (phoneEnd > 0 && !isTraceId(text, phone, phoneEnd)) {
                out = out == null ? new StringBuilder(text.length()) : out;
                var quote = jsonQuote(text, at, phoneEnd);
                out.append(text, copied, at).append(quote).append(text, at, phone + 3);
                out.append(LogMasker.MASK).append(text, phoneEnd - 4, phoneEnd).append(quote);
                copied = phoneEnd;
            }
            at = Math.max(end, phoneEnd);
        }
        return out == null ? text : out.append(text, copied, text.length()).toString();
    }

    /**
     * The quotes that a bare JSON number gets when it is masked, with as many backslashes as the quote of its name, or the
     * line would no longer be JSON; empty elsewhere.
     */
    private static String jsonQuote(String text, int from, int to) {
        boolean number = text.startsWith("\":", from - 2) && to < text.length() && ",}]".indexOf(text.charAt(to)) >= 0;
        if (!number) {
            return "";
        }
        int start = from - 2;
        while (start > 0 && from - start < 16 && text.charAt(start - 1) == '\\') {
            start--;
        }
        return text.substring(start, from - 1);
    }

    /** Where the number ends that begins at a position, or -1; end is where its first run of digits ends. */
    private static int phoneEnd(String text, int from, int end) {
        if (from + 1 >= end || text.charAt(from) != '1' || text.charAt(from + 1) < '3') {
            return -1;
        }
        return switch (end - from) {
            case DIGITS -> end;
            case 7 -> group(text, end, 4);
            case 3 -> {
                int second = group(text, end, 4);
                int whole = second < 0 ? -1 : group(text, second, 4);
                yield whole > 0 ? whole : group(text, end, 8);
            }
            default -> -1;
        };
    }

    /** The end of exactly so many digits after one blank or hyphen, or -1. */
    private static int group(String text, int from, int digits) {
        if (from >= text.length() || (text.charAt(from) != ' ' && text.charAt(from) != '-')) {
            return -1;
        }
        int end = runEnd(text, from + 1);
        return end - from - 1 == digits ? end : -1;
    }

    private static int countryCode(String text, int start) {
        if (text.startsWith("0086", start)) {
            return 4;
        }
        return text.startsWith("86", start) ? 2 : 0;
    }

    /** Digits that belong to an escape before the number: %20, %A1 or \\u0020. */
    private static int escaped(String text, int run) {
        if (run >= 1 && text.charAt(run - 1) == '%') {
            return 2;
        }
        if (run >= 2 && text.charAt(run - 2) == '%' && "ABCDEFabcdef".indexOf(text.charAt(run - 1)) >= 0) {
            return 1;
        }
        return text.startsWith("\\u", run - 2) ? 4 : 0;
    }

    /** Trace and span ids are 32 or 16 hexadecimal digits; digits that happen to stand in one are no phone. */
    private static boolean isTraceId(String text, int from, int to) {
        int start = from;
        while (start > 0 && from - start < 33 && isHex(text.charAt(start - 1))) {
            start--;
        }
        int end = to;
        while (end < text.length() && end - to < 33 && isHex(text.charAt(end))) {
            end++;
        }
        return end - start == 32 || end - start == 16;
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    private static int runEnd(String text, int from) {
        int end = from;
        while (isDigit(text, end)) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
}
