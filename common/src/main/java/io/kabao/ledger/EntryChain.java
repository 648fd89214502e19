package io.kabao.ledger;

import io.kabao.kernel.crypto.DataKeys;
import io.kabao.kernel.crypto.Hmac;
import io.kabao.kernel.crypto.Purpose;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Chains a holder's entries: each carries an HMAC over what it says and over the HMAC of the one before. Whoever edits a
 * row behind our back breaks the chain at that row. No personal data goes in, so that erasing a person leaves it whole.
 */
@Component
class EntryChain {

    private static final byte[] BEGINNING = new byte[32];
    private static final int NUMBERS = 7;

    private final SecretKey key;

    EntryChain(DataKeys keys) {
        this.key = keys.key(Purpose.ENTRY_CHAIN);
    }

    /**
     * What an entry says.
     *
     * @param number of the entry among the holder's
     */
    record Said(long merchantId, long holderId, long number, long txnId, Leg leg) {}

    /**
     * The link of an entry, 32 bytes.
     *
     * @param before link of the entry before; null for the first
     */
    byte[] link(byte @Nullable [] before, Said said) {
        var leg = said.leg();
        var numbers = ByteBuffer.allocate(NUMBERS * Long.BYTES)
                .putLong(said.merchantId())
                .putLong(said.holderId())
                .putLong(said.number())
                .putLong(said.txnId())
                .putLong(leg.lotId() == null ? 0 : leg.lotId())
                .putLong(leg.amount())
                .putLong(leg.balanceAfter() == null ? 0 : leg.balanceAfter())
                .array();
        var account = leg.account().name().getBytes(StandardCharsets.US_ASCII);
        return Hmac.of(key, before == null ? BEGINNING : before, account, numbers);
    }
}
