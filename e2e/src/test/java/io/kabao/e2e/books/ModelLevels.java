package io.kabao.e2e.books;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where one card stands among its merchant's levels, as anybody would keep it on paper. */
final class ModelLevels {

    private static final long YUAN = 100;

    private final Terms terms;
    private final List<Deed> counted = new ArrayList<>();
    private final List<Deed> fresh = new ArrayList<>();
    private final Set<String> met = new HashSet<>();
    private int rank;
    private @Nullable LocalDate reached;
    private @Nullable LocalDate keptUntil;
    private @Nullable LocalDate graceUntil;

    ModelLevels(Terms terms) {
        this.terms = terms;
    }

    /**
     * One level.
     *
     * @param growth that leads to it; the first asks for none
     */
    record Level(long growth, int discountBp, int pointsBp) {}

    /**
     * When a level has to be earned anew.
     *
     * @param oneDown whether a card falls to the next lower level, or to what it has earned
     */
    record Keep(int months, int graceDays, boolean oneDown) {}

    /**
     * What the merchant says.
     *
     * @param months that count, the present one and those before; null: all
     */
    record Terms(
            List<Level> levels,
            @Nullable Integer months,
            long perYuan,
            long perPoint,
            @Nullable Keep keep) {}

    /** Something that counts, or below zero is given back, on the day of what it undoes. */
    private record Deed(LocalDate day, long fen, long points) {

        private boolean isDone() {
            return fen > 0 || points > 0;
        }

        private boolean isBack() {
            return fen < 0 || points < 0;
        }
    }

    Level level() {
        return terms.levels().get(rank);
    }

    int rank() {
        return rank;
    }

    /** The day from which it is asked again whether the level is still earned; null: never. */
    @Nullable
    LocalDate dueOn() {
        return graceUntil == null ? keptUntil : graceUntil;
    }

    /** What became of the card so far. */
    Set<String> met() {
        return met;
    }

    /** An order that was paid with so much money and earned so many points; below zero: what was given back of it. */
    void done(LocalDate dayOfOrder, long fen, long points) {
        fresh.add(new Deed(dayOfOrder, fen, points));
    }

    /** What was done since the last time counts now. */
    void count(LocalDate today) {
        counted.addAll(fresh);
        var here = rank;
        if (fresh.stream().anyMatch(Deed::isDone)) {
            var earned = earned(all -> true, YearMonth.from(today));
            if (earned > rank) {
                place(earned, today);
            } else if (earned == rank && graceUntil != null) {
                met.add("kept in grace");
                place(rank, today);
            }
        }
        if (fresh.stream().anyMatch(Deed::isBack)) {
            giveBack(today);
        }
        if (rank > here) {
            met.add("rose");
        }
        fresh.clear();
    }

    private void giveBack(LocalDate today) {
        var earned = earned(all -> true, YearMonth.from(today));
        if (earned > rank) {
            place(earned, today);
        } else if (earned < rank && reached != null) {
            var then = YearMonth.from(reached);
            var left = earned(all -> true, then);
            var before = earned(deed -> !fresh.contains(deed) || !deed.isBack(), then);
            if (left < rank && before >= rank) {
                met.add("fell by what was given back");
                place(Math.max(earned, left), today);
            }
        }
    }

    /** A day has come: whoever has to have earned the level anew by now has done so, is given some days, or falls. */
    void end(LocalDate today) {
        var keep = terms.keep();
        for (var due = dueOn(); keep != null && due != null && !due.isAfter(today); due = dueOn()) {
            var earned = earned(all -> true, YearMonth.from(today));
            if (earned >= rank) {
                met.add("kept");
                place(earned, today);
            } else if (graceUntil == null && keep.graceDays() > 0) {
                met.add("grace");
                graceUntil = due.plusDays(keep.graceDays());
            } else {
                met.add("missed");
                var to = keep.oneDown() ? Math.max(rank - 1, earned) : earned;
                place(to, today);
                if (to > earned) {
                    reached = null;
                }
            }
        }
    }

    private void place(int to, LocalDate today) {
        rank = to;
        reached = today;
        graceUntil = null;
        keptUntil = terms.keep() == null || to == 0
                ? null
                : today.plusMonths(terms.keep().months()).plusDays(1);
    }

    /** The highest level that some of the deeds lead to, as they count in a month. */
    private int earned(Predicate<Deed> some, YearMonth month) {
        var fen = 0L;
        var points = 0L;
        for (var deed : counted) {
            var of = YearMonth.from(deed.day());
            var isWithin =
                    !of.isAfter(month) && (terms.months() == null || of.isAfter(month.minusMonths(terms.months())));
            if (isWithin && some.test(deed)) {
                fen += deed.fen();
                points += deed.points();
            }
        }
        var growth = Math.max(0, fen) / YUAN * terms.perYuan() + Math.max(0, points) * terms.perPoint();
        var highest = 0;
        for (var each = 1; each < terms.levels().size(); each++) {
            if (growth >= terms.levels().get(each).growth()) {
                highest = each;
            }
        }
        return highest;
    }
}
