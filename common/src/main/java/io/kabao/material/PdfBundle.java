package io.kabao.material;

import java.io.IOException;
import java.io.OutputStream;

/** One book, in the order of the prints. */
final class PdfBundle implements Bundle {

    private final PrintedBook book;

    /** {@code title}: what readers show as its name. */
    PdfBundle(Printing printing, Style style, String title, OutputStream out) throws IOException {
        this.book = printing.book(style, title, out);
    }

    @Override
    public void add(Place place, Print print) throws IOException {
        book.add(print);
    }

    @Override
    public void close() throws IOException {
        book.close();
    }
}
