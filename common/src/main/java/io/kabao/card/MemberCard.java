package io.kabao.card;

import com.baomidou.mybatisplus.annotation.IdType;
import com.baomidou.mybatisplus.annotation.TableId;
import com.baomidou.mybatisplus.annotation.TableName;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.tenancy.Reach;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One member's card of a template.
 *
 * @param holderId whose balance it spends
 * @param number null once merged, or erased because it was the phone
 * @param liveSlot 0 while claimed, active or frozen, else the card's id: so that a member holds one live card of a template
 * @param favouriteStoreId the member's own store
 * @param mergedInto the card that took over number and holder
 * @param validFrom the first moment that it is good; null: from its activation on
 * @param expiresAt null: never
 */
@TableName("member_card")
public record MemberCard(
        @TableId(type = IdType.INPUT) @JsonId long id,
        @JsonId long merchantId,
        @JsonId long templateId,
        @JsonId long memberId,
        @JsonId long holderId,
        @Nullable String number,
        @Nullable String formerNumber,
        CardStatus status,
        @JsonId long liveSlot,
        ClaimChannel channel,
        @JsonId @Nullable Long issuingOrganizationId,
        @JsonId @Nullable Long issuingStoreId,
        @JsonId @Nullable Long issuingStaffId,
        @JsonId @Nullable Long favouriteStoreId,
        @JsonId @Nullable Long mergedInto,
        @Nullable Instant claimedAt,
        @Nullable Instant activatedAt,
        @Nullable Instant validFrom,
        @Nullable Instant expiresAt,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    /** Whether somebody of this reach works on the card: it was issued there, or its member shops there. */
    public boolean isWithin(Reach reach) {
        return reach.covers(issuingOrganizationId, issuingStoreId, issuingStaffId) || reach.hasStore(favouriteStoreId);
    }

    /** Whether it was opened for one of a company's people and does not share the balance yet: nothing can be done with it. */
    public boolean awaitsBalance() {
        return status == CardStatus.CLAIMED && activatedAt != null;
    }

    MemberCard issuedBy(MemberCards.Issuer issuer, Instant now) {
        return new MemberCard(
                id,
                merchantId,
                templateId,
                memberId,
                holderId,
                number,
                formerNumber,
                status,
                liveSlot,
                channel,
                issuer.organizationId(),
                issuer.storeId(),
                issuer.staffId(),
                favouriteStoreId,
                mergedInto,
                claimedAt,
                activatedAt,
                validFrom,
                expiresAt,
                version + 1,
                createdAt,
                now);
    }

    /** The card as it ends for good; merged ones have ended already. */
    MemberCard ended(Predicate<String> isPersonal, Instant now) {
        var ends = status.canBecome(CardStatus.CANCELLED);
        return new MemberCard(
                id,
                merchantId,
                templateId,
                memberId,
                holderId,
                number == null || isPersonal.test(number) ? null : number,
                formerNumber == null || isPersonal.test(formerNumber) ? null : formerNumber,
                ends ? CardStatus.CANCELLED : status,
                ends ? id : liveSlot,
                channel,
                issuingOrganizationId,
                issuingStoreId,
                issuingStaffId,
                favouriteStoreId,
                mergedInto,
                claimedAt,
                activatedAt,
                validFrom,
                expiresAt,
                version + 1,
                createdAt,
                now);
    }

    /** The number with all but its last four characters hidden. */
    public String numberMasked() {
        if (number == null) {
            return "";
        }
        var shown = Math.min(4, number.length());
        return "*".repeat(number.length() - shown) + number.substring(number.length() - shown);
    }
}
