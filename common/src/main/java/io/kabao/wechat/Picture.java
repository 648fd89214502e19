package io.kabao.wechat;

import java.util.Arrays;

/** The bytes of a picture, whole. */
final class Picture {

    private static final byte[] JPEG_BEGINS = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final byte[] JPEG_ENDS = {(byte) 0xFF, (byte) 0xD9};
    private static final byte[] PNG_BEGINS = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] PNG_ENDS = {'I', 'E', 'N', 'D', (byte) 0xAE, 'B', '`', (byte) 0x82};

    private Picture() {}

    /**
     * The bytes of a JPEG or PNG, looked at from both ends: an error with an unexpected content type comes as if it were
     * the picture, and half of one shows nothing that can be scanned. Errors: {@link UnusableAnswer}.
     */
    static byte[] whole(byte[] bytes) {
        if (!(isFramed(bytes, JPEG_BEGINS, JPEG_ENDS) || isFramed(bytes, PNG_BEGINS, PNG_ENDS))) {
            throw new UnusableAnswer("no whole picture");
        }
        return bytes;
    }

    private static boolean isFramed(byte[] bytes, byte[] begins, byte[] ends) {
        return bytes.length > begins.length + ends.length
                && Arrays.equals(bytes, 0, begins.length, begins, 0, begins.length)
                && Arrays.equals(bytes, bytes.length - ends.length, bytes.length, ends, 0, ends.length);
    }
}
