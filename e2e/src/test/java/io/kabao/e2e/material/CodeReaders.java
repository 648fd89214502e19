package io.kabao.e2e.material;

import boofcv.abst.fiducial.QrCodeDetector;
import boofcv.factory.fiducial.FactoryFiducial;
import boofcv.struct.image.GrayU8;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.ResultMetadataType;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;

/** Two readers of QR codes that have nothing in common. */
final class CodeReaders {

    /** Which of the two it is is told from failures only. */
    private static final QrCodeDetector<GrayU8> BOOF = FactoryFiducial.qrcode(null, GrayU8.class);

    /** A corner's width in modules; from its middle it is half of that. */
    private static final double CORNER_MODULES = 7;

    private static final int DARK_BELOW = 128;
    private static final int WHITE_FROM = 240;

    private CodeReaders() {}

    static String zxing(BufferedImage image) {
        return found(image).getText();
    }

    /** How much of a code may be covered, as the code itself says: L, M, Q or H. */
    static String correction(BufferedImage image) {
        return String.valueOf(found(image).getResultMetadata().get(ResultMetadataType.ERROR_CORRECTION_LEVEL));
    }

    private static Result found(BufferedImage image) {
        var width = image.getWidth();
        var height = image.getHeight();
        var source = new RGBLuminanceSource(width, height, image.getRGB(0, 0, width, height, null, 0, width));
        try {
            return read(new HybridBinarizer(source));
        } catch (NotFoundException _) {
            // Made for light that is not even; where a code fills the picture the plain way sees more, so apps try
            // both.
            try {
                return read(new GlobalHistogramBinarizer(source));
            } catch (NotFoundException e) {
                throw new AssertionError("no code is seen", e);
            }
        }
    }

    private static Result read(Binarizer picture) throws NotFoundException {
        return new MultiFormatReader()
                .decode(
                        new BinaryBitmap(picture),
                        Map.of(
                                DecodeHintType.POSSIBLE_FORMATS,
                                List.of(BarcodeFormat.QR_CODE),
                                DecodeHintType.TRY_HARDER,
                                true));
    }

    /** All that the other reader sees. */
    static synchronized List<String> boof(BufferedImage image) {
        var grey = new GrayU8(image.getWidth(), image.getHeight());
        var row = new int[image.getWidth()];
        for (var y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (var x = 0; x < row.length; x++) {
                grey.unsafe_set(x, y, light(row[x]));
            }
        }
        BOOF.process(grey);
        return BOOF.getDetections().stream().map(code -> code.message).toList();
    }

    private static int light(int pixel) {
        return ((pixel >> 16 & 0xFF) * 299 + (pixel >> 8 & 0xFF) * 587 + (pixel & 0xFF) * 114) / 1_000;
    }

    /** The narrowest white beside the three corners of a code, outwards, in modules. */
    static double quietModules(BufferedImage image) {
        var corners = found(image).getResultPoints();
        var least = Double.MAX_VALUE;
        // Lower left, upper left, upper right.
        int[][][] ways = {{{-1, 0}, {0, 1}}, {{-1, 0}, {0, -1}}, {{1, 0}, {0, -1}}};
        for (var corner = 0; corner < ways.length; corner++) {
            for (var way : ways[corner]) {
                least = Math.min(
                        least,
                        white(image, Math.round(corners[corner].getX()), Math.round(corners[corner].getY()), way));
            }
        }
        return least;
    }

    /** From the middle of a corner through its ring to what comes first after the white around the code. */
    private static double white(BufferedImage image, int fromX, int fromY, int[] way) {
        var runs = new int[4];
        var x = fromX;
        var y = fromY;
        for (var run = 0; run < runs.length; run++) {
            while (x >= 0 && y >= 0 && x < image.getWidth() && y < image.getHeight()) {
                var light = light(image.getRGB(x, y));
                // The first pixel beside the ring may be grey where its side is between two pixels; nothing else may.
                var goesOn = run == runs.length - 1
                        ? light >= WHITE_FROM || (runs[run] == 0 && light >= DARK_BELOW)
                        : light < DARK_BELOW == (run % 2 == 0);
                if (!goesOn) {
                    break;
                }
                runs[run]++;
                x += way[0];
                y += way[1];
            }
        }
        return runs[3] / ((runs[0] + runs[1] + runs[2]) / (CORNER_MODULES / 2));
    }
}
