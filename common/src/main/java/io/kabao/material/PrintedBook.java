package io.kabao.material;

import io.kabao.material.drawing.Mark;
import io.kabao.material.drawing.PdfBook;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * One PDF of many prints: a page for each, or a place in the grid of a sheet. Pages are written as they are added, so
 * that the memory it takes does not grow with their number. Not for several threads at once.
 */
public final class PrintedBook implements AutoCloseable {

    private final Style style;
    private final String title;
    private final PdfBook book;
    private final List<Mark> sheet = new ArrayList<>();
    private int prints;

    PrintedBook(Style style, String title, OutputStream out) throws IOException {
        this.style = style;
        this.title = title;
        this.book = new PdfBook(out, title);
    }

    /**
     * Adds a print. Errors: {@link IllegalArgumentException} as {@link Printing#draw}, after which the book can be gone
     * on with; {@link IOException} of the stream, after which it can not.
     */
    public void add(Print print) throws IOException {
        if (style == Style.SHEET) {
            var cell = Grid.cell(print);
            // A picture that is broken costs its own place, and not the whole sheet later on.
            book.takeIn(cell);
            sheet.add(Grid.placed(prints % Grid.PLACES, cell));
            if (sheet.size() == Grid.PLACES) {
                endSheet();
            }
        } else {
            book.add(Layouts.of(style, print));
        }
        prints++;
    }

    /** How many prints have been added. */
    public int prints() {
        return prints;
    }

    /** Writes what makes the pages a file, without which none can be read. A book of no print has one empty page. */
    @Override
    public void close() throws IOException {
        if (!sheet.isEmpty()) {
            endSheet();
        }
        if (book.pages() == 0) {
            book.add(Layouts.page(style, title, List.of()));
        }
        book.close();
    }

    private void endSheet() throws IOException {
        sheet.addAll(Grid.lines());
        var marks = List.copyOf(sheet);
        sheet.clear();
        book.add(Layouts.page(style, title, marks));
    }
}
