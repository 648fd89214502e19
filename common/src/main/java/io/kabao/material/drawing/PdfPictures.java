package io.kabao.material.drawing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pictures of a PDF, each written once where it is first seen; their own bytes where a PDF can hold them. */
final class PdfPictures {

    /** A logo comes again on each page, a portrait never: so many are remembered as were seen last. */
    private static final int REMEMBERED_MOST = 64;

    /** Wider than any print shows a picture that has to be stored anew. */
    private static final int STORED_PIXELS = 1_000;

    private static final int PNG_SIGNATURE_BYTES = 8;
    private static final int CHUNK_BYTES = 12;
    private static final int SCAN_BEGINS = 0xDA;

    private final PdfFile file;
    private final Map<String, Integer> numbers = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > REMEMBERED_MOST;
        }
    };

    PdfPictures(PdfFile file) {
        this.file = file;
    }

    /** The number of the object that holds the picture. Errors: {@link IllegalArgumentException} for a broken one. */
    int numberOf(Picture picture) throws IOException {
        var digest = picture.digest();
        var known = numbers.get(digest);
        if (known != null) {
            return known;
        }
        var number = picture.isPng() ? png(picture) : jpeg(picture);
        numbers.put(digest, number);
        return number;
    }

    private int jpeg(Picture picture) throws IOException {
        var space = switch (components(picture.bytes())) {
            case 1 -> "/DeviceGray";
            case 3 -> "/DeviceRGB";
            default -> null;
        };
        if (space == null) {
            return anew(picture);
        }
        var number = file.reserve();
        file.stream(
                number,
                head(picture.width(), picture.height(), space) + " /BitsPerComponent 8 /Filter /DCTDecode",
                picture.bytes());
        return number;
    }

    /** How many colours make up a JPEG, said where its frame begins; 0: nowhere. */
    private static int components(byte[] bytes) {
        var at = 2;
        while (at + 9 < bytes.length && (bytes[at] & 0xFF) == 0xFF) {
            var marker = bytes[at + 1] & 0xFF;
            if (marker == SCAN_BEGINS) {
                return 0;
            }
            if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
                return bytes[at + 9] & 0xFF;
            }
            at += marker == 0xFF ? 1 : 2 + ((bytes[at + 2] & 0xFF) << 8 | (bytes[at + 3] & 0xFF));
        }
        return 0;
    }

    private int png(Picture picture) throws IOException {
        var parts = PngParts.of(picture.bytes());
        var space = parts == null ? null : parts.space();
        if (parts == null || space == null) {
            return anew(picture);
        }
        var number = file.reserve();
        file.stream(
                number,
                head(picture.width(), picture.height(), space)
                        + (" /BitsPerComponent %d /Filter /FlateDecode"
                                        + " /DecodeParms << /Predictor 15 /Colors %d /BitsPerComponent %d /Columns %d >>")
                                .formatted(parts.depth(), parts.colours(), parts.depth(), picture.width()),
                parts.packed());
        return number;
    }

    /**
     * What a PDF needs of a PNG.
     *
     * @param packed its pixels, as they were packed
     */
    private record PngParts(int depth, int colourType, byte[] palette, byte[] packed) {

        private static final int GREY = 0;
        private static final int COLOUR = 2;
        private static final int PALETTE = 3;

        /** Null for what a PDF can't hold as it is: pixels that shine through or come in rounds. */
        static @Nullable PngParts of(byte[] bytes) {
            var data = ByteBuffer.wrap(bytes);
            var packed = new ByteArrayOutputStream();
            var palette = new byte[0];
            int depth = bytes[24];
            int type = bytes[25];
            var interlaced = bytes[28] != 0;
            if (interlaced || (type != GREY && type != COLOUR && type != PALETTE)) {
                return null;
            }
            var at = PNG_SIGNATURE_BYTES;
            while (at + CHUNK_BYTES <= bytes.length) {
                var length = data.getInt(at);
                if (length < 0 || length > bytes.length - at - CHUNK_BYTES) {
                    throw new IllegalArgumentException("The picture is broken");
                }
                var name = new String(bytes, at + 4, 4, StandardCharsets.US_ASCII);
                if (name.equals("tRNS")) {
                    return null;
                }
                if (name.equals("IDAT")) {
                    packed.write(bytes, at + 8, length);
                }
                if (name.equals("PLTE")) {
                    palette = Arrays.copyOfRange(bytes, at + 8, at + 8 + length);
                }
                at += CHUNK_BYTES + length;
            }
            return new PngParts(depth, type, palette, packed.toByteArray());
        }

        int colours() {
            return colourType == COLOUR ? 3 : 1;
        }

        @Nullable
        String space() {
            return switch (colourType) {
                case GREY -> "/DeviceGray";
                case COLOUR -> "/DeviceRGB";
                default ->
                    palette.length < 3
                            ? null
                            : "[/Indexed /DeviceRGB %d <%s>]"
                                    .formatted(
                                            palette.length / 3 - 1,
                                            HexFormat.of().formatHex(palette));
            };
        }
    }

    /** Stores the pixels anew, what shines through as a mask. */
    private int anew(Picture picture) throws IOException {
        var image = picture.decodedFor(STORED_PIXELS, STORED_PIXELS);
        var width = image.getWidth();
        var height = image.getHeight();
        var colours = new byte[width * height * 3];
        var cover = new byte[width * height];
        var row = new int[width];
        for (var y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (var x = 0; x < width; x++) {
                var at = y * width + x;
                cover[at] = (byte) (row[x] >> 24);
                colours[3 * at] = (byte) (row[x] >> 16);
                colours[3 * at + 1] = (byte) (row[x] >> 8);
                colours[3 * at + 2] = (byte) row[x];
            }
        }
        var number = file.reserve();
        var mask = "";
        if (image.getColorModel().hasAlpha()) {
            var maskNumber = file.reserve();
            file.packed(maskNumber, head(width, height, "/DeviceGray") + " /BitsPerComponent 8", cover);
            mask = " /SMask " + maskNumber + " 0 R";
        }
        file.packed(number, head(width, height, "/DeviceRGB") + " /BitsPerComponent 8" + mask, colours);
        return number;
    }

    private static String head(int width, int height, String space) {
        return "/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %s".formatted(width, height, space);
    }
}
