package io.kabao.wechat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** The bytes of a picture, whole. */
final class Picture {

    private static final byte[] JPEG_BEGINS = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final byte[] JPEG_ENDS = {(byte) 0xFF, (byte) 0xD9};
    private static final byte[] PNG_BEGINS = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] PNG_ENDS = {'I', 'E', 'N', 'D', (byte) 0xAE, 'B', '`', (byte) 0x82};

    /** Of as many pixels one is painted: enough to tell that the others are there, and of little room. */
    private static final int EACH_PAINTED = 16;

    private Picture() {}

    /**
     * The bytes of a JPEG or PNG, looked at from both ends and read: an error with an unexpected content type comes as if it
     * were the picture, half of one shows nothing that can be scanned, and what is kept is printed for ever. Errors:
     * {@link UnusableAnswer}.
     */
    static byte[] whole(byte[] bytes) {
        if (!(isFramed(bytes, JPEG_BEGINS, JPEG_ENDS) || isFramed(bytes, PNG_BEGINS, PNG_ENDS))) {
            throw new UnusableAnswer("no whole picture");
        }
        if (!isReadable(bytes)) {
            throw new UnusableAnswer("no picture that can be read");
        }
        return bytes;
    }

    private static boolean isReadable(byte[] bytes) {
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return false;
            }
            var reader = readers.next();
            try {
                reader.setInput(in, true, true);
                var how = reader.getDefaultReadParam();
                how.setSourceSubsampling(EACH_PAINTED, EACH_PAINTED, 0, 0);
                return reader.read(0, how).getWidth() > 0;
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException _) {
            // Readers trip over odd files in many ways.
            return false;
        }
    }

    private static boolean isFramed(byte[] bytes, byte[] begins, byte[] ends) {
        return bytes.length > begins.length + ends.length
                && Arrays.equals(bytes, 0, begins.length, begins, 0, begins.length)
                && Arrays.equals(bytes, bytes.length - ends.length, bytes.length, ends, 0, ends.length);
    }
}
