package io.kabao.material.drawing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * A PDF whose pages are written as they are added: what is remembered of a page is where it is. Words are text that can
 * be selected and searched, in a font that is within, of which only the characters used.
 */
public final class PdfBook implements AutoCloseable {

    private static final double POINTS_PER_MM = 72 / 25.4;

    /** How far the handles of a curve are from the ends of a quarter of a circle, as a share of its radius. */
    private static final double QUARTER = 0.5522847498;

    private final PdfFile file;
    private final int catalog;
    private final int tree;
    private final int information;
    private final String title;
    private final List<Integer> pages = new ArrayList<>();
    private final Map<Typeface, PdfFont> fonts = new EnumMap<>(Typeface.class);
    private final PdfPictures pictures;

    /** Begins a book; the stream stays open when the book is closed. Errors: {@link IOException} of the stream. */
    public PdfBook(OutputStream out, String title) throws IOException {
        this.file = new PdfFile(out);
        this.catalog = file.reserve();
        this.tree = file.reserve();
        this.information = file.reserve();
        this.title = title;
        this.pictures = new PdfPictures(file);
    }

    /**
     * Adds a page. Errors: {@link IllegalArgumentException} for a broken picture, after which the book can be gone on
     * with; {@link IOException} of the stream, after which it can not.
     */
    public void add(Drawing drawing) throws IOException {
        var content = new Content();
        var scale = number(POINTS_PER_MM);
        content.line("%s 0 0 -%s 0 %s cm".formatted(scale, scale, number(drawing.height() * POINTS_PER_MM)));
        content.write(drawing.marks());
        var contentNumber = file.reserve();
        file.packed(contentNumber, "", content.bytes());
        var page = file.reserve();
        file.object(
                page,
                "<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %s %s] /Contents %d 0 R /Resources << %s >> >>"
                        .formatted(
                                tree,
                                number(drawing.width() * POINTS_PER_MM),
                                number(drawing.height() * POINTS_PER_MM),
                                contentNumber,
                                content.resources()));
        pages.add(page);
    }

    /**
     * Takes in the pictures among these marks before there is a page for them, so that a broken one is known by then. Errors: as
     * {@link #add}.
     */
    public void takeIn(List<? extends Mark> marks) throws IOException {
        for (var mark : marks) {
            switch (mark) {
                case Mark.Placed placed -> {
                    var _ = pictures.numberOf(placed.picture());
                }
                case Mark.Part part -> takeIn(part.marks());
                case Mark.Plate _, Mark.Outline _, Mark.Words _, Mark.Code _ -> {}
            }
        }
    }

    /** How many pages there are. */
    public int pages() {
        return pages.size();
    }

