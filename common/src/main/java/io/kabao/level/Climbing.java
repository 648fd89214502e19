package io.kabao.level;

import io.kabao.kernel.id.Ids;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Has cards go where they belong. Whoever looks at the same card at the same time looks one after the other. */
@Component
class Climbing {

    private final CardLevelMapper mapper;
    private final LadderMapper ladders;
    private final Deeds deeds;
    private final LevelGifts gifts;
    private final Ids ids;

    Climbing(CardLevelMapper mapper, LadderMapper ladders, Deeds deeds, LevelGifts gifts, Ids ids) {
        this.mapper = mapper;
        this.ladders = ladders;
        this.deeds = deeds;
        this.gifts = gifts;
        this.ids = ids;
    }

    /**
     * A ladder that is in force, or may be.
     *
     * @param month up to which what was done counts
     * @param back what is given back of cards
     */
    record Rules(long merchantId, long ladderId, Look look, LocalDate month, Map<Long, List<Fact>> back) {

        Rules(long merchantId, long ladderId, Look look) {
            this(merchantId, ladderId, look, Deeds.monthOf(look.now(), look.zone()), Map.of());
        }
    }

    /** What would become of these cards; those that would not change are left out. Nothing is changed. */
    List<Moved> wouldBe(Rules rules, Collection<Long> cards) {
        return cards.isEmpty() ? List.of() : changing(rules, cards, mapper.all(rules.merchantId(), cards));
    }

    /**
     * What became of a card.
     *
     * @param outcome with why it went elsewhere, where it did
     */
    record Moved(CardLevel was, Look.Outcome outcome) {

        boolean isElsewhere() {
            return outcome.reason() != null;
        }
    }

    /** Has these cards go where they belong and says what became of those that changed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Moved> move(Rules rules, Collection<Long> cards) {
        var changing = wouldBe(rules, cards).stream()
                .map(moved -> moved.was().id())
                .sorted()
                .toList();
        if (changing.isEmpty()) {
            return List.of();
        }
        mapper.make(rules.merchantId(), changing);
        var locked = mapper.lock(rules.merchantId(), changing);
        if (!isInForce(rules)) {
            // Whoever applies the levels that are in force now comes by.
            return List.of();
        }
        var moved = changing(rules, changing, locked);
        write(rules, moved);
        return moved;
    }

    /** The levels that cards have bought and may still use at a time. */
    List<Long> paidLevels(long merchantId, Instant now) {
        return mapper.paidLevels(merchantId, now);
    }

    /** Owes what is given for a level that was bought for a card. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void bought(Rules rules, long cardId, long levelId) {
        mapper.make(rules.merchantId(), List.of(cardId));
        mapper.lock(rules.merchantId(), List.of(cardId));
        var reached = new LevelChange(
                0, cardId, null, levelId, LevelChange.Reason.PAID, rules.look().now());
        gifts.owe(rules, List.of(reached));
    }

    private boolean isInForce(Rules rules) {
        return ladders.latest(rules.merchantId())
                .filter(row -> row.id() == rules.ladderId())
                .isPresent();
    }

    private List<Moved> changing(Rules rules, Collection<Long> cards, List<CardLevel> rows) {
        var look = rules.look();
        var known = rows.stream().collect(Collectors.toMap(CardLevel::id, Function.identity()));
        var merits = deeds.of(rules.merchantId(), look, cards, rules.month());
        var since = rules.back().isEmpty() ? Map.<Long, Look.Since>of() : asTheyCame(rules, known.values());
        var moved = new ArrayList<Moved>();
        for (var card : cards) {
            var was = known.getOrDefault(card, CardLevel.none(rules.merchantId(), card));
            var outcome =
                    look.at(was, merits.getOrDefault(card, Merits.NONE), since.getOrDefault(card, Look.Since.NOTHING));
            if (!outcome.isNow().equals(was)) {
                moved.add(new Moved(was, outcome));
            }
        }
        return moved;
    }

    /** What cards came to their levels by: what counted in the month in which each did. */
    private Map<Long, Look.Since> asTheyCame(Rules rules, Collection<CardLevel> rows) {
        var byMonth = new HashMap<LocalDate, List<Long>>();
        for (var row : rows) {
            if (row.levelId() != null && row.reachedAt() != null) {
                var month = Deeds.monthOf(row.reachedAt(), rules.look().zone());
                byMonth.computeIfAbsent(month, _ -> new ArrayList<>()).add(row.id());
            }
        }
        var since = new HashMap<Long, Look.Since>();
        byMonth.forEach((month, cards) -> {
            var left = deeds.of(rules.merchantId(), rules.look(), cards, month);
            cards.forEach(card ->
                    since.put(card, new Look.Since(left.getOrDefault(card, Merits.NONE), back(rules, card, month))));
        });
        return since;
    }

    /** What is given back of a card, as far as it counted in a month. */
    private static Merits back(Rules rules, long card, LocalDate month) {
        var look = rules.look();
        var from = look.ladder().growth().from(month);
        return rules.back().getOrDefault(card, List.of()).stream()
                .filter(fact -> {
                    var day = Deeds.monthOf(fact.doneAt(), look.zone());
                    return !day.isBefore(from) && !day.isAfter(month);
                })
                .map(Fact::back)
                .reduce(Merits.NONE, Merits::plus);
    }

    private void write(Rules rules, List<Moved> moved) {
        if (moved.isEmpty()) {
            return;
        }
        mapper.put(moved.stream()
                .map(each -> CardLevelMapper.Put.of(each.outcome().isNow()))
                .toList());
        var elsewhere = new ArrayList<CardLevelMapper.Changed>();
        for (var each : moved) {
            var reason = each.outcome().reason();
            if (reason != null) {
                var change = new LevelChange(
                        ids.next(),
                        each.was().id(),
                        each.was().levelId(),
                        each.outcome().isNow().levelId(),
                        reason,
                        rules.look().now());
                elsewhere.add(new CardLevelMapper.Changed(change.id(), rules.merchantId(), change, rules.ladderId()));
            }
        }
        if (!elsewhere.isEmpty()) {
            mapper.note(elsewhere);
            gifts.owe(
                    rules,
                    elsewhere.stream().map(CardLevelMapper.Changed::change).toList());
        }
    }
}
