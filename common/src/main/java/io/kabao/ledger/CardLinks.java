package io.kabao.ledger;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which cards share which cards' balances now; what changes it are commands on the books, and a member's erasure. */
@Service
public class CardLinks {

    private final CardLinkMapper mapper;
    private final Clock clock;

    CardLinks(CardLinkMapper mapper, Clock clock) {
        this.mapper = mapper;
        this.clock = clock;
    }

    /** The share of a card in another's balance, if it has one. */
    public Optional<LinkedCard> find(long merchantId, long cardId) {
        return mapper.find(merchantId, cardId);
    }

    /** The shares of those of these cards that have one. */
    public List<LinkedCard> all(long merchantId, Collection<Long> cards) {
        return cards.isEmpty() ? List.of() : mapper.all(merchantId, cards);
    }

    /** Cards below an id that share a card's balance, newest first. */
    public List<LinkedCard> newest(long merchantId, long mainCardId, long before, int rows) {
        return mapper.newest(merchantId, mainCardId, before, rows);
    }

    /** Ends what these cards share, whose holders are locked and which are over themselves. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(long merchantId, Collection<Long> cards) {
        if (!cards.isEmpty()) {
            mapper.end(merchantId, cards, clock.instant());
        }
    }

    /** How many share the balances of these cards, by their ids; of one that nobody shares nothing is said. */
    public Map<Long, Long> count(long merchantId, Collection<Long> mainCards) {
        return mainCards.isEmpty()
                ? Map.of()
                : mapper.count(merchantId, mainCards).stream()
                        .collect(Collectors.toMap(CardLinkMapper.Sharers::mainCardId, CardLinkMapper.Sharers::cards));
    }
}
