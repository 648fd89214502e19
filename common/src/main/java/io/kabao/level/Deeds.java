package io.kabao.level;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells what was done with cards within the time that counts for a merchant's levels. */
@Component
class Deeds {

    private final GrowthMapper growth;
    private final List<GrowthSource> sources;

    Deeds(GrowthMapper growth, List<GrowthSource> sources) {
        this.growth = growth;
        this.sources = sources;
    }

    static LocalDate monthOf(Instant time, ZoneId zone) {
        return LocalDate.ofInstant(time, zone).withDayOfMonth(1);
    }

    /** What was done with these cards as it counts in a month; a card with which nothing was is left out. */
    Map<Long, Merits> of(long merchantId, Look look, Collection<Long> cards, LocalDate month) {
        var merits = new HashMap<Long, Merits>();
        if (cards.isEmpty()) {
            return merits;
        }
        var from = look.ladder().growth().from(month);
        growth.sums(merchantId, cards, new GrowthMapper.Months(from, month))
                .forEach(sum -> merits.put(sum.cardId(), new Merits(sum.topUpFen(), sum.spendFen(), sum.points(), 0)));
        if (look.ladder().asksForTopUps()) {
            var within = new GrowthSource.Stretch(
                    from.atStartOfDay(look.zone()).toInstant(),
                    month.plusMonths(1).atStartOfDay(look.zone()).toInstant());
            for (var source : sources) {
                source.largestTopUps(merchantId, cards, within)
                        .forEach((card, fen) -> merits.put(
                                card, merits.getOrDefault(card, Merits.NONE).with(fen)));
            }
        }
        return merits;
    }
}
