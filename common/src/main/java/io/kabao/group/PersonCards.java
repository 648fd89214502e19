package io.kabao.group;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.card.CardStatus;
import io.kabao.card.CardTemplate;
import io.kabao.card.MemberCard;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.ledger.Holders;
import io.kabao.member.MemberError;
import io.kabao.member.MemberLives;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opens the cards of a company's people, each with a holder of its own, to which it comes back in the end. Nothing can be done
 * with one before it shares the company's balance.
 */
@Component
class PersonCards {

    private final GroupCards cards;
    private final MemberLives lives;
    private final Holders holders;
    private final Audit audit;
    private final TransactionTemplate inTransaction;

    PersonCards(GroupCards cards, MemberLives lives, Holders holders, Audit audit, TransactionTemplate inTransaction) {
        this.cards = cards;
        this.lives = lives;
        this.holders = holders;
        this.audit = audit;
        this.inTransaction = inTransaction;
    }

    /** What the audit keeps of it. */
    private record Opened(String memberId, String templateId, String numberMasked) {}

    /**
     * Opens a card of the template for a member. Errors: {@link MemberError#MEMBER_NOT_FOUND} for who lives no more.
     *
     * @throws org.springframework.dao.DuplicateKeyException when its number is taken or the member holds one of the template
     */
    MemberCard open(Actor actor, CardTemplate template, long memberId) {
        var number = cards.nextNumber(template);
        return Objects.requireNonNull(inTransaction.execute(_ -> opened(actor, template, number, memberId)));
    }

    private MemberCard opened(Actor actor, CardTemplate template, String number, long memberId) {
        // Nobody is erased while a card is hung on them.
        var member = lives.hold(template.merchantId(), memberId)
                .orElseThrow(() -> new BusinessError(MemberError.MEMBER_NOT_FOUND));
        var owner = new GroupCards.Owner(member.id(), holders.open(template.merchantId()));
        var card = cards.open(template, number, owner, CardStatus.CLAIMED);
        var opened = new Opened(Long.toString(memberId), Long.toString(template.id()), card.numberMasked());
        audit.record(actor, new Change("GROUP_CARD_OPENED", "MEMBER_CARD", card.id(), null, opened, null));
        return card;
    }
}
