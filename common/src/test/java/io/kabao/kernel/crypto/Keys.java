package io.kabao.kernel.crypto;

import java.util.Arrays;
import java.util.Base64;

/** Data keys for tests. */
final class Keys {
    static final String ONE = base64(1);
    static final String TWO = base64(2);

    private Keys() {}

    static DataKeys first() {
        return DataKeys.parse(ONE);
    }

    static DataKeys rotated() {
        return DataKeys.parse("2:" + TWO + ",1:" + ONE);
    }

    static String base64(int fill) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
