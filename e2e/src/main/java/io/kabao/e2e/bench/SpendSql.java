package io.kabao.e2e.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The same statements as the books send for so many spends of one fen, in one transaction, on a connection of its own: no
 * pool, no HTTP, no rules, nothing worked out. One call is one such transaction.
 */
final class SpendSql implements Contender.Client {
    /** Beyond all ids that the product gives, so that rows come behind one another here as they do there. */
    private static final AtomicLong IDS = new AtomicLong(9_000_000_000_000_000_000L);

    private static final String ACTOR = "BENCH/1";
    private static final int IDS_OF_A_SPEND = 8;

    /** As long as what the product writes there. */
    private static final byte[] HASH = new byte[32];

    private static final byte[] SEALED = new byte[300];
    private static final String ANSWER = "x".repeat(270);

    private final Connection connection;
    private final BookCrowd.Home home;
    private final LongSupplier cards;
    private final int spends;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    /** So many spends a transaction, on cards that come from this supplier. */
    SpendSql(House house, BookCrowd.Home home, LongSupplier cards, int spends) throws SQLException {
        this.connection = BareJdbc.connect(house.settings());
        this.home = home;
        this.cards = cards;
        this.spends = spends;
        connection.setAutoCommit(false);
    }

    /** A holder as it was read, and as the spends before left it. */
    private static final class Balance {
        private final long holder;
        private final Object createdAt;
        private final long before;
        private long principal;
        private long entryNo;
        private final List<@Nullable Object> lot = new ArrayList<>();

        Balance(ResultSet row) throws SQLException {
            holder = row.getLong("id");
            before = row.getLong("principal_fen");
            principal = before;
            entryNo = row.getLong("last_entry_no");
            createdAt = row.getObject("created_at");
        }

        private long spent() {
            return before - principal;
        }
    }

    /** A card and its holder. */
    private record Card(long id, long member, long holder) {}

    @Override
    public void call() throws SQLException {
        Set<Long> wanted = new HashSet<>();
        List<Long> chosen = new ArrayList<>();
        for (int i = 0; i < spends; i++) {
            long card = cards.getAsLong();
            chosen.add(card);
            wanted.add(card);
        }
        Map<Long, Card> found = cards(wanted);
        Map<Long, Balance> balances = lock(found);
        cards(wanted);
        keysAndNumbers();
        lots(balances);
        in(BookSql.STORES, List.of(home.storeId())).close();
        write(chosen.stream().map(found::get).toList(), balances);
        connection.commit();
    }

    private Map<Long, Card> cards(Set<Long> ids) throws SQLException {
        var found = new HashMap<Long, Card>();
        try (ResultSet rows = in(BookSql.CARDS, ids)) {
            while (rows.next()) {
                found.put(
                        rows.getLong("id"),
                        new Card(rows.getLong("id"), rows.getLong("member_id"), rows.getLong("holder_id")));
            }
        }
        return found;
    }

    private Map<Long, Balance> lock(Map<Long, Card> found) throws SQLException {
        var balances = new TreeMap<Long, Balance>();
        try (ResultSet rows = in(
                BookSql.LOCK, found.values().stream().map(Card::holder).sorted().toList())) {
            while (rows.next()) {
                balances.put(rows.getLong("id"), new Balance(rows));
            }
        }
        return balances;
    }

    private void keysAndNumbers() throws SQLException {
        var keys = new ArrayList<List<@Nullable Object>>();
        var numbers = new ArrayList<List<@Nullable Object>>();
        for (int i = 0; i < spends; i++) {
            String no = "N" + (IDS.get() + i);
            keys.add(List.of(home.merchantId(), ACTOR, bytes(no)));
            numbers.add(List.of(home.merchantId(), "SPEND", no));
        }
        read(BookSql.ANSWERS, "(merchant_id = ? AND actor = ? AND idem_key = ?)", " OR ", keys)
                .close();
        read(BookSql.NUMBERS, "(merchant_id = ? AND biz_type = ? AND biz_no = ?)", " OR ", numbers)
                .close();
    }

    private void lots(Map<Long, Balance> balances) throws SQLException {
        try (ResultSet rows = in(BookSql.LOTS, balances.keySet())) {
            while (rows.next()) {
                var lot = balances.get(rows.getLong("holder_id"));
                if (lot != null && lot.lot.isEmpty() && rows.getLong("principal_left") > spends) {
                    for (String column : List.of("id", "txn_id", "principal_total", "principal_left", "created_at")) {
                        lot.lot.add(rows.getObject(column));
                    }
                }
            }
        }
    }

