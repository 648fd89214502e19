package io.kabao.material;

import io.kabao.material.drawing.Box;
import io.kabao.material.drawing.Drawing;
import io.kabao.material.drawing.Ink;
import io.kabao.material.drawing.Lettering;
import io.kabao.material.drawing.Mark;
import io.kabao.material.drawing.Picture;
import io.kabao.material.drawing.Typeface;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where everything is on each style; all measures are millimetres. */
final class Layouts {

    private static final double HAIRLINE = 0.25;

    private Layouts() {}

    static Drawing of(Style style, Print print) {
        return page(
                style,
                title(print),
                style == Style.SHEET ? Grid.fullOf(print) : composed(style, new Composition(print)));
    }

    static Drawing page(Style style, String title, List<Mark> marks) {
        return new Drawing(style.widthMm(), style.heightMm(), title, marks);
    }

    static String title(Print print) {
        return Stream.of(print.brand().name(), print.bearer().name())
                .map(name -> Lettering.shown(name, Typeface.REGULAR))
                .filter(name -> !name.isEmpty())
                .distinct()
                .collect(Collectors.joining(" · "));
    }

    private static List<Mark> composed(Style style, Composition page) {
        switch (style) {
            case CODE, SHEET -> page.code(Box.square(0, 0, Style.CODE.widthMm()));
            case POSTER -> poster(page);
            case TABLE_CARD -> tableCard(page);
            case STICKER -> sticker(page);
            case BADGE -> badge(page);
        }
        return page.marks();
    }

    private static void poster(Composition page) {
        var colors = page.colors;
        var brand = page.print.brand();
        page.plate(new Box(0, 0, 210, 297), 0, colors.brand());
        page.disc(196, 12, 88, colors.shade());
        page.disc(8, 292, 74, colors.shade());
        page.brand(new Box(20, 20, 170, 17), colors.onBrand());
        page.words(
                Lettering.line(new Box(18, 44, 174, 48), Typeface.BOLD, colors.onBrand(), 21)
                        .onLines(2),
                brand.headline());
        page.plate(new Box(36, 98, 138, 156), 9, Ink.WHITE);
        page.code(Box.square(43, 103, 124));
        page.bearer(new Box(44, 228, 122, 21), 10);
        page.pill(new Box(57, 264, 96, 18), Ink.WHITE, colors.deep(), brand.hint());
    }

    private static void tableCard(Composition page) {
        var colors = page.colors;
        var brand = page.print.brand();
        page.disc(52.5, -84, 152, colors.brand());
        page.disc(98, 2, 30, colors.shade());
        page.brand(new Box(8, 8, 89, 9), colors.onBrand());
        page.words(
                Lettering.line(new Box(8, 19, 89, 19), Typeface.BOLD, colors.onBrand(), 10)
                        .onLines(2),
                brand.headline());
        page.plate(new Box(19, 41, 67, 67), 5, Ink.WHITE);
        page.outline(new Box(19, 41, 67, 67), 5, new Mark.Pen(colors.line(), HAIRLINE, false));
        page.code(Box.square(21, 43, 63));
        page.bearer(new Box(8, 110, 89, 14), 5.6);
        page.pill(new Box(25, 128, 55, 11.5), colors.brand(), colors.onBrand(), brand.hint());
    }

    private static void sticker(Composition page) {
        var colors = page.colors;
        var brand = page.print.brand();
        var name = page.print.bearer().name();
        page.outline(Box.square(1.5, 1.5, 97), 48.5, new Mark.Pen(colors.quiet(), HAIRLINE, true));
        page.disc(50, 50, 46.5, colors.brand());
        page.words(Lettering.line(new Box(27, 10, 46, 11), Typeface.BOLD, colors.onBrand(), 6.4), brand.headline());
        page.plate(Box.square(22.5, 22.5, 55), 4, Ink.WHITE);
        page.code(Box.square(24, 24, 52));
        page.words(
                Lettering.line(new Box(27, 79, 46, 7), Typeface.BOLD, colors.onBrand(), 4.6),
                name.isBlank() ? brand.name() : name);
        page.words(Lettering.line(new Box(33, 86.2, 34, 5), Typeface.REGULAR, colors.onBrand(), 3.5), brand.hint());
    }

    private static void badge(Composition page) {
        var colors = page.colors;
        var brand = page.print.brand();
        var photo = page.print.bearer().photo();
        page.disc(27, -34, 60, colors.brand());
        page.disc(50, 0, 15, colors.shade());
        page.brand(new Box(4, photo == null ? 7 : 4.5, 46, 6.5), colors.onBrand());
        var top = photo == null ? 29.0 : 36.0;
        if (photo != null) {
            page.disc(27, 24, 12, Ink.WHITE);
            page.add(Mark.filling(Picture.of(photo), new Mark.Window(Box.square(16, 13, 22), 11)));
        }
        page.bearer(new Box(4, top, 46, 11.5), 5.6);
        var side = photo == null ? 34.0 : 29.0;
        page.code(Box.square(27 - side / 2, top + 12, side));
        page.words(
                Lettering.line(new Box(4, top + 12 + side, 46, 4.4), Typeface.BOLD, colors.deep(), 3.2),
                brand.headline());
        page.words(
                Lettering.line(new Box(4, top + 16.2 + side, 46, 3.6), Typeface.REGULAR, colors.quiet(), 2.5),
                brand.hint());
    }
}
