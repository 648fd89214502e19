package io.kabao.claim;

import io.kabao.access.AccessError;
import io.kabao.access.ApprovableAction;
import io.kabao.access.Approvals;
import io.kabao.access.Outcome;
import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.json.JsonId;
import io.kabao.organization.StaffMembers;
import io.kabao.organization.Stores;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/**
 * A card is to count to another store or person than the claim said; somebody else agrees. The claim keeps its own record of
 * what it was attributed to and why.
 */
@Service
public class Reattribution implements ApprovableAction {

    private static final String THING = "MEMBER_CARD";

    private final MemberCards cards;
    private final Stores stores;
    private final StaffMembers staff;
    private final Approvals approvals;
    private final JsonMapper json;
    private final Audit audit;
    private final Times times;

    Reattribution(
            MemberCards cards,
            Stores stores,
            StaffMembers staff,
            Approvals approvals,
            JsonMapper json,
            Audit audit,
            Times times) {
        this.cards = cards;
        this.stores = stores;
        this.staff = staff;
        this.approvals = approvals;
        this.json = json;
        this.audit = audit;
        this.times = times;
    }

    /** To whom a card is to count: a store, a person, both or neither. */
    public record Asked(
            long cardId, @Nullable Long storeId, @Nullable Long staffId, String reason) {}

    /** What waits. */
    private record Payload(
            long cardId,
            int version,
            @Nullable Long storeId,
            @Nullable Long staffId) {}

    /** To whom a card counts, as the audit and whoever agrees see it. */
    private record Shown(
            @JsonId @Nullable Long organizationId,
            @JsonId @Nullable Long storeId,
            @JsonId @Nullable Long staffId) {

        static Shown of(MemberCard card) {
            return new Shown(card.issuingOrganizationId(), card.issuingStoreId(), card.issuingStaffId());
        }
    }

    /** What whoever agrees is shown. */
    private record Summary(@JsonId long cardId, String numberMasked, Shown was, Shown isNow) {}

    /**
     * Changes it, or lets it wait. Errors: {@link ClaimError#CARD_NOT_FOUND}, {@link ClaimError#CARD_CHANGED}, that there is no
     * such store or person.
     */
    public Outcome<MemberCard> change(Actor actor, Asked asked) {
        var card = require(actor, asked.cardId());
        var issuer = issuer(actor, asked.storeId(), asked.staffId());
        var isNow = new Shown(issuer.organizationId(), issuer.storeId(), issuer.staffId());
        return approvals.runOrWait(
                actor,
                new Approvals.Request(
                        kind(),
                        THING,
                        card.id(),
                        new Approvals.Place(card.issuingOrganizationId(), card.issuingStoreId()),
                        new Summary(card.id(), card.numberMasked(), Shown.of(card), isNow),
                        new Payload(card.id(), card.version(), asked.storeId(), asked.staffId()),
                        asked.reason()),
                () -> Objects.requireNonNull(
                        times.inTransaction().execute(_ -> changed(actor, card, issuer, asked.reason()))));
    }

    private MemberCard require(Actor actor, long id) {
        return cards.find(actor.merchantId(), id)
                .filter(found -> found.isWithin(actor.reach()))
                .orElseThrow(() -> new BusinessError(ClaimError.CARD_NOT_FOUND));
    }

    private MemberCards.Issuer issuer(Actor actor, @Nullable Long storeId, @Nullable Long staffId) {
        var store = storeId == null ? null : stores.require(actor.reach(), storeId);
        var person = staffId == null ? null : staff.require(actor.reach(), staffId);
        var ofPerson = person == null ? null : Long.valueOf(person.organizationId());
        return new MemberCards.Issuer(
                store == null ? ofPerson : Long.valueOf(store.organizationId()), storeId, staffId);
    }

    private MemberCard changed(Actor actor, MemberCard was, MemberCards.Issuer issuer, @Nullable String reason) {
        var isNow = written(was, issuer);
        audit.record(actor, new Change("CARD_REATTRIBUTED", THING, was.id(), Shown.of(was), Shown.of(isNow), reason));
        return isNow;
    }

    private MemberCard written(MemberCard was, MemberCards.Issuer issuer) {
        try {
            return cards.reattribute(was, issuer);
        } catch (OptimisticLockingFailureException _) {
            throw new BusinessError(ClaimError.CARD_CHANGED);
        }
    }

    @Override
    public Kind kind() {
        return Kind.CARD_ATTRIBUTION;
    }

    @Override
    public void run(Actor actor, String payload, @Nullable String reason) {
        var asked = json.readValue(payload, Payload.class);
        var card = cards.find(actor.merchantId(), asked.cardId())
                .filter(found -> found.isWithin(actor.reach()))
                .orElseThrow(() -> new BusinessError(AccessError.ASKER_MAY_NOT));
        if (card.version() != asked.version()) {
            throw new BusinessError(ClaimError.CARD_CHANGED);
        }
        var _ = changed(actor, card, issuer(actor, asked.storeId(), asked.staffId()), reason);
    }
}
