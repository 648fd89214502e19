package io.kabao.material.drawing;

import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a page as SVG. Letters are outlines, each kept once; pictures are within, byte for byte as they came; nothing
 * is fetched from anywhere and nothing runs.
 */
final class SvgPage {

    private static final int SIDES_OF_CURVE = 6;

    private final Drawing drawing;
    private final StringBuilder body = new StringBuilder();
    private final Map<String, String> kept = new LinkedHashMap<>();
    private int names;

    SvgPage(Drawing drawing) {
        this.drawing = drawing;
    }

    byte[] bytes() {
        write(drawing.marks());
        var whole = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        var width = number(drawing.width());
        var height = number(drawing.height());
        whole.append("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"")
                .append(" width=\"%smm\" height=\"%smm\" viewBox=\"0 0 %s %s\" role=\"img\">\n"
                        .formatted(width, height, width, height))
                .append("<title>")
                .append(escaped(drawing.title()))
                .append("</title>\n");
        if (!kept.isEmpty()) {
            whole.append("<defs>\n");
            kept.values().forEach(whole::append);
            whole.append("</defs>\n");
        }
        whole.append("<rect width=\"%s\" height=\"%s\" fill=\"#ffffff\"/>\n".formatted(width, height))
                .append(body)
                .append("</svg>\n");
        return whole.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(List<? extends Mark> marks) {
        for (var mark : marks) {
            switch (mark) {
                case Mark.Plate plate ->
                    body.append("<rect %s fill=\"%s\"/>\n"
                            .formatted(
                                    rectangle(plate.box(), plate.radius()),
                                    plate.ink().written()));
                case Mark.Outline outline -> write(outline);
                case Mark.Words words -> write(words);
                case Mark.Placed placed -> write(placed);
                case Mark.Code code -> write(code);
                case Mark.Part part -> {
                    var window = windowOf(part.box(), 0);
                    body.append("<g clip-path=\"url(#%s)\"><g transform=\"translate(%s %s)\">\n"
                            .formatted(
                                    window,
                                    number(part.box().x()),
                                    number(part.box().y())));
                    write(part.marks());
                    body.append("</g></g>\n");
                }
            }
        }
    }

    private void write(Mark.Outline outline) {
        body.append("<rect %s fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"%s/>\n"
                .formatted(
                        rectangle(outline.box(), outline.radius()),
                        outline.pen().ink().written(),
                        number(outline.pen().thickness()),
                        outline.pen().dashed() ? " stroke-dasharray=\"1.6 1.2\"" : ""));
    }

    private void write(Mark.Words words) {
        var face = words.face();
        var scale = words.size() / face.unitsPerEm();
        body.append("<g fill=\"%s\" aria-label=\"%s\" transform=\"translate(%s %s) scale(%s)\">"
                .formatted(
                        words.ink().written(),
                        escaped(words.text()),
                        number(words.x()),
                        number(words.baseline()),
                        String.format(Locale.ROOT, "%.6f", scale)));
        var x = 0;
        for (var character : words.text().codePoints().toArray()) {
            var outline = outlineOf(face, character);
            if (!outline.isEmpty()) {
                var name = face.name().charAt(0) + Integer.toHexString(character);
                kept.computeIfAbsent(name, made -> "<path id=\"%s\" d=\"%s\"/>\n".formatted(made, outline));
                body.append("<use xlink:href=\"#%s\" x=\"%d\"/>".formatted(name, x));
            }
            x += face.glyphAdvance(face.glyphOf(character));
        }
        body.append("</g>\n");
    }

    private void write(Mark.Placed placed) {
        var picture = placed.picture();
        var id = "p" + picture.digest();
        kept.computeIfAbsent(
                id,
                made -> ("<image id=\"%s\" width=\"1\" height=\"1\" preserveAspectRatio=\"none\""
                                + " xlink:href=\"data:image/%s;base64,%s\"/>\n")
                        .formatted(
                                made,
                                picture.isPng() ? "png" : "jpeg",
                                Base64.getEncoder().encodeToString(picture.bytes())));
        var window = placed.window();
        if (window != null) {
            body.append("<g clip-path=\"url(#%s)\">".formatted(windowOf(window.box(), window.radius())));
        }
        var box = placed.box();
        body.append("<use xlink:href=\"#%s\" transform=\"translate(%s %s) scale(%s %s)\"/>"
                .formatted(id, number(box.x()), number(box.y()), number(box.width()), number(box.height())));
        body.append(window == null ? "\n" : "</g>\n");
    }

    private void write(Mark.Code code) {
        var path = new StringBuilder();
        for (var line : code.code().outlines()) {
            path.append('M').append(line[0]).append(' ').append(line[1]);
            for (var at = 2; at < line.length; at += 2) {
                var along = line[at + 1] == line[at - 1];
                path.append(along ? 'H' : 'V').append(along ? line[at] : line[at + 1]);
            }
            path.append('z');
        }
        body.append("<path transform=\"translate(%s %s) scale(%s)\" fill=\"#000000\" d=\"%s\"/>\n"
                .formatted(
                        number(code.box().x()),
                        number(code.box().y()),
                        String.format(
                                Locale.ROOT,
                                "%.6f",
                                code.box().width() / code.code().size()),
                        path));
    }

    private String windowOf(Box box, double radius) {
        var name = "w" + names++;
        kept.put(name, "<clipPath id=\"%s\"><rect %s/></clipPath>\n".formatted(name, rectangle(box, radius)));
        return name;
    }

    private static String rectangle(Box box, double radius) {
        var written = "x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\""
                .formatted(number(box.x()), number(box.y()), number(box.width()), number(box.height()));
        return radius == 0 ? written : written + " rx=\"" + number(radius) + "\"";
    }

    /** The outline in units of the font, y downwards; they are whole numbers. */
    private static String outlineOf(Typeface face, int character) {
        var path = new StringBuilder();
        var at = new double[SIDES_OF_CURVE];
        for (var steps = face.outlineOf(character).getPathIterator(AffineTransform.getScaleInstance(1, -1));
                !steps.isDone();
                steps.next()) {
            switch (steps.currentSegment(at)) {
                case PathIterator.SEG_MOVETO -> points(path, 'M', at, 2);
                case PathIterator.SEG_LINETO -> points(path, 'L', at, 2);
                case PathIterator.SEG_QUADTO -> points(path, 'Q', at, 4);
                case PathIterator.SEG_CUBICTO -> points(path, 'C', at, 6);
                default -> path.append('z');
            }
        }
        return path.toString();
    }

    private static void points(StringBuilder path, char step, double[] at, int count) {
        path.append(step);
        for (var i = 0; i < count; i++) {
            path.append(i == 0 ? "" : " ").append(number(at[i]));
        }
    }

    private static String number(double value) {
        var written = String.format(Locale.ROOT, "%.3f", value);
        var end = written.length();
        while (written.charAt(end - 1) == '0') {
            end--;
        }
        var number = written.substring(0, written.charAt(end - 1) == '.' ? end - 1 : end);
        return number.equals("-0") ? "0" : number;
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.codePoints().filter(SvgPage::isXml).forEach(character -> {
            switch (character) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(character);
            }
        });
        return escaped.toString();
    }

    /** Characters that XML may hold. */
    private static boolean isXml(int character) {
        return character == '\t'
                || character == '\n'
                || (character >= 0x20 && character <= 0xD7FF)
                || (character >= 0xE000 && character <= 0xFFFD)
                || character >= 0x10000;
    }
}
