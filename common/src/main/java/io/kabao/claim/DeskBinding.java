package io.kabao.claim;

import io.kabao.access.AccessError;
import io.kabao.access.ApprovableAction;
import io.kabao.access.Approvals;
import io.kabao.access.Outcome;
import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.card.CardStatus;
import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.json.JsonId;
import io.kabao.member.Members;
import io.kabao.message.Notice;
import io.kabao.message.SmsCodes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/**
 * An old card whose phone is lost is bound at the counter: staff have seen the card and the customer, and somebody else agrees.
 * The old phone, if there is one, is told.
 */
@Service
public class DeskBinding implements ApprovableAction {

    private static final String THING = "MEMBER_CARD";

    private final MemberCards cards;
    private final Members members;
    private final Joining joining;
    private final SmsCodes messages;
    private final Approvals approvals;
    private final JsonMapper json;
    private final Audit audit;
    private final Times times;

    DeskBinding(
            MemberCards cards,
            Members members,
            Joining joining,
            SmsCodes messages,
            Approvals approvals,
            JsonMapper json,
            Audit audit,
            Times times) {
        this.cards = cards;
        this.members = members;
        this.joining = joining;
        this.messages = messages;
        this.approvals = approvals;
        this.json = json;
        this.audit = audit;
        this.times = times;
    }

    /**
     * What the counter asks for.
     *
     * @param oldCardNumber as printed on the card that was shown
     * @param reason why there is no phone, and how the customer was recognised
     */
    public record Asked(long cardId, String oldCardNumber, String reason) {

        @Override
        public String toString() {
            return "Asked[" + cardId + "]";
        }
    }

    /** What waits. */
    private record Payload(long cardId, long oldCardId) {}

    /** What whoever agrees is shown. */
    private record Summary(
            @JsonId long cardId,
            String numberMasked,
            @JsonId long oldCardId,
            String oldNumberMasked) {}

    /**
     * Binds it, or lets it wait; both cards lie within the actor's reach, and an old card of no place is the whole merchant's.
     * Errors: {@link ClaimError#CARD_NOT_FOUND} of either, {@link ClaimError#ALREADY_ACTIVE}, {@link ClaimError#OLD_CARD_BOUND}.
     */
    public Outcome<MemberCard> bind(Actor actor, Asked asked) {
        var card = claimed(actor, asked.cardId());
        var old = cards.ofNumber(actor.merchantId(), asked.oldCardNumber())
                .filter(found -> found.status() == CardStatus.OFFLINE && found.isWithin(actor.reach()))
                .orElseThrow(() -> new BusinessError(ClaimError.CARD_NOT_FOUND).with("field", "oldCardNumber"));
        return approvals.runOrWait(
                actor,
                new Approvals.Request(
                        kind(),
                        THING,
                        card.id(),
                        new Approvals.Place(card.issuingOrganizationId(), card.issuingStoreId()),
                        new Summary(card.id(), card.numberMasked(), old.id(), old.numberMasked()),
                        new Payload(card.id(), old.id()),
                        asked.reason()),
                () -> Objects.requireNonNull(
                        times.inTransaction().execute(_ -> join(actor, card.id(), old.id(), asked.reason()))));
    }

    private MemberCard claimed(Actor actor, long id) {
        var card = cards.find(actor.merchantId(), id)
                .filter(found -> found.isWithin(actor.reach()) && !found.awaitsBalance())
                .orElseThrow(() -> new BusinessError(ClaimError.CARD_NOT_FOUND));
        if (card.status() != CardStatus.CLAIMED) {
            throw new BusinessError(ClaimError.ALREADY_ACTIVE);
        }
        return card;
    }

    private MemberCard join(Actor actor, long cardId, long oldCardId, @Nullable String reason) {
        var card = claimed(actor, cardId);
        var old = cards.find(actor.merchantId(), oldCardId)
                .filter(found -> found.status() == CardStatus.OFFLINE)
                .orElseThrow(() -> new BusinessError(ClaimError.OLD_CARD_BOUND));
        var phone = members.phoneOf(members.require(old.merchantId(), old.memberId()));
        var joined = joined(card, old);
        if (phone != null) {
            messages.tell(card.merchantId(), phone, Notice.CARD_BOUND_ELSEWHERE);
        }
        var summary = new Summary(card.id(), card.numberMasked(), old.id(), old.numberMasked());
        audit.record(actor, new Change("CARD_BOUND_BY_HAND", THING, card.id(), null, summary, reason));
        return joined;
    }

    private MemberCard joined(MemberCard card, MemberCard old) {
        try {
            return joining.join(card, old, members.require(card.merchantId(), card.memberId()));
        } catch (OptimisticLockingFailureException | PessimisticLockingFailureException _) {
            throw new BusinessError(ClaimError.CARD_CHANGED);
        }
    }

    @Override
    public Kind kind() {
        return Kind.CARD_BINDING;
    }

    @Override
    public void run(Actor actor, String payload, @Nullable String reason) {
        var asked = json.readValue(payload, Payload.class);
        if (!isWithin(actor, asked.cardId()) || !isWithin(actor, asked.oldCardId())) {
            throw new BusinessError(AccessError.ASKER_MAY_NOT);
        }
        var _ = join(actor, asked.cardId(), asked.oldCardId(), reason);
    }

    private boolean isWithin(Actor actor, long cardId) {
        return cards.find(actor.merchantId(), cardId)
                .filter(card -> card.isWithin(actor.reach()))
                .isPresent();
    }
}
