package io.kabao.material.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.TexturePaint;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws a page as pixels, a band at a time: a poster whole would take 35 MB. Letters are filled outlines, so no font of
 * the system is asked for.
 */
final class PixelPage {

    static final int PIXELS_PER_INCH = 300;

    private static final double MM_PER_INCH = 25.4;
    private static final double PER_MM = PIXELS_PER_INCH / MM_PER_INCH;
    private static final int PIXELS_PER_METRE = (int) Math.round(PER_MM * 1_000);
    private static final int BAND_ROWS = 256;
    private static final float[] DASHES_MM = {1.6f, 1.2f};

    private final Drawing drawing;
    private final int width;
    private final int height;

    /** What is filled or placed, in pixels of the page, in the order of drawing. */
    private final List<Stroke> strokes = new ArrayList<>();

    PixelPage(Drawing drawing) {
        this.drawing = drawing;
        this.width = (int) Math.round(drawing.width() * PER_MM);
        this.height = (int) Math.round(drawing.height() * PER_MM);
    }

    /**
     * @param shape what is filled, or the window of a picture
     * @param picture null: the shape is filled with the ink
     */
    private record Stroke(
            Shape shape,
            Rectangle2D clip,
            Ink ink,
            @Nullable Scaled picture) {}

    /** A picture in the size it is shown in. */
    private record Scaled(BufferedImage image, Rectangle2D place) {}

    /** Where marks of a part come to lie. */
    private record Place(double x, double y, Rectangle2D clip) {

        Rectangle2D of(Box box) {
            return new Rectangle2D.Double(
                    (x + box.x()) * PER_MM, (y + box.y()) * PER_MM, box.width() * PER_MM, box.height() * PER_MM);
        }
    }

    byte[] png() {
        prepare(drawing.marks(), new Place(0, 0, new Rectangle2D.Double(0, 0, width, height)));
        var png = new PngBytes(width, height, PngBytes.COLOURS, PIXELS_PER_METRE);
        var band = new BufferedImage(width, Math.min(BAND_ROWS, height), BufferedImage.TYPE_INT_RGB);
        var row = new byte[width * 3];
        for (var top = 0; top < height; top += BAND_ROWS) {
            draw(band, top);
            var pixels = ((DataBufferInt) band.getRaster().getDataBuffer()).getData();
            for (var y = 0; y < Math.min(BAND_ROWS, height - top); y++) {
                for (var x = 0; x < width; x++) {
                    var pixel = pixels[y * width + x];
                    row[3 * x] = (byte) (pixel >> 16);
                    row[3 * x + 1] = (byte) (pixel >> 8);
                    row[3 * x + 2] = (byte) pixel;
                }
                png.row(row);
            }
        }
        return png.end();
    }

