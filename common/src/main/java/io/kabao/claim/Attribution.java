package io.kabao.claim;

import io.kabao.card.ClaimChannel;
import io.kabao.organization.Store;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * To whom a card counts, and why. Each field is written at most once: what the code fixes at the claim, the rest at
 * activation.
 *
 * @param organizationId the issuing organization
 * @param storeId the issuing store
 * @param staffId the issuing member of staff
 * @param favouriteStoreId the member's own store, where the code fixes it
 */
record Attribution(
        ClaimChannel channel,
        @Nullable Long organizationId,
        @Nullable Long storeId,
        @Nullable Long staffId,
        @Nullable Long favouriteStoreId,
        Set<Reason> reasons) {

    /** Why a field is as it is. */
    enum Reason {
        /** The code names the store, and with it the organization. */
        STORE_OF_CODE,
        /** The code names the member of staff, and with them the organization. */
        STAFF_OF_CODE,
        /** The member of staff belongs to one store. */
        STORE_OF_STAFF,
        /** A member of staff claimed from their own code, which counts for nobody. */
        OWN_STAFF_CODE,
        /** The member chose the store at activation. */
        STORE_CHOSEN,
        /** Nothing fixes a store and the member chose none. */
        NO_STORE,
        /** The friend whose code it is brought a new member. */
        REFERRED,
        /** The person was a member before, so nobody brought them. */
        NO_NEW_MEMBER,
        /** The person's own invitation. */
        OWN_INVITATION,
        /** The friend is no member any more. */
        REFERRER_GONE,
        /** An old card brought its store along. */
        STORE_OF_OLD_CARD,
        /** Opened by hand. */
        BY_HAND,
        /** Given besides another card, and counts to whom that one does. */
        GIVEN
    }

    /** What the code fixes. {@code ownStaffCode}: the customer is the member of staff whose code it is. */
    static Attribution atClaim(OpenCode open, boolean ownStaffCode) {
        var channel = open.code().channel();
        var reasons = EnumSet.noneOf(Reason.class);
        var store = open.store();
        var staff = open.staff();
        if (store != null) {
            reasons.add(Reason.STORE_OF_CODE);
            return new Attribution(channel, store.organizationId(), store.id(), null, store.id(), reasons);
        }
        if (staff == null) {
            return new Attribution(channel, null, null, null, null, reasons);
        }
        if (ownStaffCode) {
            reasons.add(Reason.OWN_STAFF_CODE);
            return new Attribution(channel, null, null, null, null, reasons);
        }
        reasons.add(Reason.STAFF_OF_CODE);
        if (staff.storeId() != null) {
            reasons.add(Reason.STORE_OF_STAFF);
        }
        return new Attribution(channel, staff.organizationId(), staff.storeId(), staff.id(), null, reasons);
    }

    /** What a claim that is not at its end was attributed to. */
    static Attribution of(Claim claim, @Nullable Long favouriteStoreId) {
        var reasons = EnumSet.noneOf(Reason.class);
        Arrays.stream(claim.reasons().split(","))
                .filter(text -> !text.isEmpty())
                .map(Reason::valueOf)
                .forEach(reasons::add);
        return new Attribution(
                claim.channel(),
                claim.issuingOrganizationId(),
                claim.issuingStoreId(),
                claim.issuingStaffId(),
                favouriteStoreId,
                reasons);
    }

    /** The same with what the member's choice of a store settles; a field that is written already stays. */
    Attribution atActivation(@Nullable Store chosen) {
        var now = EnumSet.noneOf(Reason.class);
        now.addAll(reasons);
        if (storeId == null) {
            now.add(chosen == null ? Reason.NO_STORE : Reason.STORE_CHOSEN);
        }
        return new Attribution(
                channel,
                organizationId == null && chosen != null ? Long.valueOf(chosen.organizationId()) : organizationId,
                storeId == null && chosen != null ? Long.valueOf(chosen.id()) : storeId,
                staffId,
                favouriteStoreId == null && chosen != null ? Long.valueOf(chosen.id()) : favouriteStoreId,
                now);
    }

    Attribution because(Reason reason) {
        var now = EnumSet.of(reason);
        now.addAll(reasons);
        return new Attribution(channel, organizationId, storeId, staffId, favouriteStoreId, now);
    }

    /** The reasons as a row keeps them. */
    String reasonsText() {
        return reasons.stream().map(Enum::name).collect(Collectors.joining(","));
    }
}
