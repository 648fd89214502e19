package io.kabao.material;

/** What a code is drawn on. Each has one size of page, see {@link #widthMm()} and {@link #heightMm()}. */
public enum Style {
    /** The code alone with its quiet zone, for whoever designs the print himself. */
    CODE(60, 60),
    /** A4, for a wall or a shop window. */
    POSTER(210, 297),
    /** A6, for a stand on the table. */
    TABLE_CARD(105, 148),
    /** A round sticker for the counter, with the line to cut along. */
    STICKER(100, 100),
    /** What a member of staff wears: name, number, store, photo. */
    BADGE(54, 86),
    /** A4 with a grid of small codes to cut apart: one print fills it, a book puts many prints on it. */
    SHEET(210, 297);

    private final int widthMm;
    private final int heightMm;

    Style(int widthMm, int heightMm) {
        this.widthMm = widthMm;
        this.heightMm = heightMm;
    }

    /** Width of the page in millimetres. */
    public int widthMm() {
        return widthMm;
    }

    /** Height of the page in millimetres. */
    public int heightMm() {
        return heightMm;
    }
}
