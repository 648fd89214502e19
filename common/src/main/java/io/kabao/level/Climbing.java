package io.kabao.level;

import io.kabao.kernel.id.Ids;
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
    private final Deeds deeds;
    private final LevelGifts gifts;
    private final Ids ids;

    Climbing(CardLevelMapper mapper, Deeds deeds, LevelGifts gifts, Ids ids) {
        this.mapper = mapper;
        this.deeds = deeds;
        this.gifts = gifts;
        this.ids = ids;
    }

    /** A ladder that is in force, or may be. */
    record Rules(long merchantId, long ladderId, Look look) {}

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
        var moved = changing(rules, changing, mapper.lock(rules.merchantId(), changing));
        write(rules, moved);
        return moved;
    }

    private List<Moved> changing(Rules rules, Collection<Long> cards, List<CardLevel> rows) {
        var look = rules.look();
        var known = rows.stream().collect(Collectors.toMap(CardLevel::id, Function.identity()));
        var merits = deeds.of(rules.merchantId(), look, cards, Deeds.monthOf(look.now(), look.zone()));
        var then = look.occasion() == Look.Occasion.GIVEN_BACK
                ? asTheyCame(rules, known.values())
                : Map.<Long, Merits>of();
        var moved = new ArrayList<Moved>();
        for (var card : cards) {
            var was = known.getOrDefault(card, CardLevel.none(rules.merchantId(), card));
            var outcome = look.at(was, merits.getOrDefault(card, Merits.NONE), then.getOrDefault(card, Merits.NONE));
            if (!outcome.isNow().equals(was)) {
                moved.add(new Moved(was, outcome));
            }
        }
        return moved;
    }

    /** What was done with cards as it counted in the month in which each came to its level. */
    private Map<Long, Merits> asTheyCame(Rules rules, Collection<CardLevel> rows) {
        var byMonth = new HashMap<LocalDate, List<Long>>();
        for (var row : rows) {
            if (row.levelId() != null && row.reachedAt() != null) {
                var month = Deeds.monthOf(row.reachedAt(), rules.look().zone());
                byMonth.computeIfAbsent(month, _ -> new ArrayList<>()).add(row.id());
            }
        }
        var then = new HashMap<Long, Merits>();
        byMonth.forEach((month, cards) -> then.putAll(deeds.of(rules.merchantId(), rules.look(), cards, month)));
        return then;
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
