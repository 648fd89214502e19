package io.kabao.e2e.bench;

import io.kabao.kernel.crypto.DataKeys;
import io.kabao.kernel.crypto.Purpose;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.SecretKey;

/**
 * Members by the thousand, each with a card, a top-up and orders in the books, written past all our code and yet right: the
 * books find nothing wrong with them. Rows of one member lie far apart, as they do after months.
 */
public final class BookCrowd {
    /** What each member has topped up, in fen. */
    public static final long TOPPED_UP_FEN = 400_000;

    /** What each order cost, in fen. */
    public static final long ORDER_FEN = 100;

    /** Ids below all that the product gives. */
    private static final AtomicLong FREE_IDS = new AtomicLong(20_000_000_000L);

    private static final long IDS_OF_A_CROWD = 1_000_000_000;
    private static final byte[] HASH = new byte[32];
    private static final int IDS_OF_A_TXN = 8;
    private static final int ROWS_OF_A_COMMIT = 10_000;
    private static final String NOW = "2026-01-05 03:04:05.678";
    private static final List<String> TABLES = List.of(
            "member",
            "member_card",
            "holder",
            "txn",
            "entry",
            "lot",
            "topup",
            "till_move",
            "spend",
            "spend_part",
            "audit");

    private final Connection connection;
    private final SecretKey key;
    private final Home home;
    private final List<Long> cards = new ArrayList<>();
    private long nextId;

    /** Whose they are, and from which id on nothing is taken: each member takes eight ids and eight for each txn. */
    public record Home(long merchantId, long templateId, long storeId, long firstId) {}

    /** None yet. {@code dataKey} is the house's setting; the connection, of somebody who may write all tables, stays the caller's. */
    public BookCrowd(Connection connection, String dataKey, Home home) {
        this.connection = connection;
        this.key = DataKeys.parse(dataKey).key(Purpose.ENTRY_CHAIN);
        this.home = home;
        this.nextId = home.firstId();
    }

    /** The first of ids that no other crowd of this JVM has. */
    public static long freeIds() {
        return FREE_IDS.getAndAdd(IDS_OF_A_CROWD);
    }

    /** Their cards, in no order. */
    public List<Long> cards() {
        return cards;
    }

