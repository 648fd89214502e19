package io.kabao.e2e.bench;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The statements of the books as they are sent; {@code :keys} and {@code :rows} stand for as many as there are. */
final class BookSql {
    static final String CARDS = """
        SELECT c.id, c.merchant_id, c.member_id, c.holder_id, c.template_id, c.status, c.expires_at, c.number
        FROM member_card c
        WHERE c.id IN (:keys)
        """;
    static final String LOCK = """
        SELECT id, merchant_id, principal_fen, bonus_fen, held_fen, commission_fen, debt_fen, points, points_debt,
               last_entry_no, last_entry_hmac, created_at
        FROM holder
        WHERE id IN (:keys)
        ORDER BY id
        FOR UPDATE
        """;
    static final String LOTS = """
        SELECT id, holder_id, txn_id, principal_total, principal_left, bonus_total, bonus_left, points_total,
               points_left, taken, expires_at, created_at
        FROM lot
        WHERE holder_id IN (:keys) AND is_open = 1
        """;
    static final String ANSWERS = """
        SELECT merchant_id, actor, idem_key, request_hash, answer
        FROM idempotency
        WHERE :keys
        """;
    static final String NUMBERS = "SELECT id, merchant_id, biz_type, biz_no FROM txn WHERE :keys";
    static final String STORES = "SELECT id, merchant_id FROM store WHERE id IN (:keys)";

    static final String TXN = insert(
            "txn",
            "id, merchant_id, holder_id, card_id, biz_type, biz_no, reverses_id,"
                    + " realm, actor_id, approver_id, store_id, staff_id, reason, created_at,"
                    + " books, principal_after_fen, bonus_after_fen, points_after");
    static final String ENTRY = insert(
            "entry", "id, merchant_id, txn_id, holder_id, entry_no, account, lot_id, amount, balance_after, hmac");
    static final String LOT = insert(
                    "lot",
                    "id, merchant_id, holder_id, txn_id, principal_total, principal_left, bonus_total, bonus_left,"
                            + " points_total, points_left, taken, is_open, expires_at, created_at")
            + rewriting("principal_left", "bonus_left", "points_left", "is_open");
    static final String HOLDER = insert(
                    "holder",
                    "id, merchant_id, principal_fen, bonus_fen, held_fen, commission_fen, debt_fen, points,"
                            + " points_debt, last_entry_no, last_entry_hmac, created_at")
            + rewriting(
                    "principal_fen",
                    "bonus_fen",
                    "held_fen",
                    "commission_fen",
                    "debt_fen",
                    "points",
                    "points_debt",
                    "last_entry_no",
                    "last_entry_hmac");
    static final String AUDIT = insert(
            "audit", "id, merchant_id, at, realm, actor_id, ip, action, thing, thing_id, is_now, reason, approver_id");
    static final String IDEMPOTENCY = insert(
            "idempotency",
            "id, merchant_id, actor, idem_key, request_hash," + " status, answer, created_at, expires_at");
    static final String SPEND = insert(
            "spend",
            "id, merchant_id, holder_id, card_id, member_id, order_no,"
                    + " channel, list_fen, discount_fen, principal_fen, bonus_fen, other_fen, refunded_principal_fen,"
                    + " refunded_bonus_fen, refunded_other_fen, store_id, staff_id, created_at");
    static final String PART = insert(
            "spend_part",
            "id, merchant_id, spend_id, lot_id, principal_fen, bonus_fen,"
                    + " refunded_principal_fen, refunded_bonus_fen");

    private BookSql() {}

    private static String insert(String table, String columns) {
        return "INSERT INTO " + table + " (" + columns + ") VALUES :rows";
    }

    private static String rewriting(String... columns) {
        return Arrays.stream(columns)
                .map(column -> column + " = VALUES(" + column + ")")
                .collect(Collectors.joining(", ", " ON DUPLICATE KEY UPDATE ", ""));
    }
}
