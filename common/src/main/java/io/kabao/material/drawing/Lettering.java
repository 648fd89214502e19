package io.kabao.material.drawing;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Sets words into a box: as large as wished if they fit, else smaller, else cut short; never outside of the box.
 *
 * @param box what the lines stay within, in the middle of its height
 * @param size of the em in millimetres, if there is room for it
 * @param leastSize of the em in millimetres, however many words there are
 * @param mostLines how many lines there may be
 */
public record Lettering(Box box, Typeface face, Ink ink, Side side, double size, double leastSize, int mostLines) {

    /** From one line to the next, as a share of the em. */
    private static final double LEADING = 1.3;

    /** Chinese characters stand from a little below the line to this far above it, as a share of the em. */
    private static final double ABOVE = 0.86;

    private static final double BELOW = 0.12;
    private static final double STEP = 0.94;
    private static final String CUT = "…";

    /** No line of any print holds as many. */
    private static final int CHARACTERS_MOST = 400;

    /** Where lines begin. */
    public enum Side {
        /** All at the left side. */
        LEFT,
        /** Each in the middle. */
        MIDDLE
    }

    /** In the middle of a box, on one line. */
    public static Lettering line(Box box, Typeface face, Ink ink, double size) {
        return new Lettering(box, face, ink, Side.MIDDLE, size, size * 0.55, 1);
    }

    /** The same on as many lines. */
    public Lettering onLines(int lines) {
        return new Lettering(box, face, ink, side, size, leastSize, lines);
    }

    /** The same with its lines beginning at the left side. */
    public Lettering atLeft() {
        return new Lettering(box, face, ink, Side.LEFT, size, leastSize, mostLines);
    }

    /** The words in place. What the font can't show is left out, see {@link #shown}. */
    public List<Mark.Words> set(String text) {
        var words = shown(text, face);
        if (words.isEmpty()) {
            return List.of();
        }
        for (var tried = size; tried > leastSize; tried *= STEP) {
            var lines = broken(words, box.width() / tried);
            if (lines.size() <= linesAt(tried)) {
                return placed(lines, tried);
            }
        }
        return placed(cut(broken(words, box.width() / leastSize), linesAt(leastSize)), leastSize);
    }

    private int linesAt(double em) {
        var more = (int) ((box.height() - em * (ABOVE + BELOW)) / (em * LEADING) + 1e-9);
        return Math.clamp(more + 1L, 1, mostLines);
    }

    private List<String> cut(List<String> lines, int most) {
        if (lines.size() <= most) {
            return lines;
        }
        var last = lines.get(most - 1);
        while (!last.isEmpty() && face.lengthOf(last + CUT) > box.width() / leastSize) {
            last = last.substring(0, last.offsetByCodePoints(last.length(), -1));
        }
        var kept = new ArrayList<>(lines.subList(0, most));
        kept.set(most - 1, last.stripTrailing() + CUT);
        return kept;
    }

    private List<Mark.Words> placed(List<String> lines, double em) {
        var height = em * (ABOVE + BELOW + LEADING * (lines.size() - 1));
        var baseline = box.y() + (box.height() - height) / 2 + em * ABOVE;
        var marks = new ArrayList<Mark.Words>();
        for (var line : lines) {
            var free = side == Side.MIDDLE ? (box.width() - face.lengthOf(line) * em) / 2 : 0;
            marks.add(new Mark.Words(line, face, em, box.x() + free, baseline, ink));
            baseline += em * LEADING;
        }
        return marks;
    }

    /** Lines of at most a width, told as a share of the em; a word longer than a line is broken within. */
    private List<String> broken(String text, double width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        var places = BreakIterator.getLineInstance(Locale.SIMPLIFIED_CHINESE);
        places.setText(text);
        var from = places.first();
        for (var to = places.next(); to != BreakIterator.DONE; from = to, to = places.next()) {
            var piece = text.substring(from, to);
            if (!line.isEmpty() && face.lengthOf((line + piece).stripTrailing()) > width) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
            }
            for (var character : piece.codePoints().toArray()) {
                if (!line.isEmpty() && face.lengthOf(line.toString()) + face.advanceOf(character) > width) {
                    if (Character.isWhitespace(character)) {
                        continue;
                    }
                    lines.add(line.toString().stripTrailing());
                    line.setLength(0);
                }
                line.appendCodePoint(character);
            }
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    /**
     * What of a text can be shown: pictures, marks of direction and other characters that the font has not are left out,
     * letters and digits it has not are a box.
     */
    public static String shown(String text, Typeface face) {
        var kept = new StringBuilder();
        text.codePoints().limit(CHARACTERS_MOST).forEach(character -> {
            if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
                if (!kept.isEmpty() && kept.charAt(kept.length() - 1) != ' ') {
                    kept.append(' ');
                }
            } else if (isVisible(character) && face.has(character)) {
                kept.appendCodePoint(character);
            } else if (Character.isLetterOrDigit(character)) {
                kept.append('□');
            }
        });
        return kept.toString().strip();
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK -> false;
            default -> true;
        };
    }
}
