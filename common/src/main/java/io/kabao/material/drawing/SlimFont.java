package io.kabao.material.drawing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A font file without what drawing doesn't need. The library that reads fonts keeps all that it is given, several lists
 * of characters among it, which would be twice the size of the file
 * (<a href="https://learn.microsoft.com/en-us/typography/opentype/spec/otff">OpenType</a>).
 */
final class SlimFont {

    private static final Set<String> TABLES =
            Set.of("cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep", "name", "OS/2", "post");

    private static final int DIRECTORY_BYTES = 12;
    private static final int ENTRY_BYTES = 16;
    private static final int WINDOWS = 3;
    private static final int ALL_OF_UNICODE = 10;

    private SlimFont() {}

    static byte[] of(byte[] font) {
        var data = ByteBuffer.wrap(font);
        var tables = new LinkedHashMap<String, ByteBuffer>();
        for (var number = 0; number < data.getShort(4); number++) {
            var entry = DIRECTORY_BYTES + number * ENTRY_BYTES;
            var name = new String(font, entry, Integer.BYTES, StandardCharsets.US_ASCII);
            if (TABLES.contains(name)) {
                // A view, for a copy of the outlines would be another ten megabytes.
                var table = data.slice(data.getInt(entry + 8), data.getInt(entry + 12));
                tables.put(name, name.equals("cmap") ? wholeUnicode(table) : table);
            }
        }
        return written(tables, data.getInt(0));
    }

    /** Of the lists of characters the one that has all of Unicode. */
    private static ByteBuffer wholeUnicode(ByteBuffer data) {
        for (var number = 0; number < data.getShort(2); number++) {
            var entry = 4 + number * 8;
            if (data.getShort(entry) == WINDOWS && data.getShort(entry + 2) == ALL_OF_UNICODE) {
                var from = data.getInt(entry + 4);
                var list = data.slice(from, data.getInt(from + 4));
                return ByteBuffer.allocate(DIRECTORY_BYTES + list.capacity())
                        .putShort((short) 0)
                        .putShort((short) 1)
                        .putShort((short) WINDOWS)
                        .putShort((short) ALL_OF_UNICODE)
                        .putInt(DIRECTORY_BYTES)
                        .put(list)
                        .flip();
            }
        }
        throw new IllegalStateException("The font says nothing of characters beyond the first 65,536");
    }

    private static byte[] written(Map<String, ByteBuffer> tables, int version) {
        var place = DIRECTORY_BYTES + tables.size() * ENTRY_BYTES;
        var size = place + tables.values().stream().mapToInt(SlimFont::padded).sum();
        var out = ByteBuffer.allocate(size);
        out.putInt(version).putShort((short) tables.size());
        out.position(DIRECTORY_BYTES);
        for (var table : tables.entrySet()) {
            out.put(table.getKey().getBytes(StandardCharsets.US_ASCII))
                    .putInt(0)
                    .putInt(place)
                    .putInt(table.getValue().limit());
            out.put(place, table.getValue(), 0, table.getValue().limit());
            place += padded(table.getValue());
        }
        return out.array();
    }

    private static int padded(ByteBuffer table) {
        return (table.limit() + 3) / 4 * 4;
    }
}
