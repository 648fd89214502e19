package io.kabao.material.drawing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A page.
 *
 * @param width in millimetres
 * @param height in millimetres
 * @param title what it is called where a name is shown
 */
public record Drawing(double width, double height, String title, List<Mark> marks) {

    /** The page as a PNG of 300 pixels to the inch. Errors: {@link IllegalArgumentException} for a broken picture. */
    public byte[] png() {
        return new PixelPage(this).png();
    }

    /** The page as an SVG. */
    public byte[] svg() {
        return new SvgPage(this).bytes();
    }

    /** The page as a PDF. Errors: {@link IllegalArgumentException} for a broken picture. */
    public byte[] pdf() {
        var bytes = new ByteArrayOutputStream();
        try (var book = new PdfBook(bytes, title)) {
            book.add(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
