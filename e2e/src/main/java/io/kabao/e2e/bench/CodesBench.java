package io.kabao.e2e.bench;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import io.kabao.material.Bearer;
import io.kabao.material.Brand;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Draws plain codes beside the usual way to draw them, and books of badges with the memory that they take. */
final class CodesBench {

    private static final int ROUNDS = Rounds.ROUNDS;
    private static final int CODES = Integer.getInteger("kabao.bench.codes", 3_000);
    private static final int USUAL_CODES = Math.max(1, CODES / 30);
    private static final int THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());

    /** Drawn at once by each thread. */
    private static final int CHUNK = 50;

    private static final int PICTURES = 200;
    private static final int PICTURE_PIXELS = 1_280;
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
        out.printf("%nPlain codes as one ZIP, %d threads, pictures of %d pixels, %d rounds%n", THREADS, side, ROUNDS);
        Function<String, byte[]> usual = text -> usual(text, side);
        zipped(this::ours, CODES, ZipEntry.STORED);
        zipped(usual, USUAL_CODES, ZipEntry.DEFLATED);
        var fast = new double[ROUNDS];
        var slow = new double[ROUNDS];
        for (var round = 0; round < ROUNDS; round++) {
            fast[round] = zipped(this::ours, CODES, ZipEntry.STORED);
            slow[round] = zipped(usual, USUAL_CODES, ZipEntry.DEFLATED);
        }
        Arrays.sort(fast);
        Arrays.sort(slow);
        var ratio = fast[ROUNDS / 2] / slow[ROUNDS / 2];
        out.printf(
                "  ours, each code read again   %,9.0f codes/s  (%,.0f to %,.0f)%n",
                fast[ROUNDS / 2], fast[0], fast[ROUNDS - 1]);
        out.printf(
                "  ZXing and ImageIO            %,9.0f codes/s  (%,.0f to %,.0f)%n",
                slow[ROUNDS / 2], slow[0], slow[ROUNDS - 1]);
        out.printf("  ratio                        %,9.1f%n", ratio);
    }

    private byte[] ours(String text) {
        return printing.draw(Style.CODE, Format.PNG, new Print(new CodeSource.Text(text), Bearer.named(""), brand));
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

    /** Codes a second: threads draw, one writes them into the ZIP in their order. */
    private static double zipped(Function<String, byte[]> drawing, int count, int method) throws Exception {
        var begun = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(THREADS);
                var zip = new ZipOutputStream(OutputStream.nullOutputStream())) {
            var waiting = new ArrayList<Future<List<byte[]>>>();
            var number = 0;
            for (var from = 0; from < count; from += CHUNK) {
                waiting.add(chunk(threads, drawing, from, Math.min(CHUNK, count - from)));
                if (waiting.size() > THREADS) {
                    number = write(zip, waiting.removeFirst().get(), number, method);
                }
            }
            for (var chunk : waiting) {
                number = write(zip, chunk.get(), number, method);
            }
        }
        return count / ((System.nanoTime() - begun) / 1e9);
    }

    private static Future<List<byte[]>> chunk(
            ExecutorService threads, Function<String, byte[]> drawing, int from, int count) {
        Callable<List<byte[]>> work = () -> {
            var drawn = new ArrayList<byte[]>();
            for (var i = from; i < from + count; i++) {
                drawn.add(drawing.apply(text(i)));
            }
            return drawn;
        };
        return threads.submit(work);
    }

    private static int write(ZipOutputStream zip, List<byte[]> pictures, int number, int method) throws IOException {
        var next = number;
        for (var picture : pictures) {
            var entry = new ZipEntry("店 " + next % 500 + "/员工 " + next + ".png");
            entry.setMethod(method);
            if (method == ZipEntry.STORED) {
                var sum = new CRC32();
                sum.update(picture);
                entry.setSize(picture.length);
                entry.setCrc(sum.getValue());
            }
            zip.putNextEntry(entry);
            zip.write(picture);
            zip.closeEntry();
            next++;
        }
        return next;
    }

    private static String text(int number) {
        return "https://card.example.com/m/claim/3fKq9ZxT7LmNpQ2R%06d".formatted(number);
    }

    /** Books of badges, each with a code of WeChat's that is there already. */
    private void books() throws Exception {
        out.println("Staff badges as one PDF, one thread, codes of WeChat's there already");
        var codes = new ArrayList<byte[]>();
        for (var i = 0; i < PICTURES; i++) {
            codes.add(drawn(i));
        }
        var idle = new Live();
        for (var badges : new int[] {500, 5_000, 10_000}) {
            var memory = new Live();
            memory.watch();
            var begun = System.nanoTime();
            var bytes = new Counted();
            try (var book = printing.book(Style.BADGE, "员工", bytes)) {
                for (var i = 0; i < badges; i++) {
                    book.add(new Print(
                            new CodeSource.Drawn(codes.get(i % PICTURES)),
                            new Bearer("员工" + i, "E%05d".formatted(i), "南京路 " + i / 10 + " 店", null),
                            brand));
                }
            }
            var seconds = (System.nanoTime() - begun) / 1e9;
            out.printf(
                    "  %,6d badges  %6.1f s  %,6.0f MB file  %5.1f MB of memory above idle at most%n",
                    badges, seconds, bytes.count / MEGABYTE, (memory.end() - idle.least) / MEGABYTE);
        }
    }

    private static byte[] drawn(int number) throws IOException {
        var picture = ImageIO.read(new ByteArrayInputStream(usual("mini:" + text(number), PICTURE_PIXELS)));
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpeg", bytes);
        return bytes.toByteArray();
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
