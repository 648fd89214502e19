package io.kabao.material.drawing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A picture that is placed into a drawing: a PNG or JPEG, whose bytes go into a PDF or SVG as they are where they can. */
public final class Picture {

    /** What images may have that are uploaded; one that says it is larger fills the memory. */
    private static final int SIDE_MOST = 4_000;

    private static final byte[] JPEG_ENDS = {(byte) 0xFF, (byte) 0xD9};
    private static final byte[] PNG_ENDS = {'I', 'E', 'N', 'D', (byte) 0xAE, 'B', '`', (byte) 0x82};

    private final byte[] bytes;
    private final boolean png;
    private final int width;
    private final int height;

    private Picture(byte[] bytes, boolean png, int width, int height) {
        this.bytes = bytes;
        this.png = png;
        this.width = width;
        this.height = height;
    }

    /** Errors: {@link IllegalArgumentException} for anything but a whole PNG or JPEG of at most 4,000 pixels each way. */
    public static Picture of(byte[] bytes) {
        return reading(bytes, reader -> {
            var format = reader.getFormatName().toLowerCase(Locale.ROOT);
            var png = format.equals("png");
            if (!png && !format.equals("jpeg")) {
                throw new IllegalArgumentException("Only PNG and JPEG are placed, not " + format);
            }
            if (!endsWith(bytes, png ? PNG_ENDS : JPEG_ENDS)) {
                // What is missing would be painted grey, or not at all, and nobody told of it.
                throw new IllegalArgumentException("The picture breaks off");
            }
            var width = reader.getWidth(0);
            var height = reader.getHeight(0);
            if (width > SIDE_MOST || height > SIDE_MOST) {
                throw new IllegalArgumentException("A picture of %d × %d pixels is too large".formatted(width, height));
            }
            return new Picture(bytes, png, width, height);
        });
    }

    private static boolean endsWith(byte[] bytes, byte[] ends) {
        return bytes.length > ends.length
                && Arrays.equals(bytes, bytes.length - ends.length, bytes.length, ends, 0, ends.length);
    }

    /** In pixels. */
    public int width() {
        return width;
    }

    /** In pixels. */
    public int height() {
        return height;
    }

    /** Whether it is a PNG; else it is a JPEG. */
    public boolean isPng() {
        return png;
    }

    /** The picture as it came. */
    public byte[] bytes() {
        return bytes;
    }

    /** The picture as a PNG, whatever it came as. Errors: {@link IllegalArgumentException} for a broken picture. */
    public byte[] asPng() {
        if (png) {
            return bytes;
        }
        var written = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(written)) {
            if (!ImageIO.write(decoded(), "png", out)) {
                throw new IllegalStateException("There is no writer of PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return written.toByteArray();
    }

    /** Tells pictures apart by what is in them. */
    String digest() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** All its pixels. Errors: {@link IllegalArgumentException} for a broken picture. */
    BufferedImage decoded() {
        return decodedFor(SIDE_MOST, SIDE_MOST);
    }

    /** Its pixels, or fewer of them where at least twice as many are left as are wanted each way. Errors: as {@link #decoded}. */
    BufferedImage decodedFor(int wantedWidth, int wantedHeight) {
        return reading(bytes, reader -> {
            var every = Math.max(1, Math.min(width / (2 * wantedWidth), height / (2 * wantedHeight)));
            var how = reader.getDefaultReadParam();
            how.setSourceSubsampling(every, every, 0, 0);
            return reader.read(0, how);
        });
    }

    @FunctionalInterface
    private interface Reading<T> {
        T by(ImageReader reader) throws IOException;
    }

    private static <T> T reading(byte[] bytes, Reading<T> reading) {
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IllegalArgumentException("That is no picture");
            }
            var reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return reading.by(reader);
            } finally {
                reader.dispose();
            }
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("The picture is broken", e);
        }
    }
}
