package io.kabao.claim;

import io.kabao.card.CardStatus;
import io.kabao.card.CardTemplate;
import io.kabao.card.CardTemplates;
import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.member.Member;
import io.kabao.member.Members;
import io.kabao.member.Visitor;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Service;

/** Step two for who has an old card: it is proved to be theirs and joined with the claimed one. */
@Service
public class Binding {

    private static final int TRIES = 5;

    private final OwnCards own;
    private final MemberCards cards;
    private final CardTemplates templates;
    private final Members members;
    private final OldCards oldCards;
    private final Ownership ownership;
    private final Joining joining;
    private final ClaimedCards claimed;

    Binding(
            OwnCards own,
            MemberCards cards,
            CardTemplates templates,
            Members members,
            OldCards oldCards,
            Ownership ownership,
            Joining joining,
            ClaimedCards claimed) {
        this.own = own;
        this.cards = cards;
        this.templates = templates;
        this.members = members;
        this.oldCards = oldCards;
        this.ownership = ownership;
        this.joining = joining;
        this.claimed = claimed;
    }

    /**
     * Which old card, and what shows that it is the customer's.
     *
     * @param oldCardId one of the cards that the claim offered
     * @param cardNumber as printed on the card; one of both is given
     * @param fields answers by the keys of the template's binding fields
     * @param smsCode that was sent to the old card's phone
     */
    public record Request(
            @Nullable Long oldCardId,
            @Nullable String cardNumber,
            Map<String, String> fields,
            @Nullable String smsCode) {

        @Override
        public String toString() {
            return "Request";
        }
    }

    /**
     * Joins the customer's claimed card with an old one. Errors: {@link ClaimError#CARD_NOT_FOUND},
     * {@link ClaimError#ALREADY_ACTIVE}, {@link ClaimError#OLD_CARD_NOT_FOUND}, {@link ClaimError#OLD_CARD_NEEDS_PROOF},
     * {@link ClaimError#OLD_CARD_ASK_STORE}, {@link ClaimError#OLD_CARD_BOUND}, {@link ClaimError#BINDING_LOCKED}, those of
     * SMS codes; {@link KernelError#BUSY} when others were first all the time.
     */
    public ClaimedCard bind(Visitor visitor, long cardId, Request request) {
        var card = own.require(visitor, cardId);
        if (card.status() != CardStatus.CLAIMED) {
            return boundAlready(card, request);
        }
        try {
            return proveAndJoin(visitor, card, request);
        } catch (BusinessError e) {
            if (e.code() == ClaimError.BINDING_LOCKED) {
                throw e;
            }
            // The same request at the same moment may have bound the card: then that is the answer to both.
            var isNow = own.require(visitor, cardId);
            if (isNow.status() != CardStatus.CLAIMED) {
                return boundAlready(isNow, request);
            }
            throw e;
        }
    }

    private ClaimedCard proveAndJoin(Visitor visitor, MemberCard card, Request request) {
        var template = templates.require(card.merchantId(), card.templateId());
        var member = members.require(card.merchantId(), card.memberId());
        var wanted = wanted(card, template, member, request);
        // Whoever has just bound the old card has not guessed.
        var proved = ownership.prove(
                visitor.identity(), member, wanted, () -> requireClaimed(own.require(visitor, card.id())));
        for (var attempt = 0; attempt < TRIES; attempt++) {
            try {
                return claimed.show(ownership.whileHeld(
                        visitor.actor(),
                        proved,
                        () -> joining.join(
                                own.require(visitor, card.id()),
                                stillOffline(proved.old()),
                                members.require(card.merchantId(), card.memberId()))));
            } catch (OptimisticLockingFailureException | PessimisticLockingFailureException _) {
                requireClaimed(own.require(visitor, card.id()));
            }
        }
        throw new BusinessError(KernelError.BUSY);
    }

    private static void requireClaimed(MemberCard card) {
        if (card.status() != CardStatus.CLAIMED) {
            throw new BusinessError(ClaimError.ALREADY_ACTIVE);
        }
    }

    private Ownership.Wanted wanted(MemberCard card, CardTemplate template, Member member, Request request) {
        var found = request.oldCardId() == null
                ? Optional.ofNullable(request.cardNumber())
                        .flatMap(number -> cards.ofNumber(card.merchantId(), number))
                        .filter(old -> old.status() == CardStatus.OFFLINE)
                : oldCards.of(template, member).stream()
                        .filter(old -> old.id() == request.oldCardId())
                        .findFirst();
        return new Ownership.Wanted(found.orElse(null), templates.settingsOf(template), request);
    }

    private MemberCard stillOffline(MemberCard old) {
        return cards.find(old.merchantId(), old.id())
                .filter(card -> card.status() == CardStatus.OFFLINE)
                .orElseThrow(() -> new BusinessError(ClaimError.OLD_CARD_BOUND));
    }

    /** The same request again gets the same answer; another one comes too late. */
    private ClaimedCard boundAlready(MemberCard card, Request request) {
        var same = request.oldCardId() == null
                ? card.number() != null && card.number().equals(request.cardNumber()) && card.formerNumber() != null
                : cards.find(card.merchantId(), request.oldCardId())
                        .filter(old -> old.mergedInto() != null && old.mergedInto() == card.id())
                        .isPresent();
        if (!same) {
            throw new BusinessError(ClaimError.ALREADY_ACTIVE);
        }
        return claimed.show(card);
    }
}
