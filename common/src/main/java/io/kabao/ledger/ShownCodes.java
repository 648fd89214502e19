package io.kabao.ledger;

import io.kabao.kernel.error.BusinessError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/** The one-time codes that commands of a batch name their cards by. */
final class ShownCodes {

    private static final String CARDS = BatchFacts.CARD_COLUMNS + """
            , m.id AS code_id, m.code_hash, m.made_at, m.expires_at AS code_expires_at, m.txn_id
            FROM member_code m JOIN member_card c ON c.merchant_id = m.merchant_id AND c.id = m.card_id
            """ + BatchFacts.LINK + "WHERE :keys";
    private static final Writes.Table TABLE = new Writes.Table(
            "member_code",
            List.of("id", "merchant_id", "code_hash", "card_id", "made_at", "expires_at", "txn_id"),
            List.of("txn_id"));

    private final MemberCodeHash hash;
    private final Map<Key, MemberCode> codes = new HashMap<>();
    private final Writes.Rows used = new Writes.Rows(TABLE);

    ShownCodes(MemberCodeHash hash) {
        this.hash = hash;
    }

    /** A code of a merchant, by its hash as hexadecimal digits. */
    private record Key(long merchantId, String hash) {}

    private Key key(Booking booking, CardRef.ByCode shown) {
        return new Key(booking.merchantId(), HexFormat.of().formatHex(hash.of(booking.merchantId(), shown.code())));
    }

    /** Reads those that bookings name and hands their cards on. */
    void read(Reads reads, List<Booking> bookings, BiConsumer<CardRef, CardState> cards) {
        codes.clear();
        var refs = new HashMap<Key, CardRef>();
        for (var booking : bookings) {
            if (booking.card() instanceof CardRef.ByCode shown) {
                refs.put(key(booking, shown), shown);
            }
        }
        var keys = new ArrayList<Object[]>();
        for (var key : refs.keySet()) {
            keys.add(new Object[] {key.merchantId(), HexFormat.of().parseHex(key.hash())});
        }
        reads.by(CARDS, List.of("m.merchant_id", "m.code_hash"), keys, row -> {
            var code = code(row);
            var key = new Key(code.merchantId(), HexFormat.of().formatHex(code.codeHash()));
            codes.put(key, code);
            cards.accept(Objects.requireNonNull(refs.get(key)), BatchFacts.card(row));
            return row;
        });
    }

    private static MemberCode code(Row row) {
        return new MemberCode(
                row.number("code_id"),
                row.number("merchant_id"),
                Objects.requireNonNull(row.bytesOrNull("code_hash")),
                row.number("id"),
                row.time("made_at"),
                row.time("code_expires_at"),
                row.numberOrNull("txn_id"));
    }

    /**
     * Refuses a booking that names its card by a code which is used up, too old or not of this time. Errors:
     * {@link BooksError#MEMBER_CODE_INVALID}.
     */
    void requireGood(Booking booking, Instant now) {
        if (booking.card() instanceof CardRef.ByCode shown) {
            var code = codes.get(key(booking, shown));
            if (code == null || !code.isGood(now)) {
                throw new BusinessError(BooksError.MEMBER_CODE_INVALID);
            }
        }
    }

    /** Uses up the code that a booking names its card by. */
    void use(Booking booking, long txnId) {
        if (booking.card() instanceof CardRef.ByCode shown) {
            codes.computeIfPresent(key(booking, shown), (_, code) -> usedBy(code, txnId));
        }
    }

    private MemberCode usedBy(MemberCode code, long txnId) {
        used.add(code.id(), code.merchantId(), code.codeHash(), code.cardId(), code.madeAt(), code.expiresAt(), txnId);
        return new MemberCode(
                code.id(), code.merchantId(), code.codeHash(), code.cardId(), code.madeAt(), code.expiresAt(), txnId);
    }

    void write(Writes writes) {
        writes.write(used);
    }
}
