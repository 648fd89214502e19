package io.kabao.material.drawing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A PNG that is written row by row, so that no more of it is held than what it comes to. */
final class PngBytes {

    /** One bit a pixel, 0 is black. */
    static final int BLACK_AND_WHITE = 0x0100;

    /** Red, green and blue, a byte each. */
    static final int COLOURS = 0x0802;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int HEADER_BYTES = 13;
    private static final int SCALE_BYTES = 9;
    private static final byte FILTER_SUB = 1;
    private static final byte FILTER_UP = 2;
    private static final int BUFFER_BYTES = 8_192;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private final Deflater deflater;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final byte[] filtered;
    private final byte[] previous;
    private final int pixelBytes;
    private byte[] repeated = {};

    /**
     * Begins a picture.
     *
     * @param form {@link #BLACK_AND_WHITE} or {@link #COLOURS}
     * @param pixelsPerMetre what a print makes of it
     */
    PngBytes(int width, int height, int form, int pixelsPerMetre) {
        var isColour = form == COLOURS;
        pixelBytes = isColour ? 3 : 1;
        previous = new byte[isColour ? width * 3 : (width + 7) / 8];
        filtered = new byte[previous.length + 1];
        deflater = new Deflater(isColour ? 6 : 1);
        out.writeBytes(SIGNATURE);
        var header = ByteBuffer.allocate(HEADER_BYTES);
        header.putInt(width).putInt(height).putShort((short) form);
        chunk("IHDR", header.array());
        var scale = ByteBuffer.allocate(SCALE_BYTES);
        scale.putInt(pixelsPerMetre).putInt(pixelsPerMetre).put((byte) 1);
        chunk("pHYs", scale.array());
    }

    /** Adds the next row, which is not kept. */
    void row(byte[] row) {
        filtered[0] = FILTER_UP;
        var differs = false;
        for (var at = 0; at < row.length; at++) {
            var difference = (byte) (row[at] - previous[at]);
            differs |= difference != 0;
            filtered[at + 1] = difference;
        }
        if (differs && pixelBytes > 1) {
            filtered[0] = FILTER_SUB;
            for (var at = row.length - 1; at >= 0; at--) {
                filtered[at + 1] = (byte) (row[at] - (at < pixelBytes ? 0 : row[at - pixelBytes]));
            }
        }
        System.arraycopy(row, 0, previous, 0, row.length);
        pack(filtered);
    }

    /** Adds rows that are the same, told in one piece: asking the packer for each takes longer than packing. */
    void rows(byte[] row, int times) {
        row(row);
        if (repeated.length != (times - 1) * filtered.length) {
            repeated = new byte[(times - 1) * filtered.length];
            for (var at = 0; at < repeated.length; at += filtered.length) {
                repeated[at] = FILTER_UP;
            }
        }
        pack(repeated);
    }

    private void pack(byte[] bytes) {
        deflater.setInput(bytes);
        while (!deflater.needsInput()) {
            drain();
        }
    }

    /** Ends the picture. */
    byte[] end() {
        deflater.finish();
        while (!deflater.finished()) {
            drain();
        }
        deflater.end();
        chunk("IDAT", packed.toByteArray());
        chunk("IEND", new byte[0]);
        return out.toByteArray();
    }

    private void drain() {
        packed.write(buffer, 0, deflater.deflate(buffer));
    }

    private void chunk(String type, byte[] data) {
        var name = type.getBytes(StandardCharsets.US_ASCII);
        var sum = new CRC32();
        sum.update(name);
        sum.update(data);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(data.length).array());
        out.writeBytes(name);
        out.writeBytes(data);
        out.writeBytes(
                ByteBuffer.allocate(Integer.BYTES).putInt((int) sum.getValue()).array());
    }
}