    @Override
    public void close() throws IOException {
        for (var font : fonts.values()) {
            font.writeTo(file);
        }
        var kids = new StringBuilder();
        pages.forEach(page -> kids.append(page).append(" 0 R "));
        file.object(tree, "<< /Type /Pages /Count %d /Kids [%s] >>".formatted(pages.size(), kids));
        file.object(
                catalog,
                "<< /Type /Catalog /Pages %d 0 R /Lang (zh-CN) /ViewerPreferences << /DisplayDocTitle true >> >>"
                        .formatted(tree));
        file.object(information, "<< /Title %s /Producer (Kabao) >>".formatted(PdfFile.text(title)));
        file.end(catalog, information);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /** What is on a page, in the operators of PDF. */
    private final class Content {

        private final StringBuilder lines = new StringBuilder();
        private final TreeSet<Integer> placed = new TreeSet<>();

        void write(List<? extends Mark> marks) throws IOException {
            for (var mark : marks) {
                switch (mark) {
                    case Mark.Plate plate -> {
                        colour(plate.ink(), "rg");
                        path(plate.box(), plate.radius());
                        line("f");
                    }
                    case Mark.Outline outline -> write(outline);
                    case Mark.Words words -> write(words);
                    case Mark.Placed picture -> write(picture);
                    case Mark.Code code -> write(code);
                    case Mark.Part part -> {
                        line("q");
                        clip(part.box(), 0);
                        line("1 0 0 1 %s %s cm"
                                .formatted(
                                        number(part.box().x()),
                                        number(part.box().y())));
                        write(part.marks());
                        line("Q");
                    }
                }
            }
        }

        private void write(Mark.Outline outline) {
            var pen = outline.pen();
            line("q");
            colour(pen.ink(), "RG");
            line(number(pen.thickness()) + " w");
            line(pen.dashed() ? "[1.6 1.2] 0 d" : "[] 0 d");
            path(outline.box(), outline.radius());
            line("S");
            line("Q");
        }

        private void write(Mark.Words words) {
            var font = fonts.computeIfAbsent(words.face(), face -> new PdfFont(face, file.reserve()));
            var size = number(words.size());
            colour(words.ink(), "rg");
            line("BT /%s 1 Tf %s 0 0 -%s %s %s Tm %s Tj ET"
                    .formatted(
                            font.name(),
                            size,
                            size,
                            number(words.x()),
                            number(words.baseline()),
                            font.shown(words.text())));
        }

        private void write(Mark.Placed picture) throws IOException {
            var number = pictures.numberOf(picture.picture());
            placed.add(number);
            var box = picture.box();
            var window = picture.window();
            line("q");
            if (window != null) {
                clip(window.box(), window.radius());
            }
            line("%s 0 0 -%s %s %s cm /P%d Do"
                    .formatted(
                            number(box.width()), number(box.height()), number(box.x()), number(box.bottom()), number));
            line("Q");
        }

        private void write(Mark.Code code) {
            var scale = String.format(
                    Locale.ROOT, "%.6f", code.box().width() / code.code().size());
            line("q");
            line("%s 0 0 %s %s %s cm"
                    .formatted(
                            scale,
                            scale,
                            number(code.box().x()),
                            number(code.box().y())));
            colour(Ink.BLACK, "rg");
            for (var outline : code.code().outlines()) {
                for (var at = 0; at < outline.length; at += 2) {
                    lines.append(outline[at])
                            .append(' ')
                            .append(outline[at + 1])
                            .append(at == 0 ? " m " : " l ");
                }
                lines.append("h\n");
            }
            line("f");
            line("Q");
        }

        private void clip(Box box, double radius) {
            path(box, radius);
            line("W n");
        }

        private void path(Box box, double radius) {
            if (radius == 0) {
                line("%s %s %s %s re"
                        .formatted(number(box.x()), number(box.y()), number(box.width()), number(box.height())));
                return;
            }
            var near = radius * (1 - QUARTER);
            var left = box.x();
            var right = box.right();
            var top = box.y();
            var bottom = box.bottom();
            points("m", left + radius, top);
            points("l", right - radius, top);
            points("c", right - near, top, right, top + near, right, top + radius);
            points("l", right, bottom - radius);
            points("c", right, bottom - near, right - near, bottom, right - radius, bottom);
            points("l", left + radius, bottom);
            points("c", left + near, bottom, left, bottom - near, left, bottom - radius);
            points("l", left, top + radius);
            points("c", left, top + near, left + near, top, left + radius, top);
            line("h");
        }

        private void points(String operator, double... values) {
            for (var value : values) {
                lines.append(number(value)).append(' ');
            }
            line(operator);
        }

        private void colour(Ink ink, String operator) {
            points(operator, ink.red() / 255.0, ink.green() / 255.0, ink.blue() / 255.0);
        }

        void line(String operators) {
            lines.append(operators).append('\n');
        }

        byte[] bytes() {
            return lines.toString().getBytes(StandardCharsets.US_ASCII);
        }

        String resources() {
            var written = new StringBuilder("/Font <<");
            fonts.values().forEach(font -> written.append(" /%s %d 0 R".formatted(font.name(), font.number())));
            written.append(" >> /XObject <<");
            placed.forEach(number -> written.append(" /P%d %d 0 R".formatted(number, number)));
            return written.append(" >>").toString();
        }
    }
}
