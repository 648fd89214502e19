package io.kabao.reminder;

import io.kabao.card.CardStatus;
import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.level.EndingLevels;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells who loses a level unless more is done by the time it is asked for; in the days of grace nobody is told again. */
@Component
class LevelsAtRisk {

    /** Cards that are looked at together, whosesoever they are: a walk along the index stays short so. */
    private static final int AT_ONCE = 1_000;

    private final EndingLevels levels;
    private final MemberCards cards;
    private final Telling telling;

    LevelsAtRisk(EndingLevels levels, MemberCards cards, Telling telling) {
        this.levels = levels;
        this.cards = cards;
        this.telling = telling;
    }

    int tell() {
        var days = telling.isOn(ReminderKind.LEVEL) ? levels.warningDays() : Map.<Long, Integer>of();
        if (days.isEmpty()) {
            return 0;
        }
        var now = telling.now();
        var by = now.plus(Duration.ofDays(Collections.max(days.values())));
        var told = 0;
        var ending = levels.after(EndingLevels.Place.behind(now), by, AT_ONCE);
        while (!ending.isEmpty() && telling.isOn(ReminderKind.LEVEL)) {
            var ofMerchants = ending.stream()
                    .filter(card -> !card.inGrace() && days.containsKey(card.merchantId()))
                    .filter(card ->
                            !card.dueAt().isAfter(now.plus(Duration.ofDays(days.getOrDefault(card.merchantId(), 0)))))
                    .collect(Collectors.groupingBy(EndingLevels.Ending::merchantId));
            for (var each : ofMerchants.entrySet()) {
                var merchant = each.getKey();
                told += tell(
                        new Telling.Round(merchant, ReminderKind.LEVEL, days.getOrDefault(merchant, 0)),
                        each.getValue());
            }
            ending = levels.after(ending.getLast().place(), by, AT_ONCE);
        }
        return told;
    }

    private int tell(Telling.Round round, List<EndingLevels.Ending> ending) {
        return telling.each(round, () -> whoLoses(round, ending));
    }

    private Set<Long> whoLoses(Telling.Round round, List<EndingLevels.Ending> ending) {
        var asked = ending.stream().collect(Collectors.toMap(EndingLevels.Ending::id, Function.identity()));
        var ofMembers = cards.ofIds(round.merchantId(), asked.keySet()).stream()
                .filter(this::isInUse)
                .collect(Collectors.groupingBy(
                        MemberCard::memberId, Collectors.mapping(MemberCard::id, Collectors.toList())));
        return telling.untold(round, ofMembers.keySet()).stream()
                .filter(member -> ofMembers.getOrDefault(member, List.of()).stream()
                        .anyMatch(card -> levels.isAtRisk(Objects.requireNonNull(asked.get(card)))))
                .collect(Collectors.toSet());
    }

    private boolean isInUse(MemberCard card) {
        var end = card.expiresAt();
        return card.status() == CardStatus.ACTIVE && (end == null || end.isAfter(telling.now()));
    }
}
