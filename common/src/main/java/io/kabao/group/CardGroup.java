package io.kabao.group;

import io.kabao.kernel.json.JsonId;
import io.kabao.ledger.UseHours;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A company's card.
 *
 * @param templateId of the main card and of its people's
 * @param memberId the company as a member, who holds the main card
 * @param mainCardId whose balance all share
 * @param storeIds where its people may spend, as JSON
 * @param hours when they may, as JSON
 * @param isOpen false: nobody but the main card may spend
 */
public record CardGroup(
        @JsonId long id,
        @JsonId long merchantId,
        @JsonId long templateId,
        @JsonId long memberId,
        @JsonId long mainCardId,
        String name,
        String storeIds,
        String hours,
        boolean isOpen,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @JsonId @Nullable Long updatedBy) {

    /**
     * What a merchant says of a company's card.
     *
     * @param storeIds where its people may spend; empty: wherever the card is valid
     * @param hours when they may, by the merchant's clock; empty: always
     */
    public record Draft(String name, List<Long> storeIds, List<UseHours> hours, boolean open) {

        /** Takes copies of the lists. */
        public Draft {
            storeIds = List.copyOf(storeIds);
            hours = List.copyOf(hours);
        }
    }
}