    private void draw(BufferedImage band, int top) {
        var graphics = band.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, band.getWidth(), band.getHeight());
            graphics.translate(0, -top);
            var seen = new Rectangle2D.Double(0, top, band.getWidth(), band.getHeight());
            for (var stroke : strokes) {
                if (stroke.shape().getBounds2D().intersects(seen)) {
                    draw(graphics, stroke, seen);
                }
            }
        } finally {
            graphics.dispose();
        }
    }

    private static void draw(Graphics2D graphics, Stroke stroke, Rectangle2D seen) {
        graphics.setClip(stroke.clip().createIntersection(seen));
        if (stroke.picture() == null) {
            graphics.setColor(new Color(stroke.ink().rgb()));
            graphics.fill(stroke.shape());
        } else {
            // Filled with the picture and not clipped to the shape, whose round sides would be ragged.
            graphics.setPaint(
                    new TexturePaint(stroke.picture().image(), stroke.picture().place()));
            graphics.fill(stroke.shape());
        }
    }

    private void prepare(List<? extends Mark> marks, Place place) {
        for (var mark : marks) {
            switch (mark) {
                case Mark.Plate plate -> fill(rounded(place.of(plate.box()), plate.radius()), place, plate.ink());
                case Mark.Outline outline ->
                    fill(line(outline, place), place, outline.pen().ink());
                case Mark.Words words -> fill(outlineOf(words, place), place, words.ink());
                case Mark.Code code -> fill(modulesOf(code, place), place, Ink.BLACK);
                case Mark.Placed placed -> place(placed, place);
                case Mark.Part part -> {
                    var box = place.of(part.box());
                    var inner = new Place(
                            place.x() + part.box().x(),
                            place.y() + part.box().y(),
                            box.createIntersection(place.clip()));
                    prepare(part.marks(), inner);
                }
            }
        }
    }

    private void fill(Shape shape, Place place, Ink ink) {
        strokes.add(new Stroke(shape, place.clip(), ink, null));
    }

    private static Shape rounded(Rectangle2D box, double radiusMm) {
        var diameter = 2 * radiusMm * PER_MM;
        return radiusMm == 0
                ? box
                : new RoundRectangle2D.Double(
                        box.getX(), box.getY(), box.getWidth(), box.getHeight(), diameter, diameter);
    }

    private static Shape line(Mark.Outline outline, Place place) {
        var thickness = (float) (outline.pen().thickness() * PER_MM);
        var stroke = outline.pen().dashed()
                ? new BasicStroke(
                        thickness,
                        BasicStroke.CAP_BUTT,
                        BasicStroke.JOIN_ROUND,
                        1,
                        new float[] {(float) (DASHES_MM[0] * PER_MM), (float) (DASHES_MM[1] * PER_MM)},
                        0)
                : new BasicStroke(thickness);
        return stroke.createStrokedShape(rounded(place.of(outline.box()), outline.radius()));
    }

    private static Shape outlineOf(Mark.Words words, Place place) {
        var face = words.face();
        var scale = words.size() * PER_MM / face.unitsPerEm();
        var letters = new Path2D.Double();
        var x = (place.x() + words.x()) * PER_MM;
        var y = (place.y() + words.baseline()) * PER_MM;
        for (var character : words.text().codePoints().toArray()) {
            letters.append(
                    face.outlineOf(character).getPathIterator(new AffineTransform(scale, 0, 0, -scale, x, y)), false);
            x += face.advanceOf(character) * words.size() * PER_MM;
        }
        return letters;
    }

    /** Modules of a whole number of pixels, at whole pixels, so that each is as wide as the next and its sides are sharp. */
    private static Shape modulesOf(Mark.Code code, Place place) {
        var box = place.of(code.box());
        var pixels = Math.max(1, Math.floor(box.getWidth() / code.code().size()));
        var free = (box.getWidth() - pixels * code.code().size()) / 2;
        var left = Math.round(box.getX() + free);
        var top = Math.round(box.getY() + free);
        var modules = new Path2D.Double();
        for (var line : code.code().outlines()) {
            modules.moveTo(left + line[0] * pixels, top + line[1] * pixels);
            for (var at = 2; at < line.length; at += 2) {
                modules.lineTo(left + line[at] * pixels, top + line[at + 1] * pixels);
            }
            modules.closePath();
        }
        return modules;
    }

    private void place(Mark.Placed placed, Place place) {
        var box = place.of(placed.box());
        var wide = Math.max(1, (int) Math.round(box.getWidth()));
        var high = Math.max(1, (int) Math.round(box.getHeight()));
        var image = scaled(placed.picture(), wide, high);
        var window = placed.window();
        var pixels = new Rectangle2D.Double(Math.round(box.getX()), Math.round(box.getY()), wide, high);
        var shape = window == null ? pixels : rounded(place.of(window.box()), window.radius());
        strokes.add(new Stroke(shape, place.clip(), Ink.WHITE, new Scaled(image, pixels)));
    }

    /** Halved as often as it goes: one large step would skip most of the pixels. */
    private static BufferedImage scaled(Picture picture, int wide, int high) {
        var image = picture.decodedFor(wide, high);
        while (image.getWidth() >= 2 * wide && image.getHeight() >= 2 * high) {
            image = drawn(image, image.getWidth() / 2, image.getHeight() / 2);
        }
        return drawn(image, wide, high);
    }

    private static BufferedImage drawn(BufferedImage image, int wide, int high) {
        var scaled = new BufferedImage(wide, high, BufferedImage.TYPE_INT_ARGB);
        var graphics = scaled.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(image, 0, 0, wide, high, null);
        } finally {
            graphics.dispose();
        }
        return scaled;
    }
}
