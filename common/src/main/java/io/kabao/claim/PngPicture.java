package io.kabao.claim;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.EncodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.QRCode;
import io.kabao.kernel.error.BusinessError;
import io.kabao.wechat.WechatError;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures as bytes of a PNG. */
final class PngPicture {

    /** Width and height of a QR code in pixels, its quiet zone included. */
    static final int QR_PIXELS = 800;

    /** The standard asks for four modules of white around a code. */
    private static final int QUIET_ZONE = 4;

    /** WeChat draws at most 1,280 pixels; a picture that says it is far larger is none of WeChat's. */
    private static final int SIDE_MOST = 2_000;

    private static final Map<EncodeHintType, Object> HINTS = Map.of(
            EncodeHintType.CHARACTER_SET,
            "UTF-8",
            EncodeHintType.ERROR_CORRECTION,
            ErrorCorrectionLevel.M,
            EncodeHintType.MARGIN,
            QUIET_ZONE);

    private PngPicture() {}

    /**
     * A QR code that says the text, with error correction M. Up to three texts in a hundred are drawn with what looks
     * like a fourth corner, which common readers stumble over; such a picture is drawn by another mask.
     */
    static byte[] qrCode(String text) {
        var modules = modules(text, HINTS);
        for (var mask = 0; mask < QRCode.NUM_MASK_PATTERNS && !isRead(modules, text); mask++) {
            var hints = new EnumMap<EncodeHintType, Object>(HINTS);
            hints.put(EncodeHintType.QR_MASK_PATTERN, mask);
            modules = modules(text, hints);
        }
        var picture = new BufferedImage(QR_PIXELS, QR_PIXELS, BufferedImage.TYPE_BYTE_BINARY);
        for (var y = 0; y < QR_PIXELS; y++) {
            for (var x = 0; x < QR_PIXELS; x++) {
                picture.setRGB(x, y, modules.get(x, y) ? Color.BLACK.getRGB() : Color.WHITE.getRGB());
            }
        }
        return png(picture);
    }

    /** A picture of WeChat's as PNG, whatever it came as. Errors: {@link WechatError#WECHAT_UNAVAILABLE} for no picture. */
    static byte[] repainted(byte[] picture) {
        return png(read(picture));
    }

    private static BufferedImage read(byte[] bytes) {
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            var readers = ImageIO.getImageReaders(in);
            if (readers.hasNext()) {
                var reader = readers.next();
                try {
                    reader.setInput(in, true, true);
                    // A few bytes may claim to be a picture that fills the memory.
                    if (reader.getWidth(0) <= SIDE_MOST && reader.getHeight(0) <= SIDE_MOST) {
                        return reader.read(0);
                    }
                } finally {
                    reader.dispose();
                }
            }
            throw new BusinessError(WechatError.WECHAT_UNAVAILABLE);
        } catch (IOException _) {
            throw new BusinessError(WechatError.WECHAT_UNAVAILABLE);
        }
    }

    private static BitMatrix modules(String text, Map<EncodeHintType, Object> hints) {
        try {
            return new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, QR_PIXELS, QR_PIXELS, hints);
        } catch (WriterException e) {
            throw new IllegalArgumentException("The text does not fit into a code", e);
        }
    }

    private static boolean isRead(BitMatrix modules, String text) {
        var points = new int[QR_PIXELS * QR_PIXELS];
        for (var at = 0; at < points.length; at++) {
            points[at] = modules.get(at % QR_PIXELS, at / QR_PIXELS) ? Color.BLACK.getRGB() : Color.WHITE.getRGB();
        }
        var source = new RGBLuminanceSource(QR_PIXELS, QR_PIXELS, points);
        try {
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(source)))
                    .getText()
                    .equals(text);
        } catch (ReaderException _) {
            return false;
        }
    }

    private static byte[] png(BufferedImage picture) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(picture, "png", out)) {
                throw new IllegalStateException("There is no writer of PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
