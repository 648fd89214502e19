package io.kabao.level;

import io.kabao.merchant.Merchants;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Looks at the cards whose time at a level is over: they keep it, get some days of grace, or fall. */
@Service
public class LevelTerms {

    private static final Logger LOG = LoggerFactory.getLogger(LevelTerms.class);

    private static final int CARDS_AT_ONCE = 500;
    private static final int STEPS_MOST = 10_000;

    /** Whose time is over may have been given grace that is over as well. */
    private static final int WALKS_MOST = 10;

    private final CardLevelMapper mapper;
    private final LadderMapper ladders;
    private final Climbing climbing;
    private final Merchants merchants;
    private final LevelTools tools;

    LevelTerms(CardLevelMapper mapper, LadderMapper ladders, Climbing climbing, Merchants merchants, LevelTools tools) {
        this.mapper = mapper;
        this.ladders = ladders;
        this.climbing = climbing;
        this.merchants = merchants;
        this.tools = tools;
    }

    /** Looks at all whose time is over and says of how many something became. What fails at one merchant bars no other. */
    public int end() {
        var all = 0;
        for (var walk = 0; walk < WALKS_MOST; walk++) {
            var moved = walk();
            all += moved;
            if (moved == 0) {
                break;
            }
        }
        return all;
    }

    private int walk() {
        var now = tools.clock().instant();
        var moved = 0;
        var due = mapper.ending(now, EndingLevels.Place.behind(Instant.EPOCH), CARDS_AT_ONCE);
        for (var step = 0; !due.isEmpty() && step < STEPS_MOST; step++) {
            moved += look(due);
            due = mapper.ending(now, due.getLast().place(), CARDS_AT_ONCE);
        }
        return moved;
    }

    private int look(List<EndingLevels.Ending> due) {
        var ofMerchants = new TreeMap<Long, Set<Long>>();
        due.forEach(card -> ofMerchants
                .computeIfAbsent(card.merchantId(), _ -> new HashSet<>())
                .add(card.id()));
        return ofMerchants.entrySet().stream()
                .mapToInt(each -> tryLook(each.getKey(), each.getValue()))
                .sum();
    }

    private int tryLook(long merchantId, Set<Long> cards) {
        try {
            return Objects.requireNonNull(tools.inTransaction().execute(_ -> look(merchantId, cards)));
        } catch (RuntimeException e) {
            LOG.warn("Terms of cards of merchant {} could not be ended", merchantId, e);
            return 0;
        }
    }

    private int look(long merchantId, Set<Long> cards) {
        // Until this commits nobody leaves a level out: whoever then goes through all cards has to see where these
        // stand.
        merchants.share(merchantId);
        var row = ladders.latest(merchantId).orElse(null);
        if (row == null) {
            return 0;
        }
        var ladder = tools.json().readValue(row.content(), Ladder.class);
        var zone = merchants.require(merchantId).zoneId();
        var look = new Look(ladder, tools.clock().instant(), zone, Look.Occasion.TERM);
        return climbing.move(new Climbing.Rules(merchantId, row.id(), look), cards)
                .size();
    }
}
