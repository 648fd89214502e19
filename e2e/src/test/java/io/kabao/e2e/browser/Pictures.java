package io.kabao.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.ScreenshotCaret;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** README's pictures, made anew with {@code -Dkabao.pictures=true} and left alone otherwise. */
final class Pictures {

    private static final boolean WANTED = Boolean.getBoolean("kabao.pictures");
    private static final Path FOLDER = Path.of("..", "docs", "pictures");
    /** A ground of many colours makes a large file. */
    private static final String PLAIN = "document.body.style.background = '#fff'";

    private static final int BYTES_AT_MOST = 120 * 1024;

    private Pictures() {}

    /** Keeps what a window shows. */
    static void keep(Page page, String name) {
        if (!WANTED) {
            return;
        }
        page.evaluate(PLAIN);
        var picture = page.screenshot(new Page.ScreenshotOptions()
                .setAnimations(ScreenshotAnimations.DISABLED)
                .setCaret(ScreenshotCaret.HIDE));
        write(fewerColours(picture), name);
    }

    /** What eyes don't tell apart need not be kept: six bits of each colour make half the file. */
    private static byte[] fewerColours(byte[] picture) {
        try {
            var image = ImageIO.read(new ByteArrayInputStream(picture));
            var plain = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    int colour = image.getRGB(x, y) & 0xFCFCFC;
                    plain.setRGB(x, y, colour | ((colour >> 6) & 0x030303));
                }
            }
            var small = new ByteArrayOutputStream();
            ImageIO.write(plain, "png", small);
            return small.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(byte[] picture, String name) {
        assertThat(picture.length).as("bytes of " + name).isLessThanOrEqualTo(BYTES_AT_MOST);
        try {
            Files.write(Files.createDirectories(FOLDER).resolve(name), picture);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
