package io.kabao.group;

import io.kabao.card.CardStatus;
import io.kabao.card.MemberCards;
import io.kabao.desk.CardDesk;
import io.kabao.desk.DeskError;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.organization.OrganizationError;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Says where and when a company's people may spend, and ends a company's card. */
@Service
public class GroupDesk {

    private final CardGroups groups;
    private final GroupRules rules;
    private final GroupRows rows;
    private final Companies companies;
    private final MemberCards cards;
    private final CardDesk desk;
    private final TransactionTemplate inTransaction;

    GroupDesk(
            CardGroups groups,
            GroupRules rules,
            GroupRows rows,
            Companies companies,
            MemberCards cards,
            CardDesk desk,
            TransactionTemplate inTransaction) {
        this.groups = groups;
        this.rules = rules;
        this.rows = rows;
        this.companies = companies;
        this.cards = cards;
        this.desk = desk;
        this.inTransaction = inTransaction;
    }

    /**
     * Changes a company's card as {@code edit} says; orders from then on go by it. Errors: {@link GroupError#GROUP_NOT_FOUND},
     * {@link GroupError#HOURS_WRONG}, {@link OrganizationError#STORE_NOT_FOUND}, a stale version.
     */
    @Transactional
    public void change(Actor actor, long id, int version, UnaryOperator<CardGroup.Draft> edit) {
        var was = groups.require(actor.reach(), id);
        if (was.version() != version) {
            throw GroupRows.stale(was);
        }
        var before = rows.draftOf(was);
        var draft = rules.sound(actor.merchantId(), before, edit.apply(before));
        rows.replace(actor, was, draft);
        companies.rename(was, draft.name());
    }

    /**
     * Ends a company's card: nobody may be left on it, and nothing. Its main card is given back first; where that was done and
     * no more, asking again does the rest. Errors: {@link GroupError#GROUP_NOT_FOUND}, {@link DeskError#CARD_NOT_EMPTY},
     * {@link DeskError#CARD_HAS_LINKED}.
     */
    public void delete(Actor actor, long id) {
        var was = groups.require(actor.reach(), id);
        var isOver = cards.find(was.merchantId(), was.mainCardId())
                .filter(card -> card.status() == CardStatus.CANCELLED)
                .isPresent();
        if (!isOver) {
            var _ = desk.cancel(actor, was.mainCardId(), was.name());
        }
        inTransaction.executeWithoutResult(_ -> {
            if (!rows.delete(actor, was)) {
                throw new BusinessError(GroupError.GROUP_NOT_FOUND);
            }
            companies.dismiss(was);
        });
    }
}
