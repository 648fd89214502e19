package io.kabao.kernel.logging;

import java.util.Set;
import java.util.regex.Pattern;

/** Writes the mask in place of a value, quoted or bare, and says where the line goes on. */
final class MaskedValue {
    private static final String CDATA = "<![CDATA[";
    private static final String BARE_ENDS = "&,;)]}\"'<>|";
    private static final String HEADER_ENDS = ",]}\"<>";
    private static final Set<String> SHOWN_WORDS = Set.of("null", "true", "false", "Optional.empty");
    private static final int SHOWN_WORD_MAX = 16;

    /** Error codes (STORE_NOT_FOUND, isv.OUT_OF_SERVICE) and HTTP statuses; a one-time code looks like none of them. */
    private static final Pattern ERROR_CODE =
            Pattern.compile("-?[0-9]{1,3}|(?:is[vp]\\.)?[A-Z]{2,40}+(?:_[A-Z0-9]{1,40}+){0,12}+");

    private static final int ERROR_CODE_MAX = 80;
    private static final int PERSON_SHOWN = 4;

    private final String in;
    private final StringBuilder out;
    private final boolean json;

    MaskedValue(String in, StringBuilder out) {
        this.in = in;
        this.out = out;
        json = in.startsWith("{\"");
    }

    /** Masks what follows a separator; returns where to go on. */
    int mask(Separator separator, Sensitivity sensitivity) {
        int from = separator.end();
        if (in.startsWith("[", from)) {
            out.append('[');
            return maskElements(from + 1, sensitivity, separator.keyQuote());
        }
        if (in.startsWith("{", from) && separator.colon()) {
            // An object's own names decide.
            return from;
        }
        if (in.startsWith(CDATA, from)) {
            out.append(CDATA);
            int end = in.indexOf("]]>", from);
            int to = end < 0 ? in.length() : end;
            write(from + CDATA.length(), to, sensitivity, "");
            return to;
        }
        return isQuoted(from, separator.keyQuote())
                ? maskQuoted(from, sensitivity)
                : maskBare(from, sensitivity, separator.keyQuote());
    }

    /** Masks the credential after {@code Bearer}; returns where to go on. */
    int maskCredential(int from) {
        return maskBare(from, Sensitivity.SECRET, "");
    }

    private int maskElements(int from, Sensitivity sensitivity, String keyQuote) {
        int at = from;
        while (at < in.length()) {
            char c = in.charAt(at);
            if (c == ',' || c == ' ') {
                out.append(c);
                at++;
                continue;
            }
            int next = isQuoted(at, keyQuote)
                    ? pastQuote(maskQuoted(at, sensitivity))
                    : maskBare(at, sensitivity, keyQuote);
            if (next == at) {
                return at;
            }
            at = next;
        }
        return at;
    }

    /** Copies the quote that ends an element, so that it is not taken for the beginning of the next one. */
    private int pastQuote(int from) {
        int quote = from + Separator.backslashes(in, from);
        int end = Math.min(in.length(), quote + 1);
        out.append(in, from, end);
        return end;
    }

    /**
     * Whether a quoted value begins here. A quote with fewer backslashes than the name's is the end of the string around
     * both; so is, in a line of JSON, a bare quote after a bare name.
     */
    private boolean isQuoted(int from, String keyQuote) {
        int escapes = Separator.backslashes(in, from);
        int quote = from + escapes;
        if (quote >= in.length() || !Separator.isQuote(in.charAt(quote))) {
            return false;
        }
        int least = keyQuote.isEmpty() ? (json ? 1 : 0) : keyQuote.length() - 1;
        return in.charAt(quote) == '\'' || escapes >= least;
    }

    private int maskQuoted(int from, Sensitivity sensitivity) {
        int escapes = Separator.backslashes(in, from);
        int start = from + escapes + 1;
        int end = in.charAt(start - 1) == '"' ? closingDouble(start, escapes) : closingSingle(start);
        out.append(in, from, start);
        write(start, end, sensitivity, "");
        return end;
    }

    /**
     * Where the string ends whose quote carries so many backslashes. At each level of nesting the backslashes before a
     * quote double and grow by one, so the closing quote is the one whose count, modulo twice the level's, is the level's;
     * fewer mean that a string further out ends first.
     */
    private int closingDouble(int start, int escapes) {
        int run = 0;
        for (int at = start; at < in.length(); at++) {
            char c = in.charAt(at);
            if (c == '\\') {
                run++;
                continue;
            }
            int level = run % (2 * (escapes + 1));
            if (c == '"' && level <= escapes) {
                return at - level;
            }
            run = 0;
        }
        return in.length();
    }

    private int closingSingle(int start) {
        for (int at = start; at < in.length(); at++) {
            char c = in.charAt(at);
            if (c == '\'' || c == '\n' || (c == '"' && in.charAt(at - 1) != '\\')) {
                return at;
            }
        }
        return in.length();
    }

    private int maskBare(int from, Sensitivity sensitivity, String quote) {
        int at = from;
        int end = bareEnd(at, sensitivity);
        // The name of a scheme is no secret, what follows it is: "token: Bearer abc".
        while (isScheme(at, end)) {
            out.append(in, at, end + 1);
            at = end + 1;
            end = bareEnd(at, sensitivity);
        }
        if (end - at <= SHOWN_WORD_MAX && SHOWN_WORDS.contains(in.substring(at, end))) {
            out.append(in, at, end);
        } else {
            write(at, end, sensitivity, quote);
        }
        return end;
    }

    private boolean isScheme(int from, int end) {
        boolean named = (end - from == 6 && in.regionMatches(true, from, "Bearer", 0, 6))
                || (end - from == 5 && in.regionMatches(true, from, "Basic", 0, 5));
        return named && in.startsWith(" ", end);
    }

    private int bareEnd(int from, Sensitivity sensitivity) {
        var ends = sensitivity == Sensitivity.HEADER ? HEADER_ENDS : BARE_ENDS;
        int at = from;
        while (at < in.length()) {
            char c = in.charAt(at);
            boolean blankEnds = c == '\n' || c == '\r' || (c <= ' ' && sensitivity != Sensitivity.HEADER);
            if (blankEnds || ends.indexOf(c) >= 0 || in.regionMatches(true, at, "%26", 0, 3)) {
                return at;
            }
            if (c == '\\') {
                // An escaped slash or backslash belongs to the value; an escaped quote or line break ends it.
                if (!in.startsWith("/", at + 1) && !in.startsWith("\\", at + 1)) {
                    return at;
                }
                int run = Separator.backslashes(in, at);
                if (at + run < in.length() && in.charAt(at + run) == '"') {
                    return at;
                }
                at += run;
            }
            at++;
        }
        return Math.min(at, in.length());
    }

    private void write(int from, int to, Sensitivity sensitivity, String quote) {
        if (from >= to) {
            return;
        }
        if (sensitivity == Sensitivity.CODE
                && to - from <= ERROR_CODE_MAX
                && ERROR_CODE.matcher(in.substring(from, to)).matches()) {
            out.append(in, from, to);
            return;
        }
        // A bare JSON number gives way to a JSON string, or the line would no longer be JSON.
        out.append(quote);
        if (sensitivity == Sensitivity.PERSON && to - from >= 2 * PERSON_SHOWN) {
            out.append(in, from, from + PERSON_SHOWN);
        }
        out.append(LogMasker.MASK).append(quote);
    }
}
