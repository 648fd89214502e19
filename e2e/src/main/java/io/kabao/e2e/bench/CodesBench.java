package io.kabao.e2e.bench;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import io.kabao.material.Bearer;
import io.kabao.material.Brand;
import io.kabao.material.Bundle;
import io.kabao.material.CodeSource;
import io.kabao.material.Format;
import io.kabao.material.Print;
import io.kabao.material.Printing;
import io.kabao.material.Style;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/**
 * Draws plain codes beside the usual way to draw them, and books of badges, as a batch does: on one thread. With each figure
 * stands what it is to come to.
 */
final class CodesBench {

    private static final int ROUNDS = Rounds.ROUNDS;
    private static final int CODES = Integer.getInteger("kabao.bench.codes", 3_000);
    private static final int USUAL_CODES = Math.max(1, CODES / 30);
    private static final int PEOPLE_OF_A_STORE = 10;

    private static final int CODES_A_SECOND = 1_500;
    private static final int TIMES_THE_USUAL = 10;
    private static final int TIMED_BADGES = 5_000;
    private static final int SECONDS = 60;
    private static final int MEGABYTES_ABOVE_IDLE = 64;

    private static final int PICTURES = 200;
    private static final int PICTURE_PIXELS = 1_280;
    private static final int PHOTO_WIDTH = 300;
    private static final int PHOTO_HEIGHT = 400;

    /** What every JPEG of ours begins with. */
    private static final int JPEG_HEAD_BYTES = 20;

    private static final short COMMENT = (short) 0xFFFE;

    /** How long a comment of one number says it is: with these two bytes, and without its mark. */
    private static final short COMMENT_BYTES = 6;

    private static final double MEGABYTE = 1_000_000;

    private final Printing printing = new Printing();
    private final Brand brand = new Brand("山岚咖啡", null, "#b5462f", "扫码领取会员卡", "微信扫一扫");
    private final PrintStream out;

    private CodesBench(PrintStream out) {
        this.out = out;
    }

    static void run(PrintStream out) throws Exception {
        System.setProperty("java.awt.headless", "true");
        var bench = new CodesBench(out);
        bench.books();
        bench.plainCodes();
    }

    private void plainCodes() throws Exception {
        var side = ImageIO.read(new ByteArrayInputStream(ours(text(0)))).getWidth();
        out.printf("%nPlain codes as one ZIP, one thread, pictures of %d pixels, %d rounds%n", side, ROUNDS);
        zipped(CODES);
        zippedAsUsual(USUAL_CODES, side);
        var fast = new double[ROUNDS];
        var slow = new double[ROUNDS];
        for (var round = 0; round < ROUNDS; round++) {
            fast[round] = zipped(CODES);
            slow[round] = zippedAsUsual(USUAL_CODES, side);
        }
        Arrays.sort(fast);
        Arrays.sort(slow);
        var ratio = fast[ROUNDS / 2] / slow[ROUNDS / 2];
        out.printf(
                "  ours, each code read again   %,9.0f codes/s  (%,.0f to %,.0f; goal: at least %,d)%n",
                fast[ROUNDS / 2], fast[0], fast[ROUNDS - 1], CODES_A_SECOND);
        out.printf(
                "  ZXing and ImageIO            %,9.0f codes/s  (%,.0f to %,.0f)%n",
                slow[ROUNDS / 2], slow[0], slow[ROUNDS - 1]);
        out.printf("  ratio                        %,9.1f  (goal: at least %d)%n", ratio, TIMES_THE_USUAL);
        // A round of its own: the collector, asked to look, would slow the others down.
        var idle = new Live();
        var memory = new Live();
        memory.watch();
        zipped(CODES);
        out.printf("  of memory above idle         %s%n", megabytes(memory.end() - idle.least));
    }

    private static String megabytes(long bytes) {
        return "%5.1f MB at most (goal: at most %d)".formatted(bytes / MEGABYTE, MEGABYTES_ABOVE_IDLE);
    }

    private byte[] ours(String text) {
        return printing.draw(Style.CODE, Format.PNG, plain(text));
    }

    private Print plain(String text) {
        return new Print(new CodeSource.Text(text), Bearer.named(""), brand);
    }

