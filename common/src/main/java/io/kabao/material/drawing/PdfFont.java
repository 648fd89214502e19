package io.kabao.material.drawing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.fontbox.ttf.TTFSubsetter;

/**
 * A face in a PDF: what was used of it is written at the end. Each character has a number of its own, also where two
 * share a glyph, so that what is copied from the page is what was written there.
 */
final class PdfFont {

    private static final List<String> TABLES =
            List.of("head", "hhea", "loca", "maxp", "cvt ", "prep", "glyf", "hmtx", "fpgm");

    /** As many as one block of the map to Unicode may have. */
    private static final int BLOCK = 100;

    private static final int TAG_LETTERS = 6;
    private static final int ALPHABET = 26;

    private final Typeface face;
    private final int number;
    private final Map<Integer, Integer> characters = new LinkedHashMap<>();

    PdfFont(Typeface face, int number) {
        this.face = face;
        this.number = number;
    }

    int number() {
        return number;
    }

    /** What pages call it. */
    String name() {
        return face == Typeface.BOLD ? "FB" : "FR";
    }

    /** A line of words as the operator that shows text wants it. */
    String shown(String text) {
        var digits = new StringBuilder("<");
        text.codePoints().forEach(character -> {
            var known = characters.size() + 1;
            var id = characters.computeIfAbsent(character, _ -> known);
            digits.append(String.format(Locale.ROOT, "%04X", id));
        });
        return digits.append('>').toString();
    }

    void writeTo(PdfFile file) throws IOException {
        var subsetter = new TTFSubsetter(face.font(), TABLES);
        var glyphs = new LinkedHashSet<Integer>();
        characters.keySet().forEach(character -> glyphs.add(face.glyphOf(character)));
        subsetter.addGlyphIds(glyphs);
        var newGlyphs = new HashMap<Integer, Integer>();
        subsetter.getGIDMap().forEach((fresh, old) -> newGlyphs.put(old, fresh));
        var program = new ByteArrayOutputStream();
        subsetter.writeToStream(program);

        var descendant = file.reserve();
        var descriptor = file.reserve();
        var programNumber = file.reserve();
        var glyphMap = file.reserve();
        var unicode = file.reserve();
        var baseName = tag() + "+" + face.postScriptName();
        file.object(
                number,
                ("<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H"
                                + " /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>")
                        .formatted(baseName, descendant, unicode));
        file.object(
                descendant,
                ("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s"
                                + " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
                                + " /FontDescriptor %d 0 R /CIDToGIDMap %d 0 R /DW 1000 /W [1 [%s]] >>")
                        .formatted(baseName, descriptor, glyphMap, widths()));
        file.object(descriptor, descriptor(baseName, programNumber));
        file.packed(programNumber, "/Length1 " + program.size(), program.toByteArray());
        file.packed(glyphMap, "", glyphMap(newGlyphs));
        file.packed(unicode, "", unicode());
    }

    private String tag() {
        var hash = characters.keySet().hashCode() & Integer.MAX_VALUE;
        var letters = new StringBuilder();
        for (var i = 0; i < TAG_LETTERS; i++) {
            letters.append((char) ('A' + hash % ALPHABET));
            hash /= ALPHABET;
        }
        return letters.toString();
    }

    private String widths() {
        var widths = new StringBuilder();
        characters
                .keySet()
                .forEach(character -> widths.append(Math.round(face.advanceOf(character) * 1_000))
                        .append(' '));
        return widths.toString().strip();
    }

    private String descriptor(String baseName, int program) throws IOException {
        var head = face.font().getHeader();
        var lines = face.font().getHorizontalHeader();
        return ("<< /Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [%d %d %d %d] /ItalicAngle 0"
                        + " /Ascent %d /Descent %d /CapHeight %d /StemV %d /FontFile2 %d 0 R >>")
                .formatted(
                        baseName,
                        perMille(head.getXMin()),
                        perMille(head.getYMin()),
                        perMille(head.getXMax()),
                        perMille(head.getYMax()),
                        perMille(lines.getAscender()),
                        perMille(lines.getDescender()),
                        perMille(lines.getAscender()),
                        face == Typeface.BOLD ? 140 : 80,
                        program);
    }

    private long perMille(int units) {
        return Math.round(units * 1_000.0 / face.unitsPerEm());
    }

    private byte[] glyphMap(Map<Integer, Integer> newGlyphs) {
        var map = ByteBuffer.allocate((characters.size() + 1) * Short.BYTES);
        map.putShort((short) 0);
        characters
                .keySet()
                .forEach(character -> map.putShort(
                        newGlyphs.getOrDefault(face.glyphOf(character), 0).shortValue()));
        return map.array();
    }

    private byte[] unicode() {
        var map = new StringBuilder("""
                /CIDInit /ProcSet findresource begin
                12 dict begin
                begincmap
                /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
                /CMapName /Adobe-Identity-UCS def
                /CMapType 2 def
                1 begincodespacerange
                <0000> <FFFF>
                endcodespacerange
                """);
        var left = characters.size();
        for (var entry : characters.entrySet()) {
            var done = characters.size() - left;
            if (done % BLOCK == 0) {
                map.append(Math.min(BLOCK, left)).append(" beginbfchar\n");
            }
            map.append(String.format(Locale.ROOT, "<%04X> <", entry.getValue()))
                    .append(PdfFile.hex(Character.toString(entry.getKey())))
                    .append(">\n");
            left--;
            if ((done + 1) % BLOCK == 0 || left == 0) {
                map.append("endbfchar\n");
            }
        }
        map.append("""
                endcmap
                CMapName currentdict /CMap defineresource pop
                end
                end
                """);
        return map.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
