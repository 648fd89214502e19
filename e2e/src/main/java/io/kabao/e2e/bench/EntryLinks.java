package io.kabao.e2e.bench;

import io.kabao.kernel.crypto.Hmac;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.SecretKey;

/** Chains entries of many holders, who are known by numbers from zero, as the product chains them. */
final class EntryLinks {
    private static final int LINK_BYTES = 32;
    private static final int NUMBERS = 7;
    private static final byte[] BEGINNING = new byte[LINK_BYTES];
    private static final byte[] ACCOUNT = "PRINCIPAL".getBytes(StandardCharsets.US_ASCII);

    private final SecretKey key;
    private final long merchantId;
    private final byte[] links;

    EntryLinks(SecretKey key, long merchantId, int holders) {
        this.key = key;
        this.merchantId = merchantId;
        this.links = new byte[holders * LINK_BYTES];
    }

    /** What a txn does to the principal of a holder, by an entry of this number. */
    record Move(long txn, int number, long no, long lot, long amount, long after) {}

    /** The link of the next entry of a holder with this id. */
    byte[] next(Move move, long holder) {
        byte[] said = ByteBuffer.allocate(NUMBERS * Long.BYTES)
                .putLong(merchantId)
                .putLong(holder)
                .putLong(move.no())
                .putLong(move.txn())
                .putLong(move.lot())
                .putLong(move.amount())
                .putLong(move.after())
                .array();
        byte[] link = Hmac.of(key, move.no() == 1 ? BEGINNING : last(move.number()), ACCOUNT, said);
        System.arraycopy(link, 0, links, move.number() * LINK_BYTES, LINK_BYTES);
        return link;
    }

    /** The link of a holder's last entry. */
    byte[] last(int number) {
        return Arrays.copyOfRange(links, number * LINK_BYTES, (number + 1) * LINK_BYTES);
    }
}
