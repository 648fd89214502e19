package io.kabao.referral;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rule with what became of it.
 *
 * @param number of the merchant's rules, from 1
 * @param content as JSON
 * @param confirmedBp what the owner confirmed that it may pay out, in basis points; null: no more than the order
 * @param copiedFrom the rule that it began as a copy of
 * @param endedAt when another one took its place
 */
record RuleRow(
        long id,
        long merchantId,
        int number,
        RuleStatus status,
        String content,
        @Nullable Integer confirmedBp,
        @Nullable Long copiedFrom,
        int version,
        Instant createdAt,
        @Nullable Long createdBy,
        Instant updatedAt,
        @Nullable Long updatedBy,
        @Nullable Instant approvedAt,
        @Nullable Long approvedBy,
        @Nullable Instant endedAt) {}
