package io.kabao.e2e.material;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import io.kabao.material.Bearer;
import io.kabao.material.Brand;
import io.kabao.material.CodeSource;
import io.kabao.material.Print;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Prints of all kinds, nice ones and such as somebody would make who means harm. */
final class PrintSamples {

    static final String STORE = "南京路步行街旗舰店";
    static final String PERSON = "欧阳小雨";
    private static final String HEADLINE = "扫码领取会员卡";

    private PrintSamples() {}

    /** A print with what a scan of it must say. */
    record Sample(String carrier, int look, Print print, String says) {

        @Override
        public String toString() {
            return carrier + "-" + look;
        }
    }

    /** Each carrier with each of the looks; another text each time, as the number wants it. */
    static List<Sample> all(int number) {
        var link = "https://card.example.com/m/claim/" + scene(number);
        var url = "http://weixin.qq.com/q/" + scene(number + 1).toLowerCase(Locale.ROOT);
        // As much as the sandbox's pictures say.
        var mini = "wxacode://wx0a1b2c3d4e5f6071/pages/claim?scene=" + scene(number + 2) + "&env_version=release";
        var drawn = drawn(mini);
        return IntStream.range(0, 4)
                .boxed()
                .flatMap(look -> Stream.of(
                        new Sample("page", look, look(look, new CodeSource.Text(link)), link),
                        new Sample("account", look, look(look, new CodeSource.Text(url)), url),
                        new Sample("mini", look, look(look, new CodeSource.Drawn(drawn)), mini)))
                .toList();
    }

    private static String scene(int number) {
        var random = new Random(number);
        return random.ints(22, 0, 62)
                .mapToObj(i -> "" + "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".charAt(i))
                .reduce("", String::concat);
    }

    private static Print look(int look, CodeSource code) {
        return switch (look) {
            case 0 -> new Print(code, Bearer.named(STORE), brand(logo(true), "#b5462f"));
            case 1 -> new Print(code, new Bearer("李雷", "E1025", "外滩店", null), brand(null, "#07c160"));
            case 2 -> new Print(code, new Bearer(PERSON, "E1024", STORE, photo()), brand(logo(false), "#ffffff"));
            default ->
                new Print(
                        code,
                        new Bearer(
                                "🎉\u202e" + "很长的名字".repeat(40),
                                "=cmd|' /C calc'!A0",
                                "../../" + "x".repeat(194),
                                null),
                        new Brand(
                                "品".repeat(200),
                                null,
                                "#000000",
                                "Words without an end ".repeat(20),
                                "<script>\u0000\u200f" + "y".repeat(180)));
        };
    }

    static Brand brand(byte @Nullable [] logo, String color) {
        return new Brand("山岚咖啡", logo, color, HEADLINE, "微信扫一扫");
    }

    /** A mark in a ring, on nothing or on white. */
    static byte[] logo(boolean clear) {
        var image = new BufferedImage(400, 400, clear ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        var brush = image.createGraphics();
        brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        if (!clear) {
            brush.setColor(Color.WHITE);
            brush.fillRect(0, 0, 400, 400);
        }
        brush.setColor(new Color(0x8A3B12));
        brush.fillOval(10, 10, 380, 380);
        brush.setColor(Color.WHITE);
        brush.setStroke(new BasicStroke(28));
        brush.drawArc(130, 100, 140, 200, 30, 300);
        brush.dispose();
        return PictureFiles.written(image, "png");
    }

    static byte[] photo() {
        var image = new BufferedImage(600, 800, BufferedImage.TYPE_INT_RGB);
        var brush = image.createGraphics();
        brush.setColor(new Color(0xBCD4E6));
        brush.fillRect(0, 0, 600, 800);
        brush.setColor(new Color(0xE8B998));
        brush.fillOval(190, 180, 220, 280);
        brush.setColor(new Color(0x2B4A6F));
        brush.fillOval(100, 470, 400, 500);
        brush.dispose();
        return PictureFiles.written(image, "jpeg");
    }

    /** As WeChat sends a code: a JPEG of 1,280 pixels, drawn as the sandbox draws it. */
    static byte[] drawn(String text) {
        try {
            var bits = new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            1_280,
                            1_280,
                            Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, 4));
            var image = new BufferedImage(1_280, 1_280, BufferedImage.TYPE_INT_RGB);
            for (var y = 0; y < 1_280; y++) {
                for (var x = 0; x < 1_280; x++) {
                    image.setRGB(x, y, bits.get(x, y) ? 0 : 0xFFFFFF);
                }
            }
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "jpeg", bytes);
            return bytes.toByteArray();
        } catch (WriterException | IOException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