    /** Lets it grow to so many members, each of the new ones with one top-up and so many orders. */
    public void growTo(int many, int ordersEach) throws SQLException {
        if (many > cards.size()) {
            connection.setAutoCommit(false);
            new Newcomers(many - cards.size(), ordersEach).write();
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement
                        .executeQuery("ANALYZE TABLE " + String.join(", ", TABLES))
                        .close();
            }
        }
    }

    /** Those who come together: their first txns, then their second ones, each time in another order. */
    private final class Newcomers {
        private final int size;
        private final int orders;
        private final int places;
        private final EntryLinks links;
        private final long firstMember;
        private final long firstTxn;

        Newcomers(int size, int orders) {
            this.size = size;
            this.orders = orders;
            this.places = size == 1 ? 1 : Integer.highestOneBit(size - 1) << 1;
            this.links = new EntryLinks(key, home.merchantId(), size);
            this.firstMember = nextId;
            this.firstTxn = nextId + (long) size * IDS_OF_A_TXN;
            nextId = firstTxn + (long) (orders + 1) * places * IDS_OF_A_TXN;
        }

        private long member(int number) {
            return firstMember + (long) number * IDS_OF_A_TXN;
        }

        private long holder(int number) {
            return member(number) + 1;
        }

        private long card(int number) {
            return member(number) + 2;
        }

        private long txn(int round, int place) {
            return firstTxn + ((long) round * places + place) * IDS_OF_A_TXN;
        }

        /** Another number for each place of a round: an odd factor, so that none is left out. */
        private int numberAt(int round, int place) {
            return (int) ((long) place * (7_919 + 2L * round) & (places - 1));
        }

        void write() throws SQLException {
            var lots = new long[size];
            topUps(lots);
            for (int round = 1; round <= orders; round++) {
                orders(round, lots);
            }
            people(lots);
            trail();
            connection.commit();
        }

        private void topUps(long[] lots) throws SQLException {
            try (BulkInsert txns = txns();
                    BulkInsert entries = entries();
                    BulkInsert topUps = insert(
                            "topup",
                            "id, merchant_id, holder_id, card_id, member_id, lot_id, principal_fen, bonus_fen,"
                                    + " refunded_principal_fen, refunded_bonus_fen, means, store_id, created_at");
                    BulkInsert moves = insert(
                            "till_move",
                            "id, merchant_id, txn_id, means, amount_fen, store_id, actor_id, created_at")) {
                for (int place = 0; place < places; place++) {
                    int number = numberAt(0, place);
                    if (number >= size) {
                        continue;
                    }
                    long id = txn(0, place);
                    lots[number] = id + 1;
                    txns.add(txn(id, number, TOPPED_UP_FEN));
                    book(entries, new EntryLinks.Move(id, number, 1, lots[number], TOPPED_UP_FEN, TOPPED_UP_FEN));
                    topUps.add(
                            id,
                            home.merchantId(),
                            holder(number),
                            card(number),
                            member(number),
                            lots[number],
                            TOPPED_UP_FEN,
                            0L,
                            0L,
                            0L,
                            "CASH",
                            home.storeId(),
                            NOW);
                    moves.add(id + 4, home.merchantId(), id, "CASH", TOPPED_UP_FEN, home.storeId(), 1L, NOW);
                    flushAt(place, txns, entries, topUps, moves);
                }
                flush(txns, entries, topUps, moves);
            }
        }

        private void orders(int round, long[] lots) throws SQLException {
            try (BulkInsert txns = txns();
                    BulkInsert entries = entries();
                    BulkInsert spends = insert(
                            "spend",
                            "id, merchant_id, holder_id, card_id, member_id, order_no, channel, list_fen,"
                                    + " discount_fen, principal_fen, bonus_fen, other_fen, refunded_principal_fen,"
                                    + " refunded_bonus_fen, refunded_other_fen, store_id, created_at");
                    BulkInsert parts = insert(
                            "spend_part",
                            "id, merchant_id, spend_id, lot_id, principal_fen, bonus_fen, refunded_principal_fen,"
                                    + " refunded_bonus_fen")) {
                for (int place = 0; place < places; place++) {
                    int number = numberAt(round, place);
                    if (number >= size) {
                        continue;
                    }
                    long id = txn(round, place);
                    long after = TOPPED_UP_FEN - round * ORDER_FEN;
                    txns.add(txn(id, number, after));
                    book(entries, new EntryLinks.Move(id, number, round + 1, lots[number], -ORDER_FEN, after));
                    spends.add(
                            id,
                            home.merchantId(),
                            holder(number),
                            card(number),
                            member(number),
                            "SEED-" + id,
                            "OFFLINE",
                            ORDER_FEN,
                            0L,
                            ORDER_FEN,
                            0L,
                            0L,
                            0L,
                            0L,
                            0L,
                            home.storeId(),
                            NOW);
                    parts.add(id + 4, home.merchantId(), id, lots[number], ORDER_FEN, 0L, 0L, 0L);
                    flushAt(place, txns, entries, spends, parts);
                }
                flush(txns, entries, spends, parts);
            }
        }

        /** Who they are and what they have in the end. */
        private void people(long[] lots) throws SQLException {
            long left = TOPPED_UP_FEN - orders * ORDER_FEN;
            eachMember(
                    "member",
                    "id, merchant_id, status, phone_last4, holder_id, version, created_at, updated_at",
                    number ->
                            List.of(member(number), home.merchantId(), "LIVING", "5678", holder(number), 1L, NOW, NOW));
            eachMember(
                    "member_card",
                    "id, merchant_id, template_id, member_id, holder_id, number, status, live_slot, channel, version,"
                            + " created_at, updated_at",
                    number -> List.of(
                            card(number),
                            home.merchantId(),
                            home.templateId(),
                            member(number),
                            holder(number),
                            "SEED" + card(number),
                            "ACTIVE",
                            0L,
                            "CONSOLE",
                            1L,
                            NOW,
                            NOW));
            eachMember(
                    "holder",
                    "id, merchant_id, principal_fen, last_entry_no, last_entry_hmac, created_at",
                    number -> List.of(holder(number), home.merchantId(), left, orders + 1L, links.last(number), NOW));
            eachMember(
                    "lot",
                    "id, merchant_id, holder_id, txn_id, principal_total, principal_left, bonus_total, bonus_left,"
                            + " points_total, points_left, taken, is_open, created_at",
                    number -> List.of(
                            lots[number],
                            home.merchantId(),
                            holder(number),
                            lots[number] - 1,
                            TOPPED_UP_FEN,
                            left,
                            0L,
                            0L,
                            0L,
                            0L,
                            "PROPORTIONAL",
                            1L,
                            NOW));
            for (int number = 0; number < size; number++) {
                cards.add(card(number));
            }
        }

        /** What the door keeps of each one's last call. */
        private void trail() throws SQLException {
            eachMember(
                    "idempotency",
                    "id, merchant_id, actor, idem_key, request_hash, status, answer, created_at, expires_at",
                    number -> List.of(
                            member(number) + 3,
                            home.merchantId(),
                            "OPERATOR/1",
                            "seed-" + member(number),
                            HASH,
                            200L,
                            HASH,
                            NOW,
                            "2099-01-01"));
            eachMember(
                    "audit",
                    "id, merchant_id, at, realm, actor_id, action, thing, thing_id",
                    number -> List.of(
                            member(number) + 4,
                            home.merchantId(),
                            NOW,
                            "OPERATOR",
                            1L,
                            "SPENT",
                            "SPEND",
                            member(number)));
        }

        private void eachMember(String table, String columns, RowOf row) throws SQLException {
            try (BulkInsert rows = insert(table, columns)) {
                for (int number = 0; number < size; number++) {
                    rows.add(row.values(number).toArray());
                    flushAt(number, rows);
                }
                flush(rows);
            }
        }

        /** The first of a member is a top-up, after which nothing is spent; all others are orders. */
        private Object[] txn(long id, int number, long after) {
            return new Object[] {
                id,
                home.merchantId(),
                holder(number),
                card(number),
                after == TOPPED_UP_FEN ? "TOPUP" : "SPEND",
                "SEED-" + id,
                "OPERATOR",
                1L,
                home.storeId(),
                NOW,
                after
            };
        }

        /** The holder's entry, chained to the one before, and its other side. */
        private void book(BulkInsert entries, EntryLinks.Move move) throws SQLException {
            entries.add(
                    move.txn() + 2,
                    home.merchantId(),
                    move.txn(),
                    holder(move.number()),
                    move.no(),
                    "PRINCIPAL",
                    move.lot(),
                    move.amount(),
                    move.after(),
                    links.next(move, holder(move.number())));
            String other = move.amount() > 0 ? "CASH_DESK" : "REVENUE";
            entries.add(
                    move.txn() + 3, home.merchantId(), move.txn(), null, null, other, null, -move.amount(), null, null);
        }
    }

    /** One member's row of a table. */
    private interface RowOf {
        List<Object> values(int number);
    }

    private BulkInsert insert(String table, String columns) throws SQLException {
        return new BulkInsert(connection, table, columns.split(", "));
    }

    private BulkInsert txns() throws SQLException {
        return insert(
                "txn",
                "id, merchant_id, holder_id, card_id, biz_type, biz_no, realm, actor_id, store_id, created_at,"
                        + " principal_after_fen");
    }

    private BulkInsert entries() throws SQLException {
        return insert(
                "entry", "id, merchant_id, txn_id, holder_id, entry_no, account, lot_id, amount, balance_after, hmac");
    }

    private void flushAt(int place, BulkInsert... all) throws SQLException {
        if (place % ROWS_OF_A_COMMIT == ROWS_OF_A_COMMIT - 1) {
            flush(all);
            connection.commit();
        }
    }

    private static void flush(BulkInsert... all) throws SQLException {
        for (BulkInsert each : all) {
            each.flush();
        }
    }
}
