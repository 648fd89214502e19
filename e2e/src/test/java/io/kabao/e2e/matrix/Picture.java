package io.kabao.e2e.matrix;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/** A small picture, as PNG. */
@SuppressWarnings("ArrayRecordComponent") // Sent, never compared.
record Picture(byte[] png) {

    private static final int SIDE = 64;
    private static final AtomicInteger COLOURS = new AtomicInteger();

    /** Of one colour that none before had. */
    static Picture fresh() {
        var painted = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        var colour = COLOURS.incrementAndGet();
        for (var at = 0; at < SIDE * SIDE; at++) {
            painted.setRGB(at % SIDE, at / SIDE, colour);
        }
        var png = new ByteArrayOutputStream();
        try {
            ImageIO.write(painted, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Picture(png.toByteArray());
    }

    /** Sends it as the one part of a form. */
    Answer uploadedBy(Api caller, String path) {
        var form = new ByteArrayOutputStream();
        form.writeBytes(ascii(String.join(
                "\r\n",
                "--part",
                "Content-Disposition: form-data; name=\"file\"; filename=\"a.png\"",
                "Content-Type: image/png",
                "",
                "")));
        form.writeBytes(png);
        form.writeBytes(ascii("\r\n--part--\r\n"));
        return caller.upload(path, "multipart/form-data; boundary=part", form.toByteArray());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
