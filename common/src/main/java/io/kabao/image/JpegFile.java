package io.kabao.image;

import io.kabao.kernel.error.BusinessError;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A JPEG taken apart by its segments, so that its reader sees what the picture is made of and nothing else. Which way up it
 * was taken is read before the rest of what the camera wrote is dropped.
 */
final class JpegFile {

    /** Progressive pictures come in about ten scans; each further one costs a pass over all of it. */
    private static final int SCANS_MOST = 40;

    private static final int MARKER = 0xFF;
    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int TABLES = 0xDB;
    private static final int RESTART_INTERVAL = 0xDD;
    private static final int HUFFMAN_TABLES = 0xC4;
    private static final int EXTENSION = 0xC8;
    private static final int ARITHMETIC_TABLES = 0xCC;
    private static final int FRAME_FIRST = 0xC0;
    private static final int FRAME_LAST = 0xCF;
    private static final int RESTART_FIRST = 0xD0;
    private static final int RESTART_LAST = 0xD7;
    private static final int JFIF = 0xE0;
    private static final int CAMERA = 0xE1;
    private static final int ADOBE = 0xEE;
    private static final int SHORT = 2;
    private static final int COMPONENTS_OF_INK = 4;
    private static final int UPRIGHT = 1;

    private final byte[] file;
    private final ByteArrayOutputStream bare;
    private int at = SHORT;
    private int scans;
    private boolean hasFrame;
    private int orientation = UPRIGHT;

    private JpegFile(byte[] file) {
        this.file = file;
        this.bare = new ByteArrayOutputStream(file.length);
    }

    /**
     * A picture without anything else.
     *
     * @param orientation 1 to 8 as cameras write it; 1: upright
     */
    @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
    record Bare(byte[] bytes, int orientation) {}

    static boolean isOne(byte[] file) {
        return file.length > SHORT && at(file, 0) == MARKER && at(file, 1) == START && at(file, SHORT) == MARKER;
    }

    /**
     * The same picture without anything else. Errors: {@link ImageError#IMAGE_TOO_LARGE}, {@link ImageError#IMAGE_TRUNCATED},
     * {@link ImageError#IMAGE_UNREADABLE}.
     */
    static Bare bare(byte[] file) {
        return new JpegFile(file).read();
    }

    private Bare read() {
        bare.write(file, 0, SHORT);
        while (true) {
            var marker = nextMarker();
            if (marker == END) {
                if (!hasFrame || scans == 0) {
                    throw new BusinessError(ImageError.IMAGE_UNREADABLE);
                }
                bare.write(MARKER);
                bare.write(END);
                return new Bare(bare.toByteArray(), orientation);
            }
            segment(marker);
        }
    }

    private int nextMarker() {
        if (byteAt(at++) != MARKER) {
            throw new BusinessError(ImageError.IMAGE_UNREADABLE);
        }
        var marker = byteAt(at++);
        while (marker == MARKER) {
            marker = byteAt(at++);
        }
        return marker;
    }

    private void segment(int marker) {
        var begin = at;
        var length = shortAt(begin);
        if (length < SHORT) {
            throw new BusinessError(ImageError.IMAGE_UNREADABLE);
        }
        at = begin + length;
        if (at > file.length) {
            throw new BusinessError(ImageError.IMAGE_TRUNCATED);
        }
        if (isFrame(marker)) {
            frame(begin, length);
        } else if (marker == CAMERA) {
            orientation = new CameraNote(file, begin + SHORT, length - SHORT).orientation(orientation);
        } else if (marker == SCAN) {
            if (++scans > SCANS_MOST) {
                throw new BusinessError(ImageError.IMAGE_UNREADABLE);
            }
            skipScan();
        }
        if (isOfThePicture(marker)) {
            bare.write(MARKER);
            bare.write(marker);
            bare.write(file, begin, at - begin);
        }
    }

    private void frame(int begin, int length) {
        var heightAt = begin + SHORT + 1;
        if (hasFrame || length < 2 * SHORT * SHORT) {
            throw new BusinessError(ImageError.IMAGE_UNREADABLE);
        }
        hasFrame = true;
        Repainting.requireSize(shortAt(heightAt + SHORT), shortAt(heightAt));
        if (byteAt(heightAt + 2 * SHORT) >= COMPONENTS_OF_INK) {
            throw new BusinessError(ImageError.IMAGE_UNREADABLE);
        }
    }

    /** Goes to the marker behind the scan that begins here. */
    private void skipScan() {
        while (true) {
            if (byteAt(at) == MARKER) {
                var next = byteAt(at + 1);
                if (next != 0 && next != MARKER && (next < RESTART_FIRST || next > RESTART_LAST)) {
                    return;
                }
            }
            at++;
        }
    }

    private static boolean isFrame(int marker) {
        return marker >= FRAME_FIRST
                && marker <= FRAME_LAST
                && marker != HUFFMAN_TABLES
                && marker != EXTENSION
                && marker != ARITHMETIC_TABLES;
    }

    private static boolean isOfThePicture(int marker) {
        return isFrame(marker)
                || marker == HUFFMAN_TABLES
                || marker == SCAN
                || marker == TABLES
                || marker == RESTART_INTERVAL
                || marker == JFIF
                || marker == ADOBE;
    }

    private int byteAt(int index) {
        if (index >= file.length) {
            throw new BusinessError(ImageError.IMAGE_TRUNCATED);
        }
        return at(file, index);
    }

    private int shortAt(int index) {
        return byteAt(index) << Byte.SIZE | byteAt(index + 1);
    }

    private static int at(byte[] file, int index) {
        return Byte.toUnsignedInt(file[index]);
    }

    /** What a camera wrote beside the picture: a directory of numbered notes. */
    private record CameraNote(ByteBuffer note) {

        private static final byte[] BEGINS = {'E', 'x', 'i', 'f', 0, 0};
        private static final int ENTRY_BYTES = 12;
        private static final int ENTRIES_MOST = 200;
        private static final int VALUE_AT = 8;
        private static final short LITTLE = 0x4949;
        private static final short WHICH_WAY_UP = 0x0112;
        private static final int LAST_WAY = 8;

        CameraNote(byte[] file, int from, int length) {
            this(ByteBuffer.wrap(file, from, length).slice());
        }

        /** Which way up; what stands there cannot be trusted and is worth no refusal. */
        int orientation(int otherwise) {
            try {
                var begin = new byte[BEGINS.length];
                note.get(0, begin);
                if (!Arrays.equals(begin, BEGINS)) {
                    return otherwise;
                }
                var tiff = note.slice(BEGINS.length, note.capacity() - BEGINS.length);
                tiff.order(tiff.getShort(0) == LITTLE ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
                return found(tiff, tiff.getInt(Integer.BYTES), otherwise);
            } catch (IndexOutOfBoundsException _) {
                return otherwise;
            }
        }

        private static int found(ByteBuffer tiff, int directory, int otherwise) {
            var entries = Math.min(ENTRIES_MOST, Short.toUnsignedInt(tiff.getShort(directory)));
            for (var entry = 0; entry < entries; entry++) {
                var at = directory + Short.BYTES + entry * ENTRY_BYTES;
                if (tiff.getShort(at) == WHICH_WAY_UP) {
                    var way = tiff.getShort(at + VALUE_AT);
                    return way >= UPRIGHT && way <= LAST_WAY ? way : otherwise;
                }
            }
            return otherwise;
        }
    }
}
