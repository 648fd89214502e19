package io.kabao.group;

import io.kabao.card.CardStatus;
import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.ledger.CardLinks;
import io.kabao.ledger.Holders;
import io.kabao.ledger.LinkedCard;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The companies' cards of a merchant. They have no place, so that only who works on all of it sees them. */
@Service
public class CardGroups {

    private final CardGroupMapper mapper;
    private final GroupRows rows;
    private final MemberCards cards;
    private final Holders holders;
    private final CardLinks links;

    CardGroups(CardGroupMapper mapper, GroupRows rows, MemberCards cards, Holders holders, CardLinks links) {
        this.mapper = mapper;
        this.rows = rows;
        this.cards = cards;
        this.holders = holders;
        this.links = links;
    }

    /**
     * A company's card as it stands.
     *
     * @param number of the main card
     * @param status of the main card
     * @param balanceFen principal and bonus together
     * @param people how many spend from it
     */
    public record Standing(
            CardGroup group,
            CardGroup.Draft draft,
            @Nullable String number,
            CardStatus status,
            long balanceFen,
            long people) {}

    /** One within a reach. Errors: {@link GroupError#GROUP_NOT_FOUND}. */
    public CardGroup require(Reach reach, long id) {
        return (reach.everything() ? mapper.find(reach.merchantId(), id) : Optional.<CardGroup>empty())
                .orElseThrow(() -> new BusinessError(GroupError.GROUP_NOT_FOUND));
    }

    /** One as it stands. Errors: {@link GroupError#GROUP_NOT_FOUND}. */
    public Standing show(Reach reach, long id) {
        return standing(reach.merchantId(), List.of(require(reach, id))).getFirst();
    }

    /** All as they stand, newest first. */
    public Page<Standing> list(Reach reach, PageRequest request) {
        var found = reach.everything()
                ? mapper.list(reach.merchantId(), request.beforeId(), request.rowsToRead())
                : List.<CardGroup>of();
        var page = Page.of(found, request, CardGroup::id);
        return new Page<>(standing(reach.merchantId(), page.items()), page.nextCursor());
    }

    /** The names of the companies from whose balances these cards spend, by the cards' ids; of other cards nothing is said. */
    public Map<Long, String> namesOf(long merchantId, Collection<Long> cardIds) {
        var shares = links.all(merchantId, cardIds);
        var mainCards = shares.stream().map(LinkedCard::mainCardId).distinct().toList();
        var names = ofMainCards(merchantId, mainCards).stream()
                .collect(Collectors.toMap(CardGroup::mainCardId, CardGroup::name));
        return shares.stream()
                .filter(share -> names.containsKey(share.mainCardId()))
                .collect(Collectors.toMap(
                        LinkedCard::cardId, share -> Objects.requireNonNull(names.get(share.mainCardId()))));
    }

    /** Those whose main cards these are. */
    List<CardGroup> ofMainCards(long merchantId, List<Long> mainCards) {
        return mainCards.isEmpty() ? List.of() : mapper.ofMainCards(merchantId, mainCards);
    }

    private List<Standing> standing(long merchantId, List<CardGroup> groups) {
        var mainCards = groups.stream().map(CardGroup::mainCardId).toList();
        var main = cards.ofIds(merchantId, mainCards).stream()
                .collect(Collectors.toMap(MemberCard::id, Function.identity()));
        var balances = holders.all(
                merchantId,
                main.values().stream().map(MemberCard::holderId).distinct().toList());
        var people = links.count(merchantId, mainCards);
        return groups.stream()
                .map(group -> {
                    var card = Objects.requireNonNull(main.get(group.mainCardId()));
                    var holder = Objects.requireNonNull(balances.get(card.holderId()));
                    return new Standing(
                            group,
                            rows.draftOf(group),
                            card.number(),
                            card.status(),
                            holder.balanceFen(),
                            people.getOrDefault(card.id(), 0L));
                })
                .toList();
    }
}
