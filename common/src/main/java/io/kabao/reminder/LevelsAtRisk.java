package io.kabao.reminder;

import io.kabao.card.CardStatus;
import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.level.EndingLevels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        var rounds = telling.rounds(ReminderKind.LEVEL, levels.warningDays());
        var now = telling.now();
        var by = now.plus(Duration.ofDays(
                rounds.values().stream().mapToInt(Round::days).max().orElse(0)));
        var told = 0;
        var ending = levels.after(EndingLevels.Place.behind(now), by, AT_ONCE);
        while (!ending.isEmpty() && telling.isAnyOn(rounds)) {
            for (var each : asked(ending, rounds, now).entrySet()) {
                told += telling.each(each.getKey(), () -> whoLoses(each.getKey(), each.getValue()));
            }
            ending = levels.after(ending.getLast().place(), by, AT_ONCE);
        }
        return told;
    }

    /** The cards that are asked as early as their merchants say, those first that are asked first. */
    private static Map<Round, List<EndingLevels.Ending>> asked(
            List<EndingLevels.Ending> ending, Map<Long, Round> rounds, Instant now) {
        var asked = new LinkedHashMap<Round, List<EndingLevels.Ending>>();
        for (var card : ending) {
            var round = rounds.get(card.merchantId());
            if (round != null && !card.inGrace() && !card.dueAt().isAfter(now.plus(Duration.ofDays(round.days())))) {
                asked.computeIfAbsent(round, _ -> new ArrayList<>()).add(card);
            }
        }
        return asked;
    }

    private Set<Long> whoLoses(Round round, List<EndingLevels.Ending> ending) {
        var ids = ending.stream().map(EndingLevels.Ending::id).toList();
        var whose = new HashMap<Long, Long>();
        cards.ofIds(round.merchantId(), ids).stream()
                .filter(this::isInUse)
                .forEach(card -> whose.put(card.id(), card.memberId()));
        var ofMembers = new LinkedHashMap<Long, List<EndingLevels.Ending>>();
        for (var card : ending) {
            var member = whose.get(card.id());
            if (member != null) {
                ofMembers.computeIfAbsent(member, _ -> new ArrayList<>()).add(card);
            }
        }
        var losing = new LinkedHashSet<Long>();
        for (var member : telling.untold(round, ofMembers.keySet())) {
            if (ofMembers.getOrDefault(member, List.of()).stream().anyMatch(levels::isAtRisk)) {
                losing.add(member);
            }
        }
        return losing;
    }

    private boolean isInUse(MemberCard card) {
        var end = card.expiresAt();
        return card.status() == CardStatus.ACTIVE && (end == null || end.isAfter(telling.now()));
    }
}