    private static byte[] usual(String text, int side) {
        try {
            var bits = new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            side,
                            side,
                            Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, 4));
            var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
            for (var y = 0; y < side; y++) {
                for (var x = 0; x < side; x++) {
                    image.setRGB(x, y, bits.get(x, y) ? 0 : 0xFFFFFF);
                }
            }
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (WriterException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Codes a second, as a batch packs them. */
    private double zipped(int count) throws IOException {
        var begun = System.nanoTime();
        try (var zip = printing.zip(Style.CODE, LocalDateTime.of(2026, 1, 1, 0, 0), OutputStream.nullOutputStream())) {
            for (var i = 0; i < count; i++) {
                var store = i / PEOPLE_OF_A_STORE;
                zip.add(new Bundle.Place(store + 1, "店 " + store, "员工 " + i), plain(text(i)));
            }
        }
        return count / ((System.nanoTime() - begun) / 1e9);
    }

    /** Codes a second, as they are packed where nobody thought of it. */
    private static double zippedAsUsual(int count, int side) throws IOException {
        var begun = System.nanoTime();
        try (var zip = new ZipOutputStream(OutputStream.nullOutputStream())) {
            for (var i = 0; i < count; i++) {
                zip.putNextEntry(new ZipEntry("店 " + i / PEOPLE_OF_A_STORE + "/员工 " + i + ".png"));
                zip.write(usual(text(i), side));
                zip.closeEntry();
            }
        }
        return count / ((System.nanoTime() - begun) / 1e9);
    }

    private static String text(int number) {
        return "https://card.example.com/m/claim/3fKq9ZxT7LmNpQ2R%06d".formatted(number);
    }

    /** Books of badges, each with a code of WeChat's that is there already and a photo of its own. */
    private void books() throws Exception {
        out.println("Staff badges as one PDF, one thread, codes of WeChat's there already, a photo on each");
        var codes = new ArrayList<byte[]>();
        for (var i = 0; i < PICTURES; i++) {
            codes.add(drawn(i));
        }
        var photo = photo();
        var idle = new Live();
        for (var badges : new int[] {500, TIMED_BADGES, 10_000}) {
            var memory = new Live();
            memory.watch();
            var begun = System.nanoTime();
            var bytes = new Counted();
            try (var book = printing.book(Style.BADGE, "员工", bytes)) {
                for (var i = 0; i < badges; i++) {
                    book.add(new Print(
                            new CodeSource.Drawn(numbered(codes.get(i % PICTURES), i)),
                            new Bearer(
                                    "员工" + i,
                                    "E%05d".formatted(i),
                                    "南京路 " + i / PEOPLE_OF_A_STORE + " 店",
                                    numbered(photo, i)),
                            brand));
                }
            }
            var seconds = (System.nanoTime() - begun) / 1e9;
            var goal = badges == TIMED_BADGES ? " (goal: at most " + SECONDS + ")" : "";
            out.printf(
                    "  %,6d badges  %6.1f s%s  %,6.0f MB file  above idle %s%n",
                    badges, seconds, goal, bytes.count / MEGABYTE, megabytes(memory.end() - idle.least));
        }
    }

    private static byte[] drawn(int number) throws IOException {
        var picture = ImageIO.read(new ByteArrayInputStream(usual("mini:" + text(number), PICTURE_PIXELS)));
        return jpeg(picture);
    }

    /** Of the size that photos of people have, and with as much in it. */
    private static byte[] photo() throws IOException {
        var picture = new BufferedImage(PHOTO_WIDTH, PHOTO_HEIGHT, BufferedImage.TYPE_INT_RGB);
        var random = new Random(1);
        for (var y = 0; y < PHOTO_HEIGHT; y++) {
            for (var x = 0; x < PHOTO_WIDTH; x++) {
                var light = 96 + (x + y) / 16 % 96 + random.nextInt(16);
                picture.setRGB(x, y, light << 16 | light << 8 | light);
            }
        }
        return jpeg(picture);
    }

    private static byte[] jpeg(BufferedImage picture) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpeg", bytes);
        return bytes.toByteArray();
    }

    /** The same JPEG with a number in a comment: another file to whoever looks for one that was there before. */
    private static byte[] numbered(byte[] jpeg, int number) {
        return ByteBuffer.allocate(jpeg.length + Short.BYTES + COMMENT_BYTES)
                .put(jpeg, 0, JPEG_HEAD_BYTES)
                .putShort(COMMENT)
                .putShort(COMMENT_BYTES)
                .putInt(number)
                .put(jpeg, JPEG_HEAD_BYTES, jpeg.length - JPEG_HEAD_BYTES)
                .array();
    }

    /** Takes what is written and keeps none of it. */
    private static final class Counted extends OutputStream {
        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            count += length;
        }
    }

    /** The most of the heap that was in use whenever the collector had been through, several times a second. */
    private static final class Live {
        private static final long EVERY_MILLIS = 200;

        private final long least = used();
        private volatile long most = least;
        private volatile boolean ended;
        private final Thread watcher = new Thread(this::look);

        private static long used() {
            System.gc();
            var memory = Runtime.getRuntime();
            return memory.totalMemory() - memory.freeMemory();
        }

        void watch() {
            watcher.setDaemon(true);
            watcher.start();
        }

        private void look() {
            while (!ended) {
                most = Math.max(most, used());
                try {
                    Thread.sleep(EVERY_MILLIS);
                } catch (InterruptedException _) {
                    return;
                }
            }
        }

        long end() throws InterruptedException {
            ended = true;
            watcher.join();
            return most;
        }
    }
}
