package io.kabao.kernel.logging;

import org.jspecify.annotations.Nullable;

/**
 * What stands between a name and its value: {@code = : => %3D}, the end of an XML tag, with blanks and the name's closing
 * quote before it.
 *
 * @param end where the value begins
 * @param keyQuote the quote that closed the name, with its backslashes; empty if the name was bare
 * @param colon whether it is a colon
 */
record Separator(int end, String keyQuote, boolean colon) {
    private static final int BLANKS_MAX = 4;
    private static final int BACKSLASHES_MAX = 15;

    /** The separator after a name that stands at [start, end) of the line, or null if it is not followed by a value. */
    static @Nullable Separator after(String line, int start, int end) {
        int quoteAt = end + backslashes(line, end);
        boolean quoted = quoteAt < line.length() && isQuote(line.charAt(quoteAt));
        int position = quoted ? quoteAt + 1 : end;
        if (line.startsWith("]", position)) {
            position++;
        }
        int blanksEnd = blanks(line, position);
        if (isLoggerName(line, start, blanksEnd - position)) {
            return null;
        }
        int signEnd = sign(line, start, blanksEnd);
        if (signEnd < 0) {
            return null;
        }
        var colon = line.charAt(blanksEnd) == ':';
        return new Separator(blanks(line, signEnd), quoted ? line.substring(end, quoteAt + 1) : "", colon);
    }

    static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    static int backslashes(String line, int from) {
        int count = 0;
        while (count < BACKSLASHES_MAX && from + count < line.length() && line.charAt(from + count) == '\\') {
            count++;
        }
        return count;
    }

    private static int blanks(String line, int from) {
        int position = from;
        while (position < line.length()
                && position - from < BLANKS_MAX
                && (line.charAt(position) == ' ' || line.charAt(position) == '\t')) {
            position++;
        }
        return position;
    }

    /** The console's plain pattern writes {@code i.k.access.TokenRealm : message}; that is no name of a value. */
    private static boolean isLoggerName(String line, int start, int blanks) {
        return blanks > 0 && start > 0 && line.charAt(start - 1) == '.' && Character.isUpperCase(line.charAt(start));
    }

    private static int sign(String line, int start, int from) {
        if (line.regionMatches(true, from, "%3D", 0, 3) || line.regionMatches(true, from, "%3A", 0, 3)) {
            return from + 3;
        }
        if (from >= line.length()) {
            return -1;
        }
        return switch (line.charAt(from)) {
            case '=' -> line.startsWith("=>", from) || line.startsWith("==", from) ? from + 2 : from + 1;
            // Two colons are a method reference.
            case ':' -> line.startsWith("::", from) ? -1 : from + 1;
            case '>' -> start > 0 && line.charAt(start - 1) == '<' ? from + 1 : -1;
            default -> -1;
        };
    }
}
