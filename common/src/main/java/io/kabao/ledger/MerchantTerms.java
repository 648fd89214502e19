package io.kabao.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the books know of a merchant when an order is paid.
 *
 * @param zone of its business days
 * @param pointsRulesetId snapshot of its rules of points that is in force; null: it has none
 * @param ladderId snapshot of its levels that is in force; null: it has none
 * @param referralRuleId its rule of referral that is in force; null: it has none
 * @param referralLevels how far up the chain of friends it may pay
 */
public record MerchantTerms(
        BookRules rules,
        ZoneId zone,
        @Nullable Long pointsRulesetId,
        @Nullable Long ladderId,
        @Nullable Long referralRuleId,
        int referralLevels) {

    private static final String HOLD = "SELECT id FROM merchant WHERE id IN (:keys) ORDER BY id ";
    private static final String SELECT = """
            SELECT m.id, m.zone, b.means, b.limit_fen, b.second_person_above_fen, b.alone_by_role, b.staff_daily_cap_fen,
                   b.proof_above_fen, b.taken,
                   (SELECT r.id FROM points_ruleset r
                    WHERE r.merchant_id = m.id
                    ORDER BY r.number DESC LIMIT 1) AS points_ruleset_id,
                   (SELECT a.id FROM level_ladder a
                    WHERE a.merchant_id = m.id
                    ORDER BY a.number DESC LIMIT 1) AS ladder_id,
                   f.id AS referral_rule_id, p.levels_most, p.accepted_most
            FROM merchant m
              LEFT JOIN book_settings b ON b.merchant_id = m.id
              LEFT JOIN referral_rule f ON f.merchant_id = m.id AND f.in_force = 1
              LEFT JOIN referral_permit p ON p.id = m.id
            WHERE m.id IN (:keys)
            """;

    /** Those of the merchants of a batch. */
    public static Map<Long, MerchantTerms> of(Reads reads, Collection<? extends Command<?>> commands) {
        var terms = new HashMap<Long, MerchantTerms>();
        reads.in(SELECT, merchants(commands), row -> terms.put(row.number("id"), of(row)));
        return terms;
    }

    /** Those of the merchants of a batch, for which nothing is decided as a whole until the commit. */
    public static Map<Long, MerchantTerms> held(Reads reads, Collection<? extends Command<?>> commands) {
        var _ = reads.shared(HOLD, merchants(commands), row -> row.number("id"));
        return of(reads, commands);
    }

    private static List<Long> merchants(Collection<? extends Command<?>> commands) {
        return commands.stream()
                .map(command -> command.booking().actor().merchantId())
                .distinct()
                .sorted()
                .toList();
    }

    private static MerchantTerms of(Row row) {
        return new MerchantTerms(
                row.textOrNull("means") == null ? BookRules.USUAL : BookRules.of(row),
                ZoneId.of(row.text("zone")),
                row.numberOrNull("points_ruleset_id"),
                row.numberOrNull("ladder_id"),
                row.numberOrNull("referral_rule_id"),
                open(row));
    }

    /** Without the platform's word and the owner's one level is open. */
    private static int open(Row row) {
        var most = row.numberOrNull("levels_most");
        return most == null ? 1 : Math.toIntExact(Math.max(1, Math.min(most, row.number("accepted_most"))));
    }

    /** The merchant's business day. */
    public LocalDate dayOf(Instant time) {
        return LocalDate.ofInstant(time, zone);
    }
}
