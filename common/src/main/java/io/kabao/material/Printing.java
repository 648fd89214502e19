package io.kabao.material;

import io.kabao.material.drawing.PlainCode;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import org.springframework.stereotype.Service;

/** Draws prints. */
@Service
public class Printing {

    /**
     * One print as the bytes of a file. It asks nobody. Errors: {@link IllegalArgumentException} for a logo, photo or
     * drawn code that is no PNG or JPEG, a colour that is none, and a text too long for a code.
     */
    public byte[] draw(Style style, Format format, Print print) {
        if (style == Style.CODE && format == Format.PNG) {
            var code = new Composition(print).code;
            var plain = code.plain();
            if (plain != null) {
                return PlainCode.png(plain, style.widthMm());
            }
            var drawn = code.drawn();
            if (drawn != null) {
                return drawn.asPng();
            }
        }
        var drawing = Layouts.of(style, print);
        return switch (format) {
            case PNG -> drawing.png();
            case SVG -> drawing.svg();
            case PDF -> drawing.pdf();
        };
    }

    /**
     * Begins a PDF of many prints, which is written as they are added. The stream is not closed with the book.
     *
     * @param title what readers show as its name
     */
    public PrintedBook book(Style style, String title, OutputStream out) throws IOException {
        return new PrintedBook(style, title, out);
    }

    /**
     * Begins a ZIP of many prints as PNGs, a folder for each store, which is written as they are added. The stream is not
     * closed with it.
     *
     * @param madeAt what the files in it are dated
     */
    public Bundle zip(Style style, LocalDateTime madeAt, OutputStream out) {
        return new ZipBundle(this, style, madeAt, out);
    }
}
