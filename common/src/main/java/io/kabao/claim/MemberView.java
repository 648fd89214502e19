package io.kabao.claim;

import io.kabao.card.CardStatus;
import io.kabao.card.ClaimChannel;
import io.kabao.kernel.json.JsonId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member as the counter sees them: personal data masked.
 *
 * @param nameMasked its first character
 * @param profile the fields that can be filled in; null in lists
 */
public record MemberView(
        @JsonId long id,
        @Nullable String nameMasked,
        @Nullable String phoneMasked,
        boolean phoneVerified,
        List<CardLine> cards,
        @Nullable List<FieldLine> profile,
        Instant createdAt,
        int version) {

    /**
     * One of the member's cards, newest first; without old ones that went over to another.
     *
     * @param number masked where it is a phone, the member's or another
     */
    public record CardLine(
            @JsonId long id,
            @Nullable String number,
            CardStatus status,
            @JsonId long templateId,
            ClaimChannel channel,
            @JsonId @Nullable Long issuingStoreId,
            @JsonId @Nullable Long issuingStaffId,
            @JsonId @Nullable Long favouriteStoreId,
            @Nullable Instant validFrom,
            @Nullable Instant expiresAt) {}

    /**
     * One field of the profile.
     *
     * @param valueMasked null: not filled in
     */
    public record FieldLine(
            String key, String label, @Nullable String valueMasked) {}
}
