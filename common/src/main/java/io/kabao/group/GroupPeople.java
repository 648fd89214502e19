package io.kabao.group;

import io.kabao.card.CardStatus;
import io.kabao.card.CardTemplate;
import io.kabao.card.CardTemplates;
import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.claim.MemberDesk;
import io.kabao.desk.CardDeed;
import io.kabao.desk.CardDesk;
import io.kabao.desk.DeskError;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.ledger.BooksError;
import io.kabao.ledger.CardLinks;
import io.kabao.ledger.LinkedCard;
import io.kabao.member.MemberError;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** Those who spend from a company's card, each with a card of their own. Whoever leaves has it cancelled. */
@Service
public class GroupPeople {

    /** People of one company. */
    public static final int MOST = 1_999;

    private static final int TRIES = 8;

    private final CardGroups groups;
    private final CardTemplates templates;
    private final MemberCards cards;
    private final CardLinks links;
    private final MemberDesk members;
    private final CardDesk desk;
    private final PersonCards opening;
    private final People people;

    GroupPeople(
            CardGroups groups,
            CardTemplates templates,
            MemberCards cards,
            CardLinks links,
            MemberDesk members,
            CardDesk desk,
            PersonCards opening,
            People people) {
        this.groups = groups;
        this.templates = templates;
        this.cards = cards;
        this.links = links;
        this.members = members;
        this.desk = desk;
        this.opening = opening;
        this.people = people;
    }

    /**
     * Lets a member spend from a company's card within limits; for who does already the limits are changed. The card is opened
     * first and nothing can be done with it until it shares the balance; where that is refused it is cancelled again, and where
     * neither was reached asking again does it. Errors:
     * {@link GroupError#GROUP_NOT_FOUND}, {@link MemberError#MEMBER_NOT_FOUND}, {@link GroupError#IN_OTHER_GROUP},
     * {@link GroupError#MEMBER_IS_COMPANY}, {@link GroupError#GROUP_FULL}, {@link BooksError#CARD_FROZEN} and
     * {@link BooksError#CARD_NOT_ACTIVE} of the main card or the person's, {@link DeskError#CARD_NOT_EMPTY},
     * {@link KernelError#BUSY} when others were first all the time.
     */
    public Person add(Actor actor, long groupId, long memberId, CardDeed.Limits limits) {
        var group = groups.require(actor.reach(), groupId);
        var member = members.requireWithin(actor.reach(), memberId);
        var template = templates.require(group.merchantId(), group.templateId());
        for (var attempt = 0; attempt < TRIES; attempt++) {
            var held = cards.live(group.merchantId(), template.id(), member.id());
            try {
                if (held.isPresent()) {
                    var card = requireFree(group, held.get());
                    var _ = desk.link(actor, card.id(), group.mainCardId(), limits);
                    return shown(group, card);
                }
                var card = opened(actor, group, template, memberId);
                share(actor, group, card, limits);
                return shown(group, card);
            } catch (DuplicateKeyException _) {
                // The number went to somebody else, or another request opened the card: look again.
            }
        }
        throw new BusinessError(KernelError.BUSY);
    }

    private void share(Actor actor, CardGroup group, MemberCard opened, CardDeed.Limits limits) {
        try {
            var _ = desk.link(actor, opened.id(), group.mainCardId(), limits);
        } catch (BusinessError refusal) {
            desk.giveUp(actor, opened.id());
            throw refusal;
        }
    }

    private Person shown(CardGroup group, MemberCard card) {
        var link = links.find(group.merchantId(), card.id())
                .orElseThrow(() -> new BusinessError(DeskError.CARD_NOT_LINKED));
        return people.of(group.merchantId(), List.of(link)).getFirst();
    }

    private MemberCard requireFree(CardGroup group, MemberCard card) {
        if (!groups.ofMainCards(group.merchantId(), List.of(card.id())).isEmpty()) {
            throw new BusinessError(GroupError.MEMBER_IS_COMPANY);
        }
        var other = links.find(group.merchantId(), card.id())
                .map(LinkedCard::mainCardId)
                .filter(main -> main != group.mainCardId());
        if (other.isPresent()) {
            var refusal = new BusinessError(GroupError.IN_OTHER_GROUP);
            groups.ofMainCards(group.merchantId(), List.of(other.get()))
                    .forEach(its -> refusal.with("groupId", Long.toString(its.id())));
            throw refusal;
        }
        return card;
    }

    /** No card is opened that could not share the balance. */
    private MemberCard opened(Actor actor, CardGroup group, CardTemplate template, long memberId) {
        var main = cards.find(group.merchantId(), group.mainCardId()).orElseThrow();
        if (main.status() == CardStatus.FROZEN) {
            throw new BusinessError(BooksError.CARD_FROZEN);
        }
        if (main.status() != CardStatus.ACTIVE) {
            throw new BusinessError(BooksError.CARD_NOT_ACTIVE);
        }
        var count = links.count(group.merchantId(), List.of(main.id())).getOrDefault(main.id(), 0L);
        if (count >= MOST) {
            throw new BusinessError(GroupError.GROUP_FULL).with("most", MOST);
        }
        return opening.open(actor, template, memberId);
    }

    /** A company's people, those whose cards are newest first. Errors: {@link GroupError#GROUP_NOT_FOUND}. */
    public Page<Person> list(Reach reach, long groupId, PageRequest request) {
        var group = groups.require(reach, groupId);
        var read = links.newest(group.merchantId(), group.mainCardId(), request.beforeId(), request.rowsToRead());
        var page = Page.of(read, request, LinkedCard::cardId);
        return new Page<>(people.of(group.merchantId(), page.items()), page.nextCursor());
    }
}
