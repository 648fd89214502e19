package io.kabao.claim;

import io.kabao.card.ClaimChannel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The act of claiming, once per card, with what it was attributed to and why; it stays as it is whatever becomes of the
 * card.
 *
 * @param identityId who claimed; null when opened by hand
 * @param codeId from which code; null when opened by hand
 * @param referrerId the member who brought a new one
 * @param reasons of the attribution, comma-separated
 * @param activatedAt null until the card is active
 */
record Claim(
        long id,
        long merchantId,
        long cardId,
        long templateId,
        long memberId,
        @Nullable Long identityId,
        @Nullable Long codeId,
        ClaimChannel channel,
        @Nullable Long issuingOrganizationId,
        @Nullable Long issuingStoreId,
        @Nullable Long issuingStaffId,
        @Nullable Long referrerId,
        String reasons,
        Instant claimedAt,
        @Nullable Instant activatedAt) {}
