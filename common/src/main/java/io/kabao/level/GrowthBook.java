package io.kabao.level;

import io.kabao.card.MemberCards;
import io.kabao.kernel.id.Ids;
import io.kabao.ledger.BookedTxns;
import io.kabao.merchant.Merchants;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Follows the books in small steps: each counts txns for the months of their cards, has the cards climb and moves the place up to
 * which that is done, all in one transaction, so that a txn is counted once however often a step is broken off.
 */
@Service
public class GrowthBook {

    private static final int TXNS_AT_ONCE = 500;
    private static final int STEPS_MOST = 10_000;
    private static final Duration JUST_DONE = Duration.ofHours(6);

    private final GrowthMapper mapper;
    private final LadderMapper ladders;
    private final BookedTxns txns;
    private final List<GrowthSource> sources;
    private final MemberCards cards;
    private final Merchants merchants;
    private final Climbing climbing;
    private final LevelTools tools;

    GrowthBook(
            GrowthMapper mapper,
            LadderMapper ladders,
            BookedTxns txns,
            List<GrowthSource> sources,
            MemberCards cards,
            Merchants merchants,
            Climbing climbing,
            LevelTools tools) {
        this.mapper = mapper;
        this.ladders = ladders;
        this.txns = txns;
        this.sources = sources;
        this.cards = cards;
        this.merchants = merchants;
        this.climbing = climbing;
        this.tools = tools;
    }

    /** Counts what has come since the last time, save the last two minutes, and says how many txns it was. */
    public int bringUp() {
        var all = 0;
        for (var step = 0; step < STEPS_MOST; step++) {
            var counted = Objects.requireNonNull(tools.inTransaction().execute(_ -> step()));
            all += counted;
            if (counted < TXNS_AT_ONCE) {
                break;
            }
        }
        return all;
    }

    private int step() {
        var after = mapper.lockCursor();
        var now = tools.clock().instant();
        var upTo = Ids.firstOf(now.minus(BookedTxns.STILL_MOVING)) - 1;
        var counted = txns.after(after, upTo, TXNS_AT_ONCE);
        if (!counted.isEmpty()) {
            count(counted, now);
            if (mapper.moveCursor(after, counted.getLast()) != 1) {
                throw new IllegalStateException("The place up to which growth is counted moved under its lock");
            }
        }
        return counted.size();
    }

    private void count(List<Long> counted, Instant now) {
        var facts = new ArrayList<Fact>();
        sources.forEach(source -> facts.addAll(source.facts(counted)));
        if (facts.isEmpty()) {
            return;
        }
        var ofMerchants = new TreeMap<Long, List<Fact>>();
        facts.forEach(fact -> ofMerchants
                .computeIfAbsent(fact.merchantId(), _ -> new ArrayList<>())
                .add(fact));
        // Until this commits nobody leaves a level out: whoever then goes through all cards has to see where these
        // stand.
        ofMerchants.keySet().forEach(merchants::share);
        var inForce = new HashMap<Long, LadderRow>();
        ladders.inForce(ofMerchants.keySet()).forEach(row -> inForce.put(row.merchantId(), row));
        ofMerchants.forEach((merchantId, ofOne) -> count(merchantId, ofOne, now, inForce.get(merchantId)));
    }

    private void count(long merchantId, List<Fact> facts, Instant now, @Nullable LadderRow ladder) {
        var zone = merchants.require(merchantId).zoneId();
        var whose = whose(merchantId, facts);
        add(merchantId, facts, whose, zone);
        if (ladder == null) {
            return;
        }
        var rules = tools.json().readValue(ladder.content(), Ladder.class);
        var back = new HashMap<Long, List<Fact>>();
        var done = new TreeMap<LocalDate, Set<Long>>();
        for (var fact : facts) {
            if (fact.isBack()) {
                back.computeIfAbsent(cardOf(fact, whose), _ -> new ArrayList<>())
                        .add(fact);
            } else if (fact.isDeed()) {
                done.computeIfAbsent(monthOf(fact, now, zone), _ -> new HashSet<>())
                        .add(cardOf(fact, whose));
            }
        }
        var rising = new Look(rules, now, zone, Look.Occasion.DONE);
        done.forEach((month, looked) ->
                climbing.move(new Climbing.Rules(merchantId, ladder.id(), rising, month, Map.of()), looked));
        if (!back.isEmpty()) {
            var falling = new Look(rules, now, zone, Look.Occasion.GIVEN_BACK);
            climbing.move(
                    new Climbing.Rules(merchantId, ladder.id(), falling, Deeds.monthOf(now, zone), back),
                    back.keySet());
        }
        for (var fact : facts) {
            if (fact.soldLevelId() != null) {
                climbing.bought(
                        new Climbing.Rules(merchantId, ladder.id(), rising), cardOf(fact, whose), fact.soldLevelId());
            }
        }
    }

    /** What was just done at the end of a month counts in that month, though it is looked at in the next. */
    private static LocalDate monthOf(Fact fact, Instant now, ZoneId zone) {
        return Deeds.monthOf(fact.doneAt().isAfter(now.minus(JUST_DONE)) ? fact.doneAt() : now, zone);
    }

    /** What was done with an old card counts for the one that it went over to. */
    private Map<Long, Long> whose(long merchantId, List<Fact> facts) {
        var ids = facts.stream().map(Fact::cardId).distinct().toList();
        return cards.goneOver(merchantId, ids);
    }

    private static long cardOf(Fact fact, Map<Long, Long> whose) {
        return whose.getOrDefault(fact.cardId(), fact.cardId());
    }

    private record Key(long cardId, LocalDate month) {}

    private void add(long merchantId, List<Fact> facts, Map<Long, Long> whose, ZoneId zone) {
        var sums = new TreeMap<Key, GrowthMapper.Gained>(
                Comparator.comparingLong(Key::cardId).thenComparing(Key::month));
        for (var fact : facts) {
            var key = new Key(cardOf(fact, whose), Deeds.monthOf(fact.doneAt(), zone));
            sums.merge(key, gained(merchantId, key, fact), GrowthBook::both);
        }
        mapper.add(List.copyOf(sums.values()));
    }

    private GrowthMapper.Gained gained(long merchantId, Key key, Fact fact) {
        return new GrowthMapper.Gained(
                tools.ids().next(),
                merchantId,
                key.cardId(),
                key.month(),
                fact.topUpFen(),
                fact.spendFen(),
                fact.points());
    }

    private static GrowthMapper.Gained both(GrowthMapper.Gained one, GrowthMapper.Gained other) {
        return new GrowthMapper.Gained(
                one.id(),
                one.merchantId(),
                one.cardId(),
                one.month(),
                one.topUpFen() + other.topUpFen(),
                one.spendFen() + other.spendFen(),
                one.points() + other.points());
    }
}
