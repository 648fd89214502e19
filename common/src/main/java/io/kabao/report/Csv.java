package io.kabao.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a table that spreadsheets open: UTF-8 with a mark at its beginning, every cell in quotation marks. A cell that a
 * spreadsheet would take for a formula gets an apostrophe ahead of it and is text from then on.
 */
final class Csv {

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int FEN_OF_YUAN = 100;

    /** What begins a formula, as it stands and in full width, or hides what does. */
    private static final String BEGINNINGS = "=+-@\t\r\n\0＝＋－＠";

    private final OutputStream out;

    Csv(OutputStream out) throws IOException {
        this.out = out;
        out.write(MARK);
    }

    void row(List<String> cells) throws IOException {
        var line = cells.stream()
                .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(",", "", "\r\n"));
        out.write(line.getBytes(StandardCharsets.UTF_8));
    }

    /** Somebody's text as a cell that does nothing; blanks ahead of a formula hide nothing. */
    static String text(String text) {
        var first = 0;
        while (first < text.length() && Character.isSpaceChar(text.charAt(first))) {
            first++;
        }
        return first < text.length() && BEGINNINGS.indexOf(text.charAt(first)) >= 0 ? "'" + text : text;
    }

    /** An amount of fen in yuan with two decimals; a number with its sign is no formula. */
    static String yuan(long fen) {
        var whole = Math.abs(fen) / FEN_OF_YUAN;
        var part = Math.abs(fen) % FEN_OF_YUAN;
        return "%s%d.%02d".formatted(fen < 0 ? "-" : "", whole, part);
    }
}
