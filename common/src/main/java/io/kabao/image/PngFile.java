package io.kabao.image;

import io.kabao.kernel.error.BusinessError;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * A PNG taken apart by its chunks, so that its reader sees what the picture is made of and nothing else: texts and profiles
 * may be bombs, and what follows the end is no picture at all.
 */
final class PngFile {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private static final Set<String> OF_THE_PICTURE = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    /** What makes a PNG move. */
    private static final Set<String> OF_MOVING_ONES = Set.of("acTL", "fcTL", "fdAT");

    private static final int HEADER_BYTES = 13;
    private static final int NAME_BYTES = 4;
    private static final int SMALL_LETTER = 0x20;

    private PngFile() {}

    static boolean isOne(byte[] file) {
        return file.length >= SIGNATURE.length
                && Arrays.equals(file, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    /**
     * The same picture without anything else. Errors: {@link ImageError#IMAGE_TOO_LARGE}, {@link ImageError#IMAGE_TRUNCATED},
     * {@link ImageError#IMAGE_ANIMATED}, {@link ImageError#IMAGE_UNREADABLE}.
     */
    static byte[] bare(byte[] file) {
        var bare = new ByteArrayOutputStream(file.length);
        bare.writeBytes(SIGNATURE);
        var in = ByteBuffer.wrap(file).position(SIGNATURE.length);
        var isFirst = true;
        while (true) {
            var begin = in.position();
            var name = nextChunk(file, in);
            if (isFirst != name.equals("IHDR")) {
                throw new BusinessError(ImageError.IMAGE_UNREADABLE);
            }
            if (isFirst) {
                requireSize(in, begin);
                isFirst = false;
            }
            if (OF_MOVING_ONES.contains(name)) {
                throw new BusinessError(ImageError.IMAGE_ANIMATED);
            }
            if (OF_THE_PICTURE.contains(name)) {
                bare.write(file, begin, in.position() - begin);
            } else if ((name.charAt(0) & SMALL_LETTER) == 0) {
                // Nobody can show a picture without knowing what a chunk with a capital letter says.
                throw new BusinessError(ImageError.IMAGE_UNREADABLE);
            }
            if (name.equals("IEND")) {
                return bare.toByteArray();
            }
        }
    }

    /** Reads a chunk to its end and says its name. */
    private static String nextChunk(byte[] file, ByteBuffer in) {
        if (in.remaining() < Integer.BYTES + NAME_BYTES + Integer.BYTES) {
            throw new BusinessError(ImageError.IMAGE_TRUNCATED);
        }
        var length = in.getInt();
        if (length < 0 || length > in.remaining() - NAME_BYTES - Integer.BYTES) {
            throw new BusinessError(ImageError.IMAGE_TRUNCATED);
        }
        var crc = new CRC32();
        crc.update(file, in.position(), NAME_BYTES + length);
        var name = new String(file, in.position(), NAME_BYTES, StandardCharsets.ISO_8859_1);
        in.position(in.position() + NAME_BYTES + length);
        if (in.getInt() != (int) crc.getValue()) {
            throw new BusinessError(ImageError.IMAGE_UNREADABLE);
        }
        return name;
    }

    private static void requireSize(ByteBuffer in, int begin) {
        if (in.getInt(begin) != HEADER_BYTES) {
            throw new BusinessError(ImageError.IMAGE_UNREADABLE);
        }
        var at = begin + Integer.BYTES + NAME_BYTES;
        Repainting.requireSize(
                Integer.toUnsignedLong(in.getInt(at)), Integer.toUnsignedLong(in.getInt(at + Integer.BYTES)));
    }
}
