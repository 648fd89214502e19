package io.kabao.material.drawing;

import java.awt.geom.GeneralPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * A face of Noto Sans SC, which is shipped under the SIL Open Font License (fonts/OFL.txt in the jar). It is read when
 * it is first wanted and kept: drawing asks the system for no font, so it works where none is installed.
 */
public enum Typeface {
    /** For what is read. */
    REGULAR("NotoSansSC-Regular"),
    /** For what is seen first. */
    BOLD("NotoSansSC-Bold");

    private final String fileName;

    Typeface(String fileName) {
        this.fileName = fileName;
    }

    /** As files of fonts name it. */
    String postScriptName() {
        return fileName;
    }

    /** The number of a character's glyph; 0: the font has none. */
    int glyphOf(int character) {
        return loaded().characters.getGlyphId(character);
    }

    /** How far it is to the next character, as a share of the em. */
    double advanceOf(int character) {
        return glyphAdvance(glyphOf(character)) / (double) unitsPerEm();
    }

    int glyphAdvance(int glyph) {
        return loaded().advances[glyph];
    }

    int unitsPerEm() {
        return loaded().unitsPerEm;
    }

    /** The outline of a character in units of the font, y upwards. */
    GeneralPath outlineOf(int character) {
        try {
            var found = font().getGlyph().getGlyph(glyphOf(character));
            return found == null ? new GeneralPath() : found.getPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How long a line of words is, as a share of the em. */
    public double lengthOf(String text) {
        return text.codePoints().mapToDouble(this::advanceOf).sum();
    }

    /** Whether the font can show a character. */
    boolean has(int character) {
        return glyphOf(character) != 0;
    }

    TrueTypeFont font() {
        return loaded().font;
    }

    private Loaded loaded() {
        return switch (this) {
            case REGULAR -> Regular.LOADED;
            case BOLD -> Bold.LOADED;
        };
    }

    private record Loaded(TrueTypeFont font, CmapLookup characters, int[] advances, int unitsPerEm) {

        static Loaded of(Typeface face) {
            try (var in = resource(face.fileName)) {
                var font = new TTFParser().parse(new RandomAccessReadBuffer(SlimFont.of(in.readAllBytes())));
                var advances = new int[font.getNumberOfGlyphs()];
                for (var glyph = 0; glyph < advances.length; glyph++) {
                    advances[glyph] = font.getAdvanceWidth(glyph);
                }
                return new Loaded(font, font.getUnicodeCmapLookup(), advances, font.getUnitsPerEm());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static InputStream resource(String name) {
            return Objects.requireNonNull(
                    Typeface.class.getResourceAsStream("/fonts/" + name + ".ttf"), "The font is not in the program");
        }
    }

    private static final class Regular {
        static final Loaded LOADED = Loaded.of(REGULAR);
    }

    private static final class Bold {
        static final Loaded LOADED = Loaded.of(BOLD);
    }
}
