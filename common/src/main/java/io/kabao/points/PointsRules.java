package io.kabao.points;

import io.kabao.kernel.json.JsonId;
import io.kabao.ledger.Shares;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A merchant's rules as they stood from one moment on.
 *
 * @param earning in the order that they count in
 */
public record PointsRules(List<EarnRule> earning, PointsSettings settings) {

    /** Before a merchant says anything nothing is earned. */
    public static final PointsRules NONE = new PointsRules(List.of(), PointsSettings.USUAL);

    /** The most that one order earns, whatever its rules say. */
    public static final long ORDER_MOST = 1_000_000_000;

    private static final int WHOLE_BP = 10_000;

    /** Puts the rules in order. */
    public PointsRules {
        earning = EarnRule.inOrder(earning);
    }

    /**
     * Why an order earned points: what one rule gave, or what its level made of that.
     *
     * @param ruleId of the rule, or the level
     * @param fen that it was given for; 0: it was the level
     */
    public record Reason(@JsonId long ruleId, String name, long fen, long points) {}

    /**
     * What an order earns.
     *
     * @param points after all bounds
     * @param ofItems how they spread over what was bought, in its order; together all of them
     * @param reasons what each rule gave, before the bounds that all rules share; together no more than one order may earn, so
     *     that a rule for which that leaves nothing is none
     */
    public record Earning(long points, List<Long> ofItems, List<Reason> reasons) {

        /** Takes copies of the lists. */
        public Earning {
            ofItems = List.copyOf(ofItems);
            reasons = List.copyOf(reasons);
        }
    }

    /** Whether what an order earns may depend on a birthday. */
    public boolean asksForBirthdays() {
        return earning.stream().anyMatch(rule -> rule.isActive() && rule.terms().birthday() != null);
    }

    /** What an order earns by these rules. */
    public Earning earned(Bought bought) {
        var items = bought.items();
        var given = new long[items.size()];
        var reasons = new ArrayList<Reason>();
        var sum = 0L;
        for (var fit : fitting(bought).entrySet()) {
            var rule = fit.getKey();
            var fen = fit.getValue().stream()
                    .mapToLong(place -> items.get(place).fen())
                    .sum();
            // What many rules give together could not be shared out in a long any more.
            var points = Math.min(ORDER_MOST - sum, rule.reward().of(fen));
            if (points > 0) {
                reasons.add(new Reason(rule.id(), rule.name(), fen, points));
                var spread = new Spread(points, fen);
                fit.getValue()
                        .forEach(place ->
                                given[place] += spread.next(items.get(place).fen()));
                sum += points;
            }
        }
        var points = bounded(ofLevel(sum, bought.rung(), reasons), bought.earnedToday());
        var spread = new Spread(points, Math.max(1, sum));
        return new Earning(
                points, LongStream.of(given).map(spread::next).boxed().toList(), reasons);
    }

    /** What a level makes of what the rules give, rounded down; the difference is a reason of its own. */
    private static long ofLevel(long points, Bought.@Nullable Rung rung, List<Reason> reasons) {
        if (rung == null || rung.pointsBp() == WHOLE_BP) {
            return points;
        }
        var multiplied = Shares.of(points, rung.pointsBp(), WHOLE_BP);
        if (multiplied != points) {
            reasons.add(new Reason(rung.levelId(), rung.name(), 0, multiplied - points));
        }
        return multiplied;
    }

    /** Shares of something by weights, one after another: together they are all of it, whatever is rounded. */
    private static final class Spread {

        private final long all;
        private final long weights;
        private long upTo;
        private long given;

        Spread(long all, long weights) {
            this.all = all;
            this.weights = weights;
        }

        long next(long weight) {
            upTo += weight;
            var share = Shares.of(all, upTo, weights) - given;
            given += share;
            return share;
        }
    }

    /** The rules that fit, each with the places of the items that it is for. */
    private Map<EarnRule, List<Integer>> fitting(Bought bought) {
        var fitting = new LinkedHashMap<EarnRule, List<Integer>>();
        var on = earning.stream().filter(rule -> rule.isOn(bought.at())).toList();
        for (var place = 0; place < bought.items().size(); place++) {
            var isFirst = true;
            for (var rule : on) {
                if (rule.terms().fits(bought, bought.items().get(place)) && (rule.onTop() || isFirst)) {
                    fitting.computeIfAbsent(rule, _ -> new ArrayList<>()).add(place);
                    isFirst &= rule.onTop();
                }
            }
        }
        return fitting;
    }

    private long bounded(long points, long earnedToday) {
        var most = ORDER_MOST;
        if (settings.perOrderMost() != null) {
            most = Math.min(most, settings.perOrderMost());
        }
        if (settings.perDayMost() != null) {
            most = Math.min(most, Math.max(0, settings.perDayMost() - earnedToday));
        }
        return Math.min(points, most);
    }
}
