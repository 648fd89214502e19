package io.kabao.e2e.material;

import com.github.weisj.jsvg.parser.DocumentLimits;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import io.kabao.material.Format;
import java.awt.Color;
import java.awt.Component;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Objects;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.jspecify.annotations.Nullable;

/** What a print looks like on paper, made by programs that know nothing of how it was drawn. */
final class PrintPixels {

    /** Where a camera sees a code of a few centimetres. */
    static final int NEAR = 200;

    /** Where it sees a poster. */
    static final int FAR = 100;

    private static final double MM_PER_INCH = 25.4;
    private static final int SLANT_DEGREES = 20;

    /** A reader of pictures takes sixteen million pixels at most, and a poster that lies aslant would have more. */
    private static final int SLANTED_SIDE_MOST = 3_000;

    /** A sheet has more letters than the reader takes from strangers. */
    private static final LoaderContext CONTEXT = LoaderContext.builder()
            .documentLimits(new DocumentLimits(30, 15, 20_000))
            .build();

    private PrintPixels() {}

    /** The first page, from nearby; a PNG as it is. */
    static BufferedImage of(Format format, byte[] file) throws IOException {
        return of(format, file, NEAR);
    }

    /** The first page with so many pixels an inch; a PNG as it is. */
    static BufferedImage of(Format format, byte[] file, int dpi) throws IOException {
        return switch (format) {
            case PNG -> Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(file)), "no picture");
            case PDF -> page(file, 0, dpi);
            case SVG -> svg(file, dpi);
        };
    }

    /** A page of a PDF, from 0 on. */
    static BufferedImage page(byte[] pdf, int page, int dpi) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFRenderer(document).renderImageWithDPI(page, dpi, ImageType.RGB);
        }
    }

    private static BufferedImage svg(byte[] file, int dpi) {
        var document =
                Objects.requireNonNull(new SVGLoader().load(new ByteArrayInputStream(file), null, CONTEXT), "no SVG");
        // Measures in millimetres, whatever the reader makes of them: the box of the page is told in them.
        var box = document.viewBox();
        var width = (int) Math.round(box.width * dpi / MM_PER_INCH);
        var height = (int) Math.round(box.height * dpi / MM_PER_INCH);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        document.render((@Nullable Component) null, graphics, new ViewBox(width, height));
        graphics.dispose();
        return image;
    }

    /** What is left of it when it is printed grey, photographed from afar and sent on: grey, half as wide, as a JPEG of 60. */
    static BufferedImage worn(BufferedImage image) throws IOException {
        return jpeg(halved(grey(image)));
    }

    static BufferedImage grey(BufferedImage image) {
        return drawn(image, image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    }

    static BufferedImage halved(BufferedImage image) {
        return drawn(image, image.getWidth() / 2, image.getHeight() / 2, image.getType());
    }

    private static BufferedImage drawn(BufferedImage image, int width, int height, int type) {
        var drawn =
                new BufferedImage(width, height, type == BufferedImage.TYPE_CUSTOM ? BufferedImage.TYPE_INT_RGB : type);
        var graphics = drawn.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage((Image) image, 0, 0, width, height, null);
        graphics.dispose();
        return drawn;
    }

    /** Held at a slant: turned about its middle on a white square that has room for it, smaller where it is large. */
    static BufferedImage slanted(BufferedImage image) {
        var diagonal = Math.hypot(image.getWidth(), image.getHeight());
        var side = (int) Math.ceil(Math.min(diagonal, SLANTED_SIDE_MOST));
        var slanted = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        var graphics = slanted.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, side, side);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.translate(side / 2.0, side / 2.0);
        graphics.rotate(Math.toRadians(SLANT_DEGREES));
        graphics.scale(side / diagonal, side / diagonal);
        graphics.drawImage((Image) image, -image.getWidth() / 2, -image.getHeight() / 2, null);
        graphics.dispose();
        return slanted;
    }

    static BufferedImage jpeg(BufferedImage image) throws IOException {
        var flat = image.getType() == BufferedImage.TYPE_BYTE_GRAY
                ? image
                : drawn(image, image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            var how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(0.6f);
            writer.setOutput(out);
            writer.write(null, new IIOImage(flat, null, null), how);
        } finally {
            writer.dispose();
        }
        return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(bytes.toByteArray())));
    }

    static byte[] png(BufferedImage image) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
