package io.kabao.e2e.claim;

import io.kabao.e2e.Rows;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Members by the thousand, each with all that a claim leaves behind, written past our code. */
final class Crowd {

    private static final int AT_ONCE = 1_000;

    /** Ids below all that the product gives. */
    private static final AtomicLong IDS = new AtomicLong(5_000_000_000L);

    private final Rows rows;
    private final String merchant;
    private final String template;
    private final String code;
    private final String app;
    private int size;

    private Crowd(Rows rows, Shop shop, String template) {
        this.rows = rows;
        this.template = template;
        this.app = shop.miniProgram();
        this.merchant = rows.column("SELECT merchant_id FROM card_template WHERE id = " + template)
                .getFirst();
        this.code = rows.column("SELECT id FROM claim_code WHERE template_id = " + template)
                .getFirst();
    }

    /** The customers of a shop who hold a card of this template; none yet. */
    static Crowd of(Rows rows, Shop shop, String template) {
        return new Crowd(rows, shop, template);
    }

    /** Lets it grow to so many. */
    void growTo(int many) {
        while (size < many) {
            var next = Math.min(many, size + AT_ONCE);
            var members = LongStream.range(size, next)
                    .map(_ -> IDS.incrementAndGet())
                    .boxed()
                    .toList();
            tables().forEach(table -> insert(table, members));
            size = next;
        }
        tables().forEach(table -> rows.column("ANALYZE TABLE " + table.name()));
    }

    /** A table and the values of one member's row: {@code #n} is the id, {@code #h} a hash of it. */
    private record Table(String name, String columns, String values) {}

    private List<Table> tables() {
        var hash = "UNHEX(SHA2('" + merchant + "/#n', 256))";
        return List.of(
                        new Table(
                                "member",
                                "status, phone, phone_hash, verified_phone_hash, phone_last4, phone_verified_at,"
                                        + " holder_id, version, created_at, updated_at",
                                "'LIVING', #h, #h, #h, '0000', NOW(3), #n, 1, NOW(3), NOW(3)"),
                        new Table(
                                "identity",
                                "app_id, openid, unionid, member_id, following, created_at, updated_at",
                                "'" + app + "', 'oseed#n', 'useed#n', #n, 0, NOW(3), NOW(3)"),
                        new Table("holder", "created_at", "NOW(3)"),
                        new Table(
                                "member_card",
                                "template_id, member_id, holder_id, number, status, live_slot, channel, claimed_at,"
                                        + " version, created_at, updated_at",
                                template + ", #n, #n, 'SEED#n', 'ACTIVE', 0, 'STORE', NOW(3), 1, NOW(3), NOW(3)"),
                        new Table(
                                "claim",
                                "card_id, template_id, member_id, identity_id, code_id, channel, reasons, claimed_at",
                                "#n, " + template + ", #n, #n, " + code + ", 'STORE', 'STORE_OF_CODE', NOW(3)"),
                        new Table(
                                "claim_intent",
                                "identity_id, scene, looked_at, expires_at",
                                "#n, 'seed', NOW(3), NOW(3) + INTERVAL 1 DAY"),
                        new Table("used_phone_code", "code_hash, identity_id, used_at", "#h, #n, NOW(3)"),
                        new Table(
                                "consent", "member_id, kind, doc_version, given, at", "#n, 'PRIVACY', '1', 1, NOW(3)"))
                .stream()
                .map(table ->
                        new Table(table.name(), table.columns(), table.values().replace("#h", hash)))
                .toList();
    }

    private void insert(Table table, List<Long> members) {
        var values = members.stream()
                .map(id -> "(" + id + ", " + merchant + ", " + table.values().replace("#n", id.toString()) + ")")
                .collect(Collectors.joining(","));
        rows.change("INSERT INTO " + table.name() + " (id, merchant_id, " + table.columns() + ") VALUES " + values);
    }
}
