package io.kabao.referral;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rule with what became of it.
 *
 * @param number of the merchant's rules, from 1
 * @param confirmedBp what the owner confirmed that it may pay out, in basis points of what counts; null: no more than the order
 * @param copiedFrom the rule that it began as a copy of
 * @param updatedBy the operator who wrote it last
 * @param endedAt when another one took its place
 */
public record KeptRule(
        long id,
        int number,
        RuleStatus status,
        ReferralRule rule,
        @Nullable Integer confirmedBp,
        @Nullable Long copiedFrom,
        int version,
        Instant createdAt,
        @Nullable Long createdBy,
        Instant updatedAt,
        @Nullable Long updatedBy,
        @Nullable Instant approvedAt,
        @Nullable Long approvedBy,
        @Nullable Instant endedAt) {

    static KeptRule of(RuleRow row, ReferralRule rule) {
        return new KeptRule(
                row.id(),
                row.number(),
                row.status(),
                rule,
                row.confirmedBp(),
                row.copiedFrom(),
                row.version(),
                row.createdAt(),
                row.createdBy(),
                row.updatedAt(),
                row.updatedBy(),
                row.approvedAt(),
                row.approvedBy(),
                row.endedAt());
    }
}
