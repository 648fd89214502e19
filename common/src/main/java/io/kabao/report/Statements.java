package io.kabao.report;

import io.kabao.card.CardTemplate;
import io.kabao.card.CardTemplates;
import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.claim.MemberDesk;
import io.kabao.claim.OwnCards;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.ledger.BooksError;
import io.kabao.ledger.PointsLots;
import io.kabao.member.Visitor;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Service;

/**
 * What has moved a card's balance, newest first. A balance that a family's cards share has one statement; of a company's each
 * card shows what was done with it alone, and the whole is the company's statement. A page reads so many rows as it shows,
 * whatever was booked before, and at a company no more than what the one card has done.
 */
@Service
public class Statements {

    private final TxnMapper mapper;
    private final Txns txns;
    private final OwnCards own;
    private final MemberCards cards;
    private final CardTemplates templates;
    private final MemberDesk desk;
    private final PointsLots points;

    Statements(
            TxnMapper mapper,
            Txns txns,
            OwnCards own,
            MemberCards cards,
            CardTemplates templates,
            MemberDesk desk,
            PointsLots points) {
        this.mapper = mapper;
        this.txns = txns;
        this.own = own;
        this.cards = cards;
        this.templates = templates;
        this.desk = desk;
        this.points = points;
    }

    /** Of one of the customer's own cards. Errors: {@link io.kabao.claim.ClaimError#CARD_NOT_FOUND}. */
    public Page<Txn> ofOwn(Visitor visitor, long cardId, Book book, Asked asked) {
        return of(own.require(visitor, cardId), book, asked);
    }

    /** Of a card of a member within reach. Errors: {@link BooksError#CARD_NOT_FOUND}. */
    public Page<Txn> ofCard(Reach reach, long cardId, Book book, Asked asked) {
        return of(require(reach, cardId), book, asked);
    }

    /** The points of one of the customer's own cards; none of a company's. Errors: {@link io.kabao.claim.ClaimError#CARD_NOT_FOUND}. */
    public List<PointsLots.Ending> pointsOfOwn(Visitor visitor, long cardId) {
        var card = own.require(visitor, cardId);
        return isOfCompany(card) ? List.of() : points.of(card.holderId());
    }

    /** The points of a card of a member within reach. Errors: {@link BooksError#CARD_NOT_FOUND}. */
    public List<PointsLots.Ending> pointsOfCard(Reach reach, long cardId) {
        return points.of(require(reach, cardId).holderId());
    }

    /** A page, in the reader's language. */
    public record Asked(PageRequest page, Locale locale) {}

    /** A card of a member who holds one within reach. Errors: {@link BooksError#CARD_NOT_FOUND}. */
    public MemberCard require(Reach reach, long cardId) {
        return cards.find(reach.merchantId(), cardId)
                .filter(card -> desk.isWithin(reach, card.memberId()))
                .orElseThrow(() -> new BusinessError(BooksError.CARD_NOT_FOUND));
    }

    private Page<Txn> of(MemberCard card, Book book, Asked asked) {
        var page = asked.page();
        var stretch = new TxnWanted.Stretch(0, page.beforeId(), page.rowsToRead());
        var wanted = TxnWanted.of(Reach.all(card.merchantId()), stretch, TxnSearch.ALL, null);
        var ids = isOfCompany(card)
                ? mapper.newestOfCard(wanted, card.id(), book.moved())
                : mapper.newestOfHolders(wanted, List.of(card.holderId()), book.moved());
        return txns.page(card.merchantId(), ids, page, asked.locale());
    }

    private boolean isOfCompany(MemberCard card) {
        return templates.require(card.merchantId(), card.templateId()).kind() == CardTemplate.Kind.GROUP;
    }
}
