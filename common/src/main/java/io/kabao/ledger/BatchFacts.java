package io.kabao.ledger;

import io.kabao.access.Agreement;
import io.kabao.card.CardStatus;
import io.kabao.kernel.idempotency.IdempotentRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a batch reads whatever its commands are: cards, holders, lots, keys and numbers used. */
final class BatchFacts {

    static final String CARD_COLUMNS = """
            SELECT c.id, c.merchant_id, c.member_id, c.holder_id, c.template_id, c.number, c.status, c.frozen_reason,
                   c.activated_at, c.valid_from, c.expires_at, l.own_holder_id, l.main_card_id, l.per_spend_fen,
                   l.per_day_fen, l.used_on, l.used_fen, l.linked_at, z.zone, v.level_id, v.paid_level_id, v.paid_until
            """;
    static final String LINK = """
            LEFT JOIN card_link l ON l.id = c.id AND l.ended_at IS NULL
            LEFT JOIN merchant z ON z.id = l.merchant_id
            LEFT JOIN card_level v ON v.id = c.id
            """;
    private static final String CARD = CARD_COLUMNS + "FROM member_card c " + LINK;
    private static final String CARDS_BY_ID = CARD + "WHERE c.id IN (:keys)";
    private static final String CARDS_BY_NUMBER = CARD + "WHERE :keys";
    private static final String CARDS_BY_PHONE =
            CARD_COLUMNS + """
            , m.verified_phone_hash
            FROM member m JOIN member_card c ON c.merchant_id = m.merchant_id AND c.member_id = m.id
            """ + LINK + "WHERE (:keys) AND c.status IN ('CLAIMED', 'ACTIVE', 'FROZEN')";
    private static final String LOCK = """
            SELECT id, merchant_id, principal_fen, bonus_fen, held_fen, commission_fen, debt_fen, points, points_debt,
                   last_entry_no, last_entry_hmac, earned_on, earned_points, created_at
            FROM holder
            WHERE id IN (:keys)
            ORDER BY id
            FOR UPDATE
            """;
    private static final String SKIP_LOCKED = "SKIP LOCKED";
    private static final String LOT = """
            SELECT id, holder_id, txn_id, principal_total, principal_left, bonus_total, bonus_left, points_total,
                   points_left, points_ended, taken, usable_at, expires_at, created_at
            FROM lot
            """;
    static final String OPEN_LOTS = LOT + "WHERE holder_id IN (:keys) AND is_open = 1";
    static final String NAMED_LOTS = LOT + "WHERE id IN (:keys)";
    private static final String APPROVALS = """
            SELECT id, merchant_id, status, expires_at
            FROM approval
            WHERE id IN (:keys)
            ORDER BY id
            FOR UPDATE
            """;
    private static final String WAITING = "WAITING";

    /** Status of a stored answer that names what waits for a second person. */
    private static final int ACCEPTED = 202;

    private static final String ANSWERS = """
            SELECT merchant_id, actor, idem_key, request_hash, status, answer
            FROM idempotency
            WHERE :keys
            """;
    private static final String NUMBERS = """
            SELECT id, merchant_id, biz_type, biz_no
            FROM txn
            WHERE :keys
            """;

    private final Reads reads;
    private final ShownCodes codes;
    private final Map<CardRef, List<CardState>> cards = new HashMap<>();
    private final Map<Long, HolderBook> holders = new HashMap<>();
    private final Map<Key, Given> answers = new HashMap<>();
    private final Map<BizNumber, Long> numbers = new HashMap<>();
    private final Map<Long, Long> openApprovals = new HashMap<>();

    BatchFacts(Reads reads, ShownCodes codes) {
        this.reads = reads;
        this.codes = codes;
    }

    /** A caller's key. */
    private record Key(long merchantId, String actor, String key) {}

    /** A number of a business. */
    private record BizNumber(long merchantId, String type, String number) {}

    /**
     * A key that was used.
     *
     * @param isWaiting whether it was answered with what waits for a second person
     * @param answer its stored body, or the object that this batch answered with
     */
    record Given(byte[] requestHash, boolean isWaiting, Object answer) {}

    /** Reads the cards that bookings name. Once before the locks and once under them. */
    void readCards(List<Booking> bookings) {
        cards.clear();
        var refs = bookings.stream().map(Booking::card).distinct().toList();
        var byId = new ArrayList<Long>();
        for (var ref : refs) {
            if (ref instanceof CardRef.ById(var id)) {
                byId.add(id);
            }
        }
        for (var card : reads.in(CARDS_BY_ID, byId, BatchFacts::card)) {
            put(new CardRef.ById(card.id()), card);
        }
        readByNumber(bookings);
        readByPhone(bookings);
        codes.read(reads, bookings, this::put);
    }

    private void readByNumber(List<Booking> bookings) {
        var keys = new ArrayList<Object[]>();
        for (var booking : bookings) {
            if (booking.card() instanceof CardRef.ByNumber(var number)) {
                keys.add(new Object[] {booking.merchantId(), number});
            }
        }
        reads.by(CARDS_BY_NUMBER, List.of("c.merchant_id", "c.number"), keys, row -> {
            put(new CardRef.ByNumber(row.text("number")), card(row));
            return row;
        });
    }

    private void readByPhone(List<Booking> bookings) {
        var keys = new ArrayList<Object[]>();
        for (var booking : bookings) {
            if (booking.card() instanceof CardRef.ByPhone(var hash)) {
                keys.add(new Object[] {booking.merchantId(), HexFormat.of().parseHex(hash)});
            }
        }
        reads.by(CARDS_BY_PHONE, List.of("m.merchant_id", "m.verified_phone_hash"), keys, row -> {
            var hash = HexFormat.of().formatHex(Objects.requireNonNull(row.bytesOrNull("verified_phone_hash")));
            put(new CardRef.ByPhone(hash), card(row));
            return row;
        });
    }

