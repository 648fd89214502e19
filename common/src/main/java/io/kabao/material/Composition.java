package io.kabao.material;

import io.kabao.material.drawing.Box;
import io.kabao.material.drawing.Ink;
import io.kabao.material.drawing.Lettering;
import io.kabao.material.drawing.Mark;
import io.kabao.material.drawing.Picture;
import io.kabao.material.drawing.Typeface;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is on a page so far, and the pieces that several styles are made of. */
final class Composition {

    private static final double LOGO_RADIUS = 0.22;
    private static final double LOGO_MARGIN = 0.08;
    private static final double LOGO_GAP = 0.4;
    private static final double NAME_SIZE = 0.62;

    final Print print;
    final Palette colors;
    final Scanned code;

    private final @Nullable Picture logo;
    private final List<Mark> marks = new ArrayList<>();

    Composition(Print print) {
        var brandLogo = print.brand().logo();
        this.print = print;
        this.colors = Palette.of(print.brand().color());
        this.logo = brandLogo == null ? null : Picture.of(brandLogo);
        this.code = Scanned.of(print.code(), logo);
    }

    List<Mark> marks() {
        return marks;
    }

    void plate(Box box, double radius, Ink ink) {
        marks.add(new Mark.Plate(box, radius, ink));
    }

    /** A disc, or a bow where most of it is off the page. */
    void disc(double middleX, double middleY, double radius, Ink ink) {
        plate(Box.square(middleX - radius, middleY - radius, 2 * radius), radius, ink);
    }

    void outline(Box box, double radius, Mark.Pen pen) {
        marks.add(new Mark.Outline(box, radius, pen));
    }

    void words(Lettering lettering, String text) {
        marks.addAll(lettering.set(text));
    }

    void code(Box square) {
        marks.addAll(code.in(square));
    }

    void add(Mark mark) {
        marks.add(mark);
    }

    /** The logo, on white, and the merchant's name beside it, together in the middle of a box as high as the logo. */
    void brand(Box box, Ink ink) {
        var name = Lettering.shown(print.brand().name(), Typeface.BOLD);
        var size = box.height() * NAME_SIZE;
        if (logo == null) {
            words(Lettering.line(box, Typeface.BOLD, ink, size), name);
            return;
        }
        var side = box.height();
        var gap = name.isEmpty() ? 0 : side * LOGO_GAP;
        var length = Math.min(Typeface.BOLD.lengthOf(name) * size, box.width() - side - gap);
        var x = box.x() + (box.width() - side - gap - length) / 2;
        var square = Box.square(x, box.y(), side);
        plate(square, side * LOGO_RADIUS, Ink.WHITE);
        add(Mark.whole(logo, square.inset(side * LOGO_MARGIN)));
        // A hair wider than it is long, for both are told in fractions.
        var rest = new Box(x + side + gap, box.y(), length + 0.01, side);
        words(Lettering.line(rest, Typeface.BOLD, ink, size).atLeft(), name);
    }

    /** The second line below whose code it is: number and store, as far as they are known. */
    String particulars() {
        var bearer = print.bearer();
        return Stream.of(bearer.number() == null ? "" : "工号 " + bearer.number(), bearer.storeName())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" · "));
    }

    /** Whose code it is, and what else is known: one above the other in a box, or the name alone in the middle of it. */
    void bearer(Box box, double size) {
        var particulars = particulars();
        var nameHeight = particulars.isEmpty() ? box.height() : box.height() * 0.6;
        words(
                Lettering.line(new Box(box.x(), box.y(), box.width(), nameHeight), Typeface.BOLD, colors.text(), size),
                print.bearer().name());
        words(
                Lettering.line(
                        new Box(box.x(), box.y() + nameHeight, box.width(), box.height() - nameHeight),
                        Typeface.REGULAR,
                        colors.quiet(),
                        size * 0.6),
                particulars);
    }

    /** Words in a pill of the brand's colour; nothing when there are no words. */
    void pill(Box box, Ink fill, Ink ink, String text) {
        if (Lettering.shown(text, Typeface.BOLD).isEmpty()) {
            return;
        }
        plate(box, box.height() / 2, fill);
        words(
                Lettering.line(
                        new Box(box.x() + box.height() / 2, box.y(), box.width() - box.height(), box.height()),
                        Typeface.BOLD,
                        ink,
                        box.height() * 0.48),
                text);
    }
}
