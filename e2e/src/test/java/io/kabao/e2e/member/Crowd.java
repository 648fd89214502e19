package io.kabao.e2e.member;

import io.kabao.e2e.Rows;

/** Members by the thousand, written past all our code: each with a card, a phone's end and the beginnings of a name. */
record Crowd(Rows rows, String merchant, String template, String namesake) {

    private static final String COUNTERS = "SELECT SUM(variable_value) FROM information_schema.global_status"
            + " WHERE variable_name LIKE 'HANDLER_READ%'";

    /** A crowd of the member's merchant, whose names begin like the member's. */
    static Crowd like(Rows rows, String member, String template) {
        var merchant = rows.column("SELECT merchant_id FROM member WHERE id = " + member)
                .getFirst();
        return new Crowd(rows, merchant, template, member);
    }

    /** Rows that the server has read so far, by whichever way. */
    static long rowsRead(Rows rows) {
        return Math.round(Double.parseDouble(rows.column(COUNTERS).getFirst()));
    }

    /** As many members as that, older than the one they are like. */
    void growTo(int count) {
        var numbers =
                " FROM seq_1_to_" + count + " n WHERE NOT EXISTS (SELECT 1 FROM member_card c WHERE c.merchant_id = "
                        + merchant + " AND c.number = CONCAT('ZZ', n.seq))";
        var id = "(" + merchant + " + 1000000 + n.seq * 8";
        rows.change("INSERT INTO member (id, merchant_id, status, phone_last4, version, created_at, updated_at) SELECT "
                + id + "), " + merchant + ", 'LIVING', '5678', 1, '2026-01-01', '2026-01-01'" + numbers);
        rows.change("INSERT INTO member_name_start (id, merchant_id, member_id, start_hash) SELECT " + id + " + 1), "
                + merchant + ", " + id + "), (SELECT s.start_hash FROM member_name_start s WHERE s.member_id = "
                + namesake
                + " ORDER BY s.id LIMIT 1)" + numbers);
        rows.change(
                "INSERT INTO member_card (id, merchant_id, template_id, member_id, holder_id, number, status, live_slot,"
                        + " channel, version, created_at, updated_at) SELECT " + id + " + 2), " + merchant + ", "
                        + template
                        + ", " + id + "), 1, CONCAT('ZZ', n.seq), 'ACTIVE', 0, 'CONSOLE', 1, '2026-01-01', '2026-01-01'"
                        + numbers);
        rows.column("ANALYZE TABLE member, member_card, member_name_start");
    }
}
