package io.kabao.kernel.logging;

import java.nio.charset.StandardCharsets;

/** Bounds a line at 32 KiB of UTF-8; a cut line says so at its end, and a JSON line stays one JSON object. */
final class LineCut {
    static final int BYTES_MAX = 32 * 1024;

    /** Room for the remark and the closing brackets. */
    private static final int RESERVED_BYTES = 256;

    private LineCut() {}

    /** The line itself, or its beginning and a remark with its length before the cut. */
    static String cut(String line) {
        if (line.length() * 3L <= BYTES_MAX) {
            return line;
        }
        int bytes = line.getBytes(StandardCharsets.UTF_8).length;
        if (bytes <= BYTES_MAX) {
            return line;
        }
        var remark = "… [cut, " + bytes + " bytes in all]";
        var json = new JsonCut(line);
        int end = json.find(boundary(line));
        return end < 0
                ? line.substring(0, boundary(line)) + remark + System.lineSeparator()
                : line.substring(0, end) + remark + json.closing() + "\n";
    }

    /** The last place within the limit that does not tear a character apart. */
    private static int boundary(String line) {
        int bytes = 0;
        int at = 0;
        while (at < line.length()) {
            int point = line.codePointAt(at);
            bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            if (bytes > BYTES_MAX - RESERVED_BYTES) {
                return at;
            }
            at += Character.charCount(point);
        }
        return at;
    }

    /** Follows the structure of a JSON line to the last place where a string value may be cut. */
    private static final class JsonCut {
        private final String line;
        private final StringBuilder open = new StringBuilder();
        private String closing = "";
        private boolean value;
        private int end = -1;

        JsonCut(String line) {
            this.line = line;
        }

        int find(int limit) {
            if (!line.startsWith("{")) {
                return -1;
            }
            int at = 0;
            while (at < limit) {
                char c = line.charAt(at++);
                switch (c) {
                    case '{' -> enter('}', false);
                    case '[' -> enter(']', true);
                    case '}', ']' -> open.setLength(Math.max(0, open.length() - 1));
                    case ':' -> value = true;
                    case ',' -> value = open.charAt(open.length() - 1) == ']';
                    case '"' -> at = string(at, limit);
                    default -> {
                        // Blanks, numbers and literals are passed over.
                    }
                }
            }
            return end;
        }

        String closing() {
            return closing;
        }

        private void enter(char closer, boolean elements) {
            open.append(closer);
            value = elements;
        }

        /** Passes a string; its last whole character within the limit is the best place so far, if it is a value. */
        private int string(int from, int limit) {
            int at = from;
            int last = from;
            while (at < limit && line.charAt(at) != '"') {
                last = at;
                at += line.charAt(at) != '\\' ? 1 : line.startsWith("u", at + 1) ? 6 : 2;
            }
            if (value) {
                end = Math.min(at, limit) == at ? at : last;
                closing = "\"" + new StringBuilder(open).reverse();
            }
            return at + 1;
        }
    }
}
