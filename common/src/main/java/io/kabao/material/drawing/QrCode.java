package io.kabao.material.drawing;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.EncodeHintType;
import com.google.zxing.ReaderException;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import com.google.zxing.qrcode.encoder.QRCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/** The modules of a QR code, read again before anybody is shown them. */
public final class QrCode {

    /** The standard asks for that many modules of white around a code. */
    public static final int QUIET_MODULES = 4;

    /** What a logo covers of the width of a code; its area is a sixth of what error correction H can miss. */
    private static final double LOGO_SHARE = 0.22;

    /**
     * The mask tried first; which it is makes no difference to a reader, but trying all eight to find the prettiest takes
     * nine tenths of the time.
     */
    private static final int FIRST_MASK = 3;

    private static final int PROBE_PIXELS = 4;

    private final int size;
    private final boolean[] dark;
    private final int logoModules;

    private QrCode(ByteMatrix modules, int logoModules) {
        this.size = modules.getWidth();
        this.dark = new boolean[size * size];
        this.logoModules = logoModules;
        for (var y = 0; y < size; y++) {
            for (var x = 0; x < size; x++) {
                dark[y * size + x] = modules.get(x, y) == 1 && !isUnderLogo(x, y);
            }
        }
    }

    /**
     * The code of a text with error correction M. A mask that a common reader stumbles over (up to three texts in a
     * hundred show what looks like a fourth corner) gives way to the next. Errors: {@link IllegalArgumentException} for a
     * text too long for a code.
     */
    public static QrCode of(String text) {
        return read(text, ErrorCorrectionLevel.M, 0);
    }

    /** The code of a text with error correction H and room for a logo in its middle, {@link #logoBox}. Errors: as {@link #of}. */
    public static QrCode withRoomForLogo(String text) {
        return read(text, ErrorCorrectionLevel.H, LOGO_SHARE);
    }

    private static QrCode read(String text, ErrorCorrectionLevel level, double logoShare) {
        for (var tried = 0; tried < QRCode.NUM_MASK_PATTERNS; tried++) {
            var modules = modules(text, level, (FIRST_MASK + tried) % QRCode.NUM_MASK_PATTERNS);
            // Odd as the code's own number of modules, so that it is in the middle.
            var room = logoShare == 0 ? 0 : (int) (modules.getWidth() * logoShare) / 2 * 2 + 1;
            var code = new QrCode(modules, room);
            if (code.isReadAs(text)) {
                return code;
            }
        }
        throw new IllegalArgumentException("No reader could read a code of this text");
    }

    private static ByteMatrix modules(String text, ErrorCorrectionLevel level, int mask) {
        var hints = new EnumMap<EncodeHintType, Object>(EncodeHintType.class);
        hints.put(EncodeHintType.QR_MASK_PATTERN, mask);
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
            // Only then, for it is said in the code, and some readers don't know what it says.
            hints.put(EncodeHintType.CHARACTER_SET, "UTF-8");
        }
        try {
            return Encoder.encode(text, level, hints).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException("The text does not fit into a code", e);
        }
    }

    private boolean isReadAs(String text) {
        var side = (size + 2 * QUIET_MODULES) * PROBE_PIXELS;
        var picture = new BitMatrix(side);
        for (var y = 0; y < size; y++) {
            for (var x = 0; x < size; x++) {
                if (isDark(x, y)) {
                    picture.setRegion(
                            (x + QUIET_MODULES) * PROBE_PIXELS,
                            (y + QUIET_MODULES) * PROBE_PIXELS,
                            PROBE_PIXELS,
                            PROBE_PIXELS);
                }
            }
        }
        try {
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new BlackAndWhite(picture)))
                    .getText()
                    .equals(text);
        } catch (ReaderException _) {
            return false;
        }
    }

    /** Modules in a row, without the quiet zone. */
    public int size() {
        return size;
    }

    boolean isDark(int x, int y) {
        return dark[y * size + x];
    }

    private boolean isUnderLogo(int x, int y) {
        var from = (size - logoModules) / 2;
        return x >= from && x < from + logoModules && y >= from && y < from + logoModules;
    }

    /** Where the modules are within a square that holds the quiet zone too. */
    public Box modulesBox(Box square) {
        return square.inset(square.width() * QUIET_MODULES / (size + 2 * QUIET_MODULES));
    }

    /** The room for the logo within the box of the modules; of no size in a code without. */
    public Box logoBox(Box modules) {
        return modules.inset(modules.width() * (size - logoModules) / 2 / size);
    }

    /**
     * The dark areas as closed lines, x and y of one corner after the other in modules; a hole turns the other way. One
     * area has one line, so that no viewer shows seams between its modules.
     */
    List<int[]> outlines() {
        return new Outlines().all();
    }

    /** Walks along the borders with the dark on its right. */
    private final class Outlines {

        private static final int[] STEP_X = {1, 0, -1, 0};
        private static final int[] STEP_Y = {0, 1, 0, -1};

        /** Upper sides of dark modules that were walked along. */
        private final boolean[] done = new boolean[size * size];

        private final List<int[]> lines = new ArrayList<>();

        List<int[]> all() {
            for (var y = 0; y < size; y++) {
                for (var x = 0; x < size; x++) {
                    if (isDarkOrOutside(x, y) && !isDarkOrOutside(x, y - 1) && !done[y * size + x]) {
                        lines.add(from(x, y));
                    }
                }
            }
            return lines;
        }

        private boolean isDarkOrOutside(int x, int y) {
            return x >= 0 && y >= 0 && x < size && y < size && isDark(x, y);
        }

        private int[] from(int startX, int startY) {
            var corners = new ArrayList<Integer>();
            var x = startX;
            var y = startY;
            var way = 0;
            do {
                if (way == 0) {
                    done[y * size + x] = true;
                }
                x += STEP_X[way];
                y += STEP_Y[way];
                var next = turned(x, y, way);
                if (next != way) {
                    corners.add(x);
                    corners.add(y);
                }
                way = next;
            } while (x != startX || y != startY || way != 0);
            return corners.stream().mapToInt(Integer::intValue).toArray();
        }

        /** The way on from a corner: right where the dark ends ahead, left where it blocks the way. */
        private int turned(int x, int y, int way) {
            var aheadRight = cell(x, y, way, true);
            var aheadLeft = cell(x, y, way, false);
            if (!aheadRight) {
                return (way + 1) % 4;
            }
            return aheadLeft ? (way + 3) % 4 : way;
        }

        /** The module ahead of a corner, on the right or the left of the way. */
        private boolean cell(int x, int y, int way, boolean right) {
            return switch (way) {
                case 0 -> isDarkOrOutside(x, right ? y : y - 1);
                case 1 -> isDarkOrOutside(right ? x - 1 : x, y);
                case 2 -> isDarkOrOutside(x - 1, right ? y - 1 : y);
                default -> isDarkOrOutside(right ? x : x - 1, y - 1);
            };
        }
    }
}
