package io.kabao.reminder;

import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.ledger.CardLinks;
import io.kabao.ledger.EndingLots;
import io.kabao.ledger.LinkedCard;
import io.kabao.points.Rulebook;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells whose points end. A balance is its oldest card's that has it for itself: whoever shares it, or a company's, is not told. */
@Component
class EndingPoints {

    /** Lots that are looked at together, whosesoever they are: a walk along the index stays short so. */
    private static final int AT_ONCE = 1_000;

    private final EndingLots lots;
    private final Rulebook rulebook;
    private final MemberCards cards;
    private final CardLinks links;
    private final Telling telling;

    EndingPoints(EndingLots lots, Rulebook rulebook, MemberCards cards, CardLinks links, Telling telling) {
        this.lots = lots;
        this.rulebook = rulebook;
        this.cards = cards;
        this.links = links;
        this.telling = telling;
    }

    int tell() {
        var rounds = telling.rounds(ReminderKind.POINTS, rulebook.reminderDays());
        var now = telling.now();
        var by = now.plus(Duration.ofDays(
                rounds.values().stream().mapToInt(Round::days).max().orElse(0)));
        var told = 0;
        var ending = lots.after(EndingLots.Place.behind(now), by, AT_ONCE);
        while (!ending.isEmpty() && telling.isAnyOn(rounds)) {
            for (var each : holders(ending, rounds, now).entrySet()) {
                told += tell(each.getKey(), each.getValue());
            }
            ending = lots.after(ending.getLast().place(), by, AT_ONCE);
        }
        return told;
    }

    /** Whose lots end as early as their merchants say, those first whose lots end first. */
    private static Map<Round, Set<Long>> holders(List<EndingLots.Ending> ending, Map<Long, Round> rounds, Instant now) {
        var holders = new LinkedHashMap<Round, Set<Long>>();
        for (var lot : ending) {
            var round = rounds.get(lot.merchantId());
            if (round != null && !lot.expiresAt().isAfter(now.plus(Duration.ofDays(round.days())))) {
                holders.computeIfAbsent(round, _ -> new LinkedHashSet<>()).add(lot.holderId());
            }
        }
        return holders;
    }

    private int tell(Round round, Set<Long> holders) {
        return telling.each(round, () -> whoseOwn(round, holders));
    }

    private Set<Long> whoseOwn(Round round, Set<Long> holders) {
        var used = cards.usable(round.merchantId(), holders, telling.now());
        var shared = links
                .all(round.merchantId(), used.stream().map(MemberCard::id).toList())
                .stream()
                .map(LinkedCard::cardId)
                .collect(Collectors.toSet());
        var own = new HashMap<Long, Long>();
        used.stream()
                .filter(card -> !shared.contains(card.id()))
                .forEach(card -> own.putIfAbsent(card.holderId(), card.memberId()));
        return telling.untold(
                round, holders.stream().map(own::get).filter(Objects::nonNull).toList());
    }
}
