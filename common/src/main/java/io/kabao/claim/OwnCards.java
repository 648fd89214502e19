package io.kabao.claim;

import io.kabao.card.CardStatus;
import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.kernel.error.BusinessError;
import io.kabao.member.Visitor;
import java.util.List;
import org.springframework.stereotype.Service;

/** The cards of the customer who is signed in, and nobody else's. */
@Service
public class OwnCards {

    private final MemberCards cards;

    OwnCards(MemberCards cards) {
        this.cards = cards;
    }

    /** One of the customer's cards. Errors: {@link ClaimError#CARD_NOT_FOUND}. */
    public MemberCard require(Visitor visitor, long cardId) {
        var memberId = visitor.identity().memberId();
        return cards.find(visitor.merchantId(), cardId)
                .filter(card -> memberId != null && card.memberId() == memberId)
                .filter(OwnCards::isShown)
                .orElseThrow(() -> new BusinessError(ClaimError.CARD_NOT_FOUND));
    }

    /**
     * The customer's cards, newest first; without old ones that were never claimed or went over to another, and a
     * company's that share no balance yet.
     */
    public List<MemberCard> list(Visitor visitor) {
        var memberId = visitor.identity().memberId();
        return memberId == null
                ? List.of()
                : cards.ofMember(visitor.merchantId(), memberId).stream()
                        .filter(OwnCards::isShown)
                        .toList();
    }

    private static boolean isShown(MemberCard card) {
        return card.status() != CardStatus.OFFLINE && card.status() != CardStatus.MERGED && !card.awaitsBalance();
    }
}
