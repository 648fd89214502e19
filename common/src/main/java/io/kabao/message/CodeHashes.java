package io.kabao.message;

import io.kabao.kernel.crypto.DataKeys;
import io.kabao.kernel.crypto.Hmac;
import io.kabao.kernel.crypto.PhoneHash;
import io.kabao.kernel.crypto.Purpose;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** What is kept of phones and codes: hashes under the merchant's keys. */
@Component
class CodeHashes {

    private final DataKeys keys;
    private final PhoneHash phones;

    CodeHashes(DataKeys keys, PhoneHash phones) {
        this.keys = keys;
        this.phones = phones;
    }

    byte[] ofPhone(SmsCodes.Check entered) {
        return phones.of(entered.merchantId(), entered.phone());
    }

    /** The hash of a code, bound to all that it is good for: moved to another row it fits nothing. */
    byte[] ofCode(SmsCodes.Check entered, byte[] phoneHash) {
        return Hmac.of(
                keys.key(Purpose.SMS_CODE, entered.merchantId()),
                entered.purpose().name().getBytes(StandardCharsets.US_ASCII),
                phoneHash,
                ByteBuffer.allocate(Long.BYTES).putLong(entered.identityId()).array(),
                entered.code().getBytes(StandardCharsets.UTF_8));
    }
}
