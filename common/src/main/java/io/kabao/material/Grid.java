package io.kabao.material;

import io.kabao.material.drawing.Box;
import io.kabao.material.drawing.Lettering;
import io.kabao.material.drawing.Mark;
import io.kabao.material.drawing.Typeface;
import java.util.ArrayList;
import java.util.List;

/** The grid of a sheet of A4, each place to be cut out; all measures are millimetres. */
final class Grid {

    /** How many prints are on a sheet. */
    static final int PLACES = 12;

    private static final int COLUMNS = 3;
    private static final int ROWS = PLACES / COLUMNS;
    private static final double LEFT = 12;
    private static final double TOP = 12.5;
    private static final double WIDTH = 62;
    private static final double HEIGHT = 68;
    private static final double HAIRLINE = 0.2;
    private static final double BEYOND = 5;

    private Grid() {}

    /** A sheet with one print in all its places. */
    static List<Mark> fullOf(Print print) {
        var cell = cell(print);
        var marks = new ArrayList<Mark>();
        for (var place = 0; place < PLACES; place++) {
            marks.add(placed(place, cell));
        }
        marks.addAll(lines());
        return marks;
    }

    /** The marks of a print in a place, from 0 on, row by row. */
    static Mark placed(int place, List<Mark> cell) {
        var x = LEFT + place % COLUMNS * WIDTH;
        var y = TOP + place / COLUMNS % ROWS * HEIGHT;
        return new Mark.Part(new Box(x, y, WIDTH, HEIGHT), cell);
    }

    /** Where to cut. */
    static List<Mark> lines() {
        var ink = Palette.of("#000000").line();
        var marks = new ArrayList<Mark>();
        for (var column = 0; column <= COLUMNS; column++) {
            marks.add(new Mark.Plate(
                    new Box(LEFT + column * WIDTH - HAIRLINE / 2, TOP - BEYOND, HAIRLINE, ROWS * HEIGHT + 2 * BEYOND),
                    0,
                    ink));
        }
        for (var row = 0; row <= ROWS; row++) {
            marks.add(new Mark.Plate(
                    new Box(LEFT - BEYOND, TOP + row * HEIGHT - HAIRLINE / 2, COLUMNS * WIDTH + 2 * BEYOND, HAIRLINE),
                    0,
                    ink));
        }
        return marks;
    }

    /** One print as it is in a place. */
    static List<Mark> cell(Print print) {
        var cell = new Composition(print);
        var brand = print.brand();
        var colors = cell.colors;
        cell.plate(new Box(0, 0, WIDTH, 2.2), 0, colors.brand());
        cell.code(Box.square(9, 4, 44));
        cell.bearer(new Box(4, 48, 54, 10), 4.6);
        cell.words(Lettering.line(new Box(4, 58, 54, 4.6), Typeface.BOLD, colors.deep(), 3.2), brand.headline());
        cell.words(Lettering.line(new Box(4, 62.4, 54, 3.8), Typeface.REGULAR, colors.quiet(), 2.5), brand.hint());
        return cell.marks();
    }
}
