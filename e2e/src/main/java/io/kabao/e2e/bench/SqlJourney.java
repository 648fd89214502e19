package io.kabao.e2e.bench;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The same statements as the product sends for one customer, in the same transactions, on a connection of its own: no
 * pool, no mapping, no HTTP, no Redis and nobody asked outside.
 */
final class SqlJourney implements Journey {
    /** Beyond all ids that the product gives, so that rows come behind one another here as they do there. */
    private static final AtomicLong IDS = new AtomicLong(9_000_000_000_000_000_000L);

    private static final int HASH_BYTES = 32;
    private static final int PHONE_BYTES = 45;
    private static final int SAME_PHONE_MOST = 20;

    private final SecureRandom random = new SecureRandom();
    private final Connection connection;
    private final Shopfront shop;
    private final Map<ClaimSql, PreparedStatement> statements = new EnumMap<>(ClaimSql.class);

    SqlJourney(House house, Shopfront shop) throws SQLException {
        this.connection = BareJdbc.connect(house.settings());
        this.shop = shop;
        for (ClaimSql sql : ClaimSql.values()) {
            statements.put(sql, connection.prepareStatement(sql.text()));
        }
    }

    /** The ids and hashes of one customer's rows. */
    private record Rows(
            long identity, long member, long holder, long card, String openid, byte[] hash, LocalDateTime now) {}

    @Override
    public long walk() throws SQLException {
        var hash = new byte[HASH_BYTES];
        random.nextBytes(hash);
        var rows = new Rows(id(), id(), id(), id(), "o" + HexFormat.of().formatHex(hash, 0, 13), hash, now());
        signIn(rows);
        look(rows);
        long begun = System.nanoTime();
        claim(rows);
        long took = System.nanoTime() - begun;
        activate(rows);
        return took;
    }

    private void signIn(Rows rows) throws SQLException {
        run(ClaimSql.IDENTITY_OF_OPENID, shop.merchantId(), Shopfront.MINI_PROGRAM, rows.openid());
        run(
                ClaimSql.MEET,
                rows.identity(),
                shop.merchantId(),
                Shopfront.MINI_PROGRAM,
                rows.openid(),
                "u" + rows.openid(),
                rows.now(),
                rows.now());
        run(ClaimSql.MEMBER_OF_UNIONID, shop.merchantId(), "u" + rows.openid());
    }

    private void look(Rows rows) throws SQLException {
        run(ClaimSql.IDENTITY_OF_SESSION, rows.identity());
        run(ClaimSql.CODE, shop.scene());
        run(ClaimSql.ALL_OF_UNIONID, shop.merchantId(), "u" + rows.openid());
        run(ClaimSql.LOOKED, shop.merchantId(), shop.scene(), rows.now().minusMinutes(10), rows.identity());
        run(
                ClaimSql.LOOK,
                id(),
                shop.merchantId(),
                rows.identity(),
                shop.scene(),
                rows.now(),
                rows.now().plusDays(1));
        run(ClaimSql.MEMBER_OF_UNIONID, shop.merchantId(), "u" + rows.openid());
    }

    private void claim(Rows rows) throws SQLException {
        long merchant = shop.merchantId();
        run(ClaimSql.IDENTITY_OF_SESSION, rows.identity());
        run(ClaimSql.CODE, shop.scene());
        run(ClaimSql.TEMPLATE, merchant, shop.templateId());
        run(ClaimSql.STORE, merchant, shop.storeId());
        run(ClaimSql.TAKE_PHONE_CODE, id(), merchant, rows.hash(), rows.identity(), rows.now());
        connection.setAutoCommit(false);
        run(ClaimSql.MEMBERS_OF_PHONE, merchant, rows.hash(), SAME_PHONE_MOST);
        run(ClaimSql.LOCK_UNIONID, merchant, "u" + rows.openid());
        run(ClaimSql.HOLDER, rows.holder(), merchant, rows.now());
        insertMember(rows);
        run(ClaimSql.POINT_TO, rows.member(), rows.now(), merchant, rows.identity());
        insertCard(rows);
        insertClaim(rows);
        run(
                ClaimSql.CONSENT,
                id(),
                merchant,
                rows.member(),
                Shopfront.DOCUMENT,
                Shopfront.DOCUMENT_VERSION,
                rows.now());
        audit("CARD_CLAIMED", rows);
        // Commits, as the product does it.
        connection.setAutoCommit(true);
    }

    private void insertMember(Rows rows) throws SQLException {
        run(
                ClaimSql.MEMBER,
                rows.member(),
                shop.merchantId(),
                Arrays.copyOf(rows.hash(), PHONE_BYTES),
                rows.hash(),
                rows.hash(),
                "0000",
                rows.now(),
                rows.holder(),
                rows.now(),
                rows.now());
    }

    private void insertCard(Rows rows) throws SQLException {
        run(
                ClaimSql.CARD,
                rows.card(),
                shop.merchantId(),
                shop.templateId(),
                rows.member(),
                rows.holder(),
                number(rows),
                shop.organizationId(),
                shop.storeId(),
                shop.storeId(),
                rows.now(),
                rows.now(),
                rows.now());
    }

    private void insertClaim(Rows rows) throws SQLException {
        run(
                ClaimSql.CLAIM,
                id(),
                shop.merchantId(),
                rows.card(),
                shop.templateId(),
                rows.member(),
                rows.identity(),
                shop.codeId(),
                shop.organizationId(),
                shop.storeId(),
                rows.now());
    }

    private void audit(String action, Rows rows) throws SQLException {
        run(
                ClaimSql.AUDIT,
                id(),
                shop.merchantId(),
                rows.now(),
                rows.member(),
                action,
                rows.card(),
                "{\"numberMasked\":\"********" + number(rows) + "\"}");
    }

    private void activate(Rows rows) throws SQLException {
        long merchant = shop.merchantId();
        run(ClaimSql.IDENTITY_OF_SESSION, rows.identity());
        run(ClaimSql.OWN_CARD, merchant, rows.card());
        run(ClaimSql.TEMPLATE, merchant, shop.templateId());
        run(ClaimSql.CLAIM_OF_CARD, merchant, rows.card());
        connection.setAutoCommit(false);
        run(ClaimSql.LOCK_HOLDER, merchant, rows.holder(), rows.holder());
        run(ClaimSql.MERCHANT, merchant);
        run(
                ClaimSql.ACTIVATE_CARD,
                shop.organizationId(),
                shop.storeId(),
                shop.storeId(),
                number(rows),
                rows.holder(),
                rows.now(),
                rows.now(),
                merchant,
                rows.card());
        run(
                ClaimSql.ACTIVATE_CLAIM,
                shop.organizationId(),
                shop.storeId(),
                "STORE_OF_CODE",
                rows.now(),
                merchant,
                rows.card());
        audit("CARD_ACTIVATED", rows);
        // Commits, as the product does it.
        connection.setAutoCommit(true);
        run(ClaimSql.OWN_MEMBER, merchant, rows.member());
        run(ClaimSql.CLAIM_OF_CARD, merchant, rows.card());
    }

    private static String number(Rows rows) {
        return "B" + rows.card();
    }

    private void run(ClaimSql sql, Object... parameters) throws SQLException {
        PreparedStatement statement = Objects.requireNonNull(statements.get(sql));
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        if (statement.execute()) {
            try (ResultSet rows = statement.getResultSet()) {
                BareJdbc.readAll(rows);
            }
        }
    }

    private static long id() {
        return IDS.incrementAndGet();
    }

    private static LocalDateTime now() {
        return LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
