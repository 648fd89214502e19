package io.kabao.image;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.work.Turns;
import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.springframework.stereotype.Component;

/**
 * Paints an uploaded picture anew: only what can be seen comes out, in a file that we wrote. One at a time, since a picture
 * of the largest size takes {@value #PAINTED_BYTES_MOST} bytes while it is painted.
 */
@Component
class Repainting {

    /** The largest file. */
    static final int FILE_MEGABYTES_MOST = 2;

    /** The longest side in pixels. */
    static final int SIDE_MOST = 4_000;

    private static final int FILE_BYTES_MOST = FILE_MEGABYTES_MOST * 1024 * 1024;

    /** The largest side with four bytes a pixel; where a pixel takes eight the picture may be half as large. */
    private static final long PAINTED_BYTES_MOST = 64_000_000;

    /** What a picture comes to when we write it. */
    private static final int WRITTEN_BYTES_MOST = 4 * 1024 * 1024;

    private static final float JPEG_QUALITY = 0.9f;
    private static final int MIRRORED = 2;
    private static final int HALF_TURN = 3;
    private static final int UPSIDE_DOWN = 4;
    private static final int ON_ITS_SIDE = 5;
    private static final int QUARTER_RIGHT = 6;
    private static final int ON_ITS_OTHER_SIDE = 7;
    private static final int QUARTER_LEFT = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Turns turns = new Turns("paint", 1, PATIENCE);

    /** A picture of ours. */
    @SuppressWarnings("ArrayRecordComponent") // Stored once, never compared.
    record Painted(ImageFormat format, int width, int height, byte[] bytes) {}

    /**
     * Paints a file anew. Errors: {@link ImageError#IMAGE_KIND_UNKNOWN}, {@link ImageError#IMAGE_TOO_HEAVY},
     * {@link ImageError#IMAGE_TOO_LARGE}, {@link ImageError#IMAGE_TRUNCATED}, {@link ImageError#IMAGE_ANIMATED},
     * {@link ImageError#IMAGE_UNREADABLE}; {@link KernelError#BUSY} while others wait.
     */
    Painted repaint(byte[] file) {
        if (file.length > FILE_BYTES_MOST) {
            throw new BusinessError(ImageError.IMAGE_TOO_HEAVY, FILE_MEGABYTES_MOST);
        }
        if (PngFile.isOne(file)) {
            return turns.take(() -> whole(() -> painted(ImageFormat.PNG, read(PngFile.bare(file), "png"))));
        }
        if (JpegFile.isOne(file)) {
            return turns.take(() -> whole(() -> paintedUpright(JpegFile.bare(file))));
        }
        throw new BusinessError(ImageError.IMAGE_KIND_UNKNOWN);
    }

    /** Errors: {@link ImageError#IMAGE_TOO_LARGE}, {@link ImageError#IMAGE_UNREADABLE} for no size at all. */
    static void requireSize(long width, long height) {
        if (width > SIDE_MOST || height > SIDE_MOST) {
            throw new BusinessError(ImageError.IMAGE_TOO_LARGE, SIDE_MOST);
        }
        if (width == 0 || height == 0) {
            throw new BusinessError(ImageError.IMAGE_UNREADABLE);
        }
    }

    private interface Work {
        Painted run() throws IOException;
    }

    private static Painted whole(Work work) {
        try {
            return work.run();
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException _) {
            // Readers trip over odd files in many ways.
            throw new BusinessError(ImageError.IMAGE_UNREADABLE);
        }
    }

    private static Painted paintedUpright(JpegFile.Bare bare) throws IOException {
        return painted(ImageFormat.JPEG, upright(read(bare.bytes(), "jpeg"), bare.orientation()));
    }

    private static BufferedImage read(byte[] bytes, String format) throws IOException {
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            var reader = ImageIO.getImageReadersByFormatName(format).next();
            try {
                reader.setInput(in, true, true);
                requireSize(reader.getWidth(0), reader.getHeight(0));
                requireRoom(reader);
                var isBroken = new AtomicBoolean();
                reader.addIIOReadWarningListener((_, _) -> isBroken.set(true));
                var picture = reader.read(0);
                if (isBroken.get()) {
                    // Where the data ends too early the rest is painted grey.
                    throw new BusinessError(ImageError.IMAGE_TRUNCATED);
                }
                return picture;
            } finally {
                reader.dispose();
            }
        }
    }

    private static void requireRoom(ImageReader reader) throws IOException {
        var pixel = reader.getImageTypes(0).next().getSampleModel(1, 1);
        var bytes = (long) pixel.getNumDataElements() * DataBuffer.getDataTypeSize(pixel.getDataType()) / Byte.SIZE;
        if (bytes * reader.getWidth(0) * reader.getHeight(0) > PAINTED_BYTES_MOST) {
            throw new BusinessError(ImageError.IMAGE_TOO_LARGE, SIDE_MOST);
        }
    }

    /** Turned as the camera was held. */
    private static BufferedImage upright(BufferedImage taken, int orientation) {
        if (orientation < MIRRORED) {
            return taken;
        }
        var w = taken.getWidth();
        var h = taken.getHeight();
        var turn = switch (orientation) {
            case MIRRORED -> new AffineTransform(-1, 0, 0, 1, w, 0);
            case HALF_TURN -> new AffineTransform(-1, 0, 0, -1, w, h);
            case UPSIDE_DOWN -> new AffineTransform(1, 0, 0, -1, 0, h);
            case ON_ITS_SIDE -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case QUARTER_RIGHT -> new AffineTransform(0, 1, -1, 0, h, 0);
            case ON_ITS_OTHER_SIDE -> new AffineTransform(0, -1, -1, 0, h, w);
            case QUARTER_LEFT -> new AffineTransform(0, -1, 1, 0, 0, w);
            default -> throw new IllegalArgumentException("No way up: " + orientation);
        };
        var lies = orientation >= ON_ITS_SIDE;
        var turned = new BufferedImage(lies ? h : w, lies ? w : h, taken.getType());
        return new AffineTransformOp(turn, AffineTransformOp.TYPE_NEAREST_NEIGHBOR).filter(taken, turned);
    }

    private static Painted painted(ImageFormat format, BufferedImage picture) throws IOException {
        var bytes = written(format, picture);
        if (bytes.length > WRITTEN_BYTES_MOST && format == ImageFormat.PNG) {
            // A photograph, and no drawing.
            return painted(ImageFormat.JPEG, onWhite(picture));
        }
        if (bytes.length > WRITTEN_BYTES_MOST) {
            throw new BusinessError(ImageError.IMAGE_TOO_HEAVY, FILE_MEGABYTES_MOST);
        }
        return new Painted(format, picture.getWidth(), picture.getHeight(), bytes);
    }

    private static BufferedImage onWhite(BufferedImage picture) {
        var flat = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        var brush = flat.createGraphics();
        brush.drawImage(picture, 0, 0, Color.WHITE, null);
        brush.dispose();
        return flat;
    }

    private static byte[] written(ImageFormat format, BufferedImage picture) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName(format.extension()).next();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            var how = writer.getDefaultWriteParam();
            if (format == ImageFormat.JPEG) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(JPEG_QUALITY);
            }
            writer.write(null, new IIOImage(picture, null, null), how);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
