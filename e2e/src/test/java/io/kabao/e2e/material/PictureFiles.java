package io.kabao.e2e.material;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/** Files that are pictures, and files that only say so. */
final class PictureFiles {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int BEFORE_FIRST_DATA = 8 + 25;

    private PictureFiles() {}

    /** A picture of two colours: red, and what is right of its middle blue. */
    static BufferedImage picture(int width, int height) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var brush = picture.createGraphics();
        brush.setColor(Color.RED);
        brush.fillRect(0, 0, width, height);
        brush.setColor(Color.BLUE);
        brush.fillRect(width / 2, 0, width, height);
        brush.dispose();
        return picture;
    }

    static byte[] png(int width, int height) {
        return written(picture(width, height), "png");
    }

    static byte[] jpeg(int width, int height) {
        return written(picture(width, height), "jpeg");
    }

    /** A JPEG whose camera was held so that its right side is up. */
    static byte[] jpegTakenOnItsSide(int width, int height) {
        var note = ByteBuffer.allocate(6 + 8 + 2 + 12 + 4);
        note.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        note.put("MM".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1);
        note.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) 6)
                .putShort((short) 0)
                .putInt(0);
        var segment = ByteBuffer.allocate(4 + note.capacity())
                .putShort((short) 0xFFE1)
                .putShort((short) (2 + note.capacity()))
                .put(note.array());
        return withInside(jpeg(width, height), 2, segment.array());
    }

    /** A PNG of one colour that is as large as it says. */
    static byte[] plainPng(int width, int height) {
        var row = new byte[1 + (width + 7) / 8];
        var deflater = new Deflater(Deflater.BEST_SPEED);
        var packed = new ByteArrayOutputStream();
        var buffer = new byte[64 * 1024];
        for (var y = 0; y < height; y++) {
            deflater.setInput(row);
            while (!deflater.needsInput()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
        }
        deflater.finish();
        while (!deflater.finished()) {
            packed.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        var header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {1, 0, 0, 0, 0})
                .array();
        var file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE);
        file.writeBytes(chunk("IHDR", header));
        file.writeBytes(chunk("IDAT", packed.toByteArray()));
        file.writeBytes(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    /** The PNG with one more chunk in front of what it shows. */
    static byte[] withChunk(byte[] png, String name, byte[] data) {
        return withInside(png, BEFORE_FIRST_DATA, chunk(name, data));
    }

    static byte[] withBehind(byte[] file, String text) {
        return withInside(file, file.length, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] withInside(byte[] file, int at, byte[] more) {
        var whole = new ByteArrayOutputStream();
        whole.write(file, 0, at);
        whole.writeBytes(more);
        whole.write(file, at, file.length - at);
        return whole.toByteArray();
    }

    static byte[] half(byte[] file) {
        return Arrays.copyOf(file, file.length / 2);
    }

    private static byte[] chunk(String name, byte[] data) {
        var named = ByteBuffer.allocate(4 + data.length)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .array();
        var crc = new CRC32();
        crc.update(named);
        return ByteBuffer.allocate(4 + named.length + 4)
                .putInt(data.length)
                .put(named)
                .putInt((int) crc.getValue())
                .array();
    }

    static BufferedImage read(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] written(BufferedImage picture, String format) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A body of one part that is a file. */
    static byte[] asPart(String boundary, byte[] file) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }
}