    private void put(CardRef ref, CardState card) {
        var known = cards.computeIfAbsent(ref, _ -> new ArrayList<>());
        if (!known.contains(card)) {
            known.add(card);
        }
    }

    static CardState card(Row row) {
        return new CardState(
                row.number("id"),
                row.number("merchant_id"),
                row.number("member_id"),
                row.number("holder_id"),
                row.number("template_id"),
                row.textOrNull("number"),
                row.named("status", CardStatus.class),
                row.textOrNull("frozen_reason"),
                row.timeOrNull("activated_at") != null,
                row.timeOrNull("valid_from"),
                row.timeOrNull("expires_at"),
                row.numberOrNull("own_holder_id") == null ? null : link(row),
                LevelStanding.of(row));
    }

    private static CardLink link(Row row) {
        return new CardLink(
                row.number("own_holder_id"),
                row.number("main_card_id"),
                row.numberOrNull("per_spend_fen"),
                row.numberOrNull("per_day_fen"),
                row.dayOrNull("used_on"),
                row.number("used_fen"),
                ZoneId.of(row.text("zone")),
                row.time("linked_at"));
    }

    /** What a command made of a card is so for those after it; by a number that it no longer has they find it no more. */
    void keep(CardState card) {
        cards.forEach((ref, known) -> {
            if (ref instanceof CardRef.ByNumber(var number) && !number.equals(card.number())) {
                known.removeIf(was -> was.id() == card.id());
            } else {
                known.replaceAll(was -> was.id() == card.id() ? card : was);
            }
        });
    }

    /** The merchant's cards that a booking means. */
    List<CardState> cardsOf(Booking booking) {
        return cards.getOrDefault(booking.card(), List.of()).stream()
                .filter(card -> card.merchantId() == booking.merchantId())
                .toList();
    }

    /** Locks holders in the order of their ids; with {@code skip} only those that nobody else has. */
    void lock(List<Long> ids, boolean skip) {
        var sql = skip ? LOCK + SKIP_LOCKED : LOCK;
        reads.in(sql, ids.stream().sorted().toList(), HolderBook::new)
                .forEach(holder -> holders.put(holder.id(), holder));
    }

    @Nullable
    HolderBook holder(long id) {
        return holders.get(id);
    }

    Iterable<HolderBook> holders() {
        return holders.values();
    }

    /** Locks what a second person decides, so that it is decided once. */
    void lockApprovals(List<Long> ids, Instant now) {
        reads.in(APPROVALS, ids.stream().sorted().toList(), row -> {
            if (row.text("status").equals(WAITING) && row.time("expires_at").isAfter(now)) {
                openApprovals.put(row.number("id"), row.number("merchant_id"));
            }
            return row;
        });
    }

    /** Whether a merchant's approval waits to be decided. */
    boolean isOpen(long merchantId, Agreement agreement) {
        return Long.valueOf(merchantId).equals(openApprovals.get(agreement.approvalId()));
    }

    void close(Agreement agreement) {
        openApprovals.remove(agreement.approvalId());
    }

    void readLots(List<Long> named) {
        reads.in(OPEN_LOTS, holders.keySet(), HolderBook::lot).forEach(this::have);
        reads.in(NAMED_LOTS, named, HolderBook::lot).forEach(this::have);
    }

    private void have(Lot lot) {
        var holder = holders.get(lot.holderId());
        if (holder != null) {
            holder.have(lot);
        }
    }

    void readKeysAndNumbers(List<Booking> bookings) {
        var keys = new ArrayList<Object[]>();
        for (var booking : bookings) {
            var request = booking.request();
            if (request != null) {
                keys.add(new Object[] {request.merchantId(), request.actorName(), request.keyBytes()});
            }
        }
        reads.by(ANSWERS, List.of("merchant_id", "actor", "idem_key"), keys, row -> {
            var key = new Key(
                    row.number("merchant_id"),
                    row.text("actor"),
                    text(Objects.requireNonNull(row.bytesOrNull("idem_key"))));
            answers.put(
                    key,
                    new Given(
                            Objects.requireNonNull(row.bytesOrNull("request_hash")),
                            row.number("status") == ACCEPTED,
                            Objects.requireNonNull(row.bytesOrNull("answer"))));
            return row;
        });
        var wanted = bookings.stream()
                .map(booking -> new Object[] {booking.merchantId(), booking.type(), booking.number()})
                .toList();
        reads.by(NUMBERS, List.of("merchant_id", "biz_type", "biz_no"), wanted, row -> {
            numbers.put(
                    new BizNumber(row.number("merchant_id"), row.text("biz_type"), row.text("biz_no")),
                    row.number("id"));
            return row;
        });
    }

    @Nullable
    Given given(IdempotentRequest request) {
        return answers.get(key(request));
    }

    void give(IdempotentRequest request, Object answer) {
        answers.put(key(request), new Given(request.requestHash(), false, answer));
    }

    /** The txn that has a booking's number. */
    @Nullable
    Long txnOf(Booking booking) {
        return numbers.get(new BizNumber(booking.merchantId(), booking.type(), booking.number()));
    }

    void number(Booking booking, long txnId) {
        numbers.put(new BizNumber(booking.merchantId(), booking.type(), booking.number()), txnId);
    }

    private static Key key(IdempotentRequest request) {
        return new Key(request.merchantId(), request.actorName(), text(request.keyBytes()));
    }

    private static String text(byte[] key) {
        return new String(key, StandardCharsets.US_ASCII);
    }
}