    private void write(List<@Nullable Card> chosen, Map<Long, Balance> balances) throws SQLException {
        var rows = new LinkedHashMap<String, List<List<@Nullable Object>>>();
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
        for (Card card : chosen) {
            Balance balance = card == null ? null : balances.get(card.holder());
            if (card == null || balance == null || balance.lot.isEmpty()) {
                throw new SQLException("a card without money: " + card);
            }
            balance.principal--;
            balance.entryNo++;
            spend(rows, IDS.getAndAdd(IDS_OF_A_SPEND), new Spent(card, balance, now));
        }
        for (Balance balance : balances.values()) {
            holder(rows, balance);
        }
        for (var table : rows.entrySet()) {
            String places = "(?" + ",?".repeat(table.getValue().getFirst().size() - 1) + ")";
            String many = places + ("," + places).repeat(table.getValue().size() - 1);
            run(table.getKey().replace(":rows", many), table.getValue()).executeUpdate();
        }
    }

    /** A spend of one fen. */
    private record Spent(Card card, Balance balance, LocalDateTime now) {}

    private void spend(Map<String, List<List<@Nullable Object>>> rows, long id, Spent spent) {
        long merchant = home.merchantId();
        long holder = spent.balance().holder;
        Object lot = spent.balance().lot.getFirst();
        LocalDateTime now = spent.now();
        String no = "B" + id;
        Card card = spent.card();
        add(
                rows,
                BookSql.TXN,
                id,
                merchant,
                holder,
                card.id(),
                "SPEND",
                no,
                null,
                "OPERATOR",
                1L,
                null,
                home.storeId(),
                null,
                null,
                now,
                "MONEY",
                spent.balance().principal,
                0L,
                0L);
        add(
                rows,
                BookSql.ENTRY,
                id,
                merchant,
                id,
                holder,
                spent.balance().entryNo,
                "PRINCIPAL",
                lot,
                -1L,
                spent.balance().principal,
                HASH);
        add(rows, BookSql.ENTRY, id + 1, merchant, id, null, null, "REVENUE", null, 1L, null, null);
        add(
                rows,
                BookSql.AUDIT,
                id,
                merchant,
                now,
                "OPERATOR",
                1L,
                "127.0.0.1",
                "SPENT",
                "SPEND",
                id,
                ANSWER,
                null,
                null);
        add(rows, BookSql.IDEMPOTENCY, id, merchant, ACTOR, bytes(no), HASH, 200L, SEALED, now, now.plusDays(30));
        order(rows, id, spent);
    }

    private void order(Map<String, List<List<@Nullable Object>>> rows, long id, Spent spent) {
        long merchant = home.merchantId();
        Object lot = spent.balance().lot.getFirst();
        Card card = spent.card();
        add(
                rows,
                BookSql.SPEND,
                id,
                merchant,
                spent.balance().holder,
                card.id(),
                card.member(),
                "B" + id,
                "OFFLINE",
                1L,
                0L,
                1L,
                0L,
                0L,
                0L,
                0L,
                0L,
                home.storeId(),
                null,
                spent.now());
        add(rows, BookSql.PART, id, merchant, id, lot, 1L, 0L, 0L, 0L);
    }

    private void holder(Map<String, List<List<@Nullable Object>>> rows, Balance balance) {
        long merchant = home.merchantId();
        List<@Nullable Object> lot = balance.lot;
        long left = ((Number) Objects.requireNonNull(lot.get(3))).longValue() - balance.spent();
        add(
                rows,
                BookSql.HOLDER,
                balance.holder,
                merchant,
                balance.principal,
                0L,
                0L,
                0L,
                0L,
                0L,
                0L,
                balance.entryNo,
                HASH,
                balance.createdAt);
        add(
                rows,
                BookSql.LOT,
                lot.get(0),
                merchant,
                balance.holder,
                lot.get(1),
                lot.get(2),
                left,
                0L,
                0L,
                0L,
                0L,
                "PROPORTIONAL",
                1L,
                null,
                lot.get(4));
    }

    private static void add(Map<String, List<List<@Nullable Object>>> rows, String sql, @Nullable Object... values) {
        rows.computeIfAbsent(sql, _ -> new ArrayList<>()).add(Arrays.asList(values));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private ResultSet in(String sql, Collection<Long> keys) throws SQLException {
        return read(
                sql,
                "?",
                ",",
                keys.stream().map(key -> List.<@Nullable Object>of(key)).toList());
    }

    /** As the product does it: lists whose length is a power of two, the last key again until it is reached. */
    private ResultSet read(String sql, String place, String between, List<List<@Nullable Object>> keys)
            throws SQLException {
        int size = keys.size() == 1 ? 1 : Integer.highestOneBit(keys.size() - 1) << 1;
        var padded = new ArrayList<>(keys);
        while (padded.size() < size) {
            padded.add(keys.getLast());
        }
        return run(sql.replace(":keys", place + (between + place).repeat(size - 1)), padded)
                .executeQuery();
    }

    private PreparedStatement run(String sql, List<List<@Nullable Object>> values) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        int place = 1;
        for (List<@Nullable Object> row : values) {
            for (Object value : row) {
                statement.setObject(place++, value);
            }
        }
        return statement;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
