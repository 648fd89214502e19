package io.kabao.ledger;

import io.kabao.kernel.crypto.DataKeys;
import io.kabao.kernel.crypto.Hmac;
import io.kabao.kernel.crypto.Purpose;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** The keyed hash that a one-time code is kept and found by; each merchant has a key of its own. */
@Component
class MemberCodeHash {

    private final DataKeys keys;

    MemberCodeHash(DataKeys keys) {
        this.keys = keys;
    }

    byte[] of(long merchantId, String code) {
        return Hmac.of(keys.key(Purpose.MEMBER_CODE, merchantId), code.getBytes(StandardCharsets.US_ASCII));
    }
}
