package io.kabao.material;

import io.kabao.material.drawing.Ink;

/**
 * The colours of a print, all made of the merchant's one.
 *
 * @param brand the merchant's, as it is
 * @param onBrand what words on it are written in: white wherever that can be read
 * @param shade a little off the brand's colour, for large shapes behind the words
 * @param deep the brand's colour, dark enough for words on white
 * @param text words on white
 * @param quiet lesser words on white
 * @param line thin lines on white
 */
record Palette(Ink brand, Ink onBrand, Ink shade, Ink deep, Ink text, Ink quiet, Ink line) {

    private static final Ink TEXT = Ink.of("#1f2329");
    private static final Ink QUIET = Ink.of("#646a73");
    private static final Ink LINE = Ink.of("#d0d3d6");

    /** Large letters of light colours are read from here on. */
    private static final double LEAST_CONTRAST = 2.2;

    static Palette of(String color) {
        var brand = Ink.of(color);
        var isDark = brand.contrastTo(Ink.WHITE) >= LEAST_CONTRAST;
        return new Palette(
                brand,
                isDark ? Ink.WHITE : TEXT,
                isDark ? brand.with(0.12, Ink.WHITE) : brand.with(0.05, Ink.BLACK),
                brand.readableOnWhite(),
                TEXT,
                QUIET,
                LINE);
    }
}
