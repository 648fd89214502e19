package io.kabao.kernel.logging;

/**
 * Masks secrets and people in a finished log line, JSON or plain. One pass from left to right over the text, then one for
 * phone numbers; each step moves forward and looks ahead only as far as it consumes or a named bound, so the time grows
 * with the length of the line and with nothing else.
 */
final class LogMasker {
    static final String MASK = "****";

    private static final int SHOWN = 4;
    private static final int LOOK_AHEAD_MAX = 48;

    private final String in;
    private final StringBuilder out;
    private final MaskedValue values;
    private int at;

    private LogMasker(String line) {
        in = line;
        out = new StringBuilder(line.length() + 64);
        values = new MaskedValue(in, out);
    }

    /** The line with everything masked that must not be kept. */
    static String mask(String line) {
        return PhoneMask.mask(new LogMasker(line).masked());
    }

    static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    private String masked() {
        while (at < in.length()) {
            char c = in.charAt(at);
            if (isWord(c)) {
                word();
            } else if (c != ':' || !address()) {
                out.append(c);
                at++;
            }
        }
        return out.toString();
    }

    private void word() {
        int start = at;
        int end = start;
        while (end < in.length() && isWord(in.charAt(end))) {
            end++;
        }
        var word = in.substring(start, end);
        if (word.endsWith("-----BEGIN") && privateKey(start, end)) {
            return;
        }
        int skip = escapeLength(start, word);
        if (keyed(word, end) || (skip > 0 && keyed(word.substring(skip), end))) {
            return;
        }
        if (word.equalsIgnoreCase("bearer") && in.startsWith(" ", end)) {
            out.append(word).append(' ');
            at = values.maskCredential(end + 1);
            return;
        }
        int from = skip > 0 && RandomText.isOne(word.substring(skip)) ? skip : 0;
        if (from > 0 || RandomText.isOne(word)) {
            out.append(word, 0, from + SHOWN).append(MASK);
        } else {
            out.append(word);
        }
        at = end;
    }

    /** Masks the value behind the word, if the word is a name that calls for it and a value follows. */
    private boolean keyed(String word, int end) {
        // Few words have a separator behind them, so the dearer look at the name comes second.
        var separator = Separator.after(in, at, end);
        if (separator == null) {
            return false;
        }
        var sensitivity = Sensitivity.of(word);
        if (sensitivity == Sensitivity.NONE) {
            return false;
        }
        out.append(in, at, separator.end());
        at = values.mask(separator, sensitivity);
        return true;
    }

    /** How many characters of a word belong to an escape: in a JSON string \n stands right before the next word. */
    private int escapeLength(int start, String word) {
        char before = start == 0 ? ' ' : in.charAt(start - 1);
        if (before == '%') {
            return word.length() > 2 ? 2 : 0;
        }
        if (before != '\\') {
            return 0;
        }
        char first = word.charAt(0);
        if (first == 'u') {
            return word.length() > 5 ? 5 : 0;
        }
        return word.length() > 1 && "bfnrt".indexOf(first) >= 0 ? 1 : 0;
    }

    private boolean privateKey(int start, int end) {
        int headEnd = Math.min(in.length(), end + LOOK_AHEAD_MAX);
        if (!in.substring(end, headEnd).contains("PRIVATE KEY")) {
            return false;
        }
        int stop = end;
        while (stop < in.length() && in.charAt(stop) != '"' && !in.startsWith("-----END", stop)) {
            stop++;
        }
        out.append(in, start, end).append(" PRIVATE KEY-----").append(MASK);
        at = stop;
        return true;
    }

    /** Masks the password of {@code scheme://user:password@host}; a user alone is taken for a token. */
    private boolean address() {
        int start = slashes(at + 1);
        if (start < 0) {
            return false;
        }
        int end = start;
        int host = -1;
        int colon = -1;
        while (end < in.length() && !endsAuthority(in.charAt(end))) {
            if (in.charAt(end) == '@') {
                host = end;
            } else if (in.charAt(end) == ':' && colon < 0) {
                colon = end;
            }
            end++;
        }
        if (host < 0) {
            return false;
        }
        int shownTo = colon >= 0 && colon < host ? colon + 1 : start;
        out.append(in, at, shownTo).append(MASK);
        at = host;
        return true;
    }

    /** Where the authority begins after {@code //}, each slash perhaps escaped for JSON; -1 if there is none. */
    private int slashes(int from) {
        int position = from;
        for (int slash = 0; slash < 2; slash++) {
            int backslashes = Separator.backslashes(in, position);
            position += backslashes;
            if (position >= in.length() || in.charAt(position) != '/') {
                return -1;
            }
            position++;
        }
        return position;
    }

    private static boolean endsAuthority(char c) {
        return c <= ' ' || "/?#\"'\\<>".indexOf(c) >= 0;
    }
}
