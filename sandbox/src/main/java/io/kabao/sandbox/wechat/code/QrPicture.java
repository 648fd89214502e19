package io.kabao.sandbox.wechat.code;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.EncodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.imageio.ImageIO;

/** Square pictures of QR codes, written and read; a QR code also stands in for WeChat's round one. */
final class QrPicture {
    private static final int PIXELS_AT_MOST = 16_000_000;
    private static final int WHITE = 0xFFFFFFFF;

    private QrPicture() {}

    /** How it looks: width in pixels, colour of the lines as 0xRRGGBB, whether the ground is clear (then PNG). */
    record Look(int width, int lines, boolean clear) {
        /** Black on white. */
        static Look plain(int width) {
            return new Look(width, 0, false);
        }
    }

    /** The picture of this text, JPEG or, on clear ground, PNG. */
    static byte[] write(String text, Look look) {
        BitMatrix bits = bits(text, look.width());
        int type = look.clear() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        var picture = new BufferedImage(look.width(), look.width(), type);
        int lines = 0xFF000000 | look.lines();
        for (int y = 0; y < look.width(); y++) {
            for (int x = 0; x < look.width(); x++) {
                picture.setRGB(x, y, bits.get(x, y) ? lines : look.clear() ? 0 : WHITE);
            }
        }
        var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(picture, look.clear() ? "png" : "jpg", bytes)) {
                throw new IllegalStateException("the JDK writes no such picture");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The text in a picture. Error: no picture, too large a one, no code in it. */
    static String read(byte[] picture) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
            if (image == null || (long) image.getWidth() * image.getHeight() > PIXELS_AT_MOST) {
                throw new IllegalArgumentException("no picture, or one that is too large");
            }
            var bitmap = new BinaryBitmap(new HybridBinarizer(onWhite(image)));
            try {
                return read(bitmap, DecodeHintType.TRY_HARDER);
            } catch (ReaderException _) {
                // The detector takes some patterns for a corner, and finds none or reads rubbish; a picture that was
                // drawn is read without it.
                return read(bitmap, DecodeHintType.PURE_BARCODE);
            }
        } catch (NotFoundException e) {
            throw new IllegalArgumentException("there is no code in the picture", e);
        } catch (ReaderException | IOException e) {
            throw new IllegalArgumentException("the code in the picture cannot be read", e);
        }
    }

    private static String read(BinaryBitmap bitmap, DecodeHintType way) throws ReaderException {
        return new QRCodeReader()
                .decode(bitmap, Map.of(way, true, DecodeHintType.CHARACTER_SET, "UTF-8"))
                .getText();
    }

    private static LuminanceSource onWhite(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        var flat = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var paper = flat.createGraphics();
        paper.drawImage(image, 0, 0, Color.WHITE, null);
        paper.dispose();
        return new RGBLuminanceSource(width, height, flat.getRGB(0, 0, width, height, null, 0, width));
    }

    private static BitMatrix bits(String text, int width) {
        try {
            var hints = Map.of(
                    EncodeHintType.CHARACTER_SET,
                    "UTF-8",
                    EncodeHintType.ERROR_CORRECTION,
                    ErrorCorrectionLevel.M,
                    EncodeHintType.MARGIN,
                    4);
            return new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, width, width, hints);
        } catch (WriterException e) {
            throw new IllegalArgumentException("the text does not fit into a code", e);
        }
    }
}
