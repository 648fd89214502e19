package io.kabao.e2e.books;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One card's points as anybody would keep them on paper: slow, alone, and with nothing of the product's code. */
final class ModelPoints {

    static final long LIMIT = 500_000;

    private static final long WHOLE_BP = 10_000;
    private static final LocalDate ALWAYS = LocalDate.of(1, 1, 1);
    private static final LocalDate NEVER = LocalDate.of(9999, 1, 1);

    private final Terms terms;
    private final ModelLevels levels;
    private final List<Lot> lots = new ArrayList<>();
    private final Map<String, Order> orders = new LinkedHashMap<>();
    private LocalDate today;
    private long owed;
    private long earnedToday;
    private long bonus;

    ModelPoints(Terms terms, ModelLevels levels, LocalDate today) {
        this.terms = terms;
        this.levels = levels;
        this.today = today;
    }

    /** So many points for each full amount, by the first of these rules, and by all that are on top. */
    record Rule(long points, long perFen, @Nullable Long most, boolean onTop) {

        private long of(long fen) {
            return Math.min(fen / perFen * points, most == null ? Long.MAX_VALUE : most);
        }
    }

    /**
     * What the merchant says.
     *
     * @param months that points last, up to the end of a day; null: to the end of the year, or for ever
     * @param pendingDays until what an order earns can be used
     * @param step points that go by so many, each of which is worth so many fen
     */
    record Terms(
            List<Rule> rules,
            @Nullable Long orderMost,
            @Nullable Long dayMost,
            @Nullable Integer months,
            boolean toEndOfYear,
            int pendingDays,
            long step,
            long fen,
            int mostBp) {}

    private static final class Lot {
        private final LocalDate begin;
        private final LocalDate end;
        private long left;
        private long ended;

        private Lot(LocalDate begin, LocalDate end) {
            this.begin = begin;
            this.end = end;
        }
    }

    private record Use(Lot lot, long points) {}

    private static final class Order {
        private final LocalDate day;
        private final long fen;
        private final long pointsFen;
        private final List<Use> uses;
        private long earned;
        private @Nullable Lot into;
        private long back;
        private long pointsFenBack;
        private long pointsBack;
        private long takenBack;

        private Order(LocalDate day, long fen, long pointsFen, List<Use> uses) {
            this.day = day;
            this.fen = fen;
            this.pointsFen = pointsFen;
            this.uses = uses;
        }
    }

    /** What a step moved, or why it was refused. */
    record Moved(String outcome, long points, long fen, long usable, long owed) {}

    private Moved done(long points, long fen) {
        return new Moved("done", points, fen, usable(), owed);
    }

    private Moved refused(String why) {
        return new Moved(why, 0, 0, usable(), owed);
    }

    /** Points go by so many. */
    long step() {
        return terms.step();
    }

    /** In fen, of whole steps. */
    long worth(long points) {
        return points / terms.step() * terms.fen();
    }

    /** What can be used today. */
    long usable() {
        return open().stream().mapToLong(lot -> lot.left).sum();
    }

    long owed() {
        return owed;
    }

    /** What is left in the lots whose end has not come, in the order they were made. */
    List<Long> lots() {
        return lots.stream()
                .filter(lot -> lot.end.isAfter(today))
                .map(lot -> lot.left)
                .toList();
    }

    private List<Lot> open() {
        return lots.stream()
                .filter(lot -> lot.left > 0 && lot.end.isAfter(today) && !lot.begin.isAfter(today))
                .sorted(Comparator.comparing(lot -> lot.end))
                .toList();
    }

    /** A day begins: what ends with the one before is gone, and nothing was earned yet. */
    void begin(LocalDate day) {
        if (day.isAfter(today)) {
            earnedToday = 0;
        }
        today = day;
        for (var lot : lots) {
            if (!lot.end.isAfter(today)) {
                lot.ended += lot.left;
                lot.left = 0;
            }
        }
    }

    private LocalDate end(LocalDate usableFrom) {
        if (terms.months() != null) {
            return usableFrom.plusMonths(terms.months()).plusDays(1);
        }
        return terms.toEndOfYear() ? LocalDate.of(usableFrom.getYear() + 1, 1, 1) : NEVER;
    }

    private @Nullable Lot give(long points, int pendingDays) {
        var settled = Math.min(points, owed);
        owed -= settled;
        if (points == settled) {
            return null;
        }
        var begin = pendingDays == 0 ? ALWAYS : today.plusDays(pendingDays);
        var end = end(today.plusDays(pendingDays));
        var into = lots.stream()
                .filter(lot -> lot.left > 0 && lot.end.isAfter(today))
                .filter(lot -> lot.begin.equals(begin) && lot.end.equals(end))
                .findFirst()
                .orElseGet(() -> {
                    var fresh = new Lot(begin, end);
                    lots.add(fresh);
                    return fresh;
                });
        into.left += points - settled;
        return into;
    }

    private List<Use> use(long points) {
        var uses = new ArrayList<Use>();
        var wanted = points;
        for (var lot : open()) {
            var now = Math.min(wanted, lot.left);
            if (now > 0) {
                lot.left -= now;
                uses.add(new Use(lot, now));
                wanted -= now;
            }
        }
        return uses;
    }

    /** Whether there are so many once what is owed is paid; then it is. */
    private boolean settledFor(long points) {
        var there = usable();
        if (points > there - Math.min(owed, there)) {
            return false;
        }
        var settled = Math.min(owed, there);
        use(settled);
        owed -= settled;
        return true;
    }

    /** Points are given, or below zero taken. */
    Moved adjust(long points) {
        if (points == 0) {
            return refused("POINTS_NOT_WHOLE");
        }
        if (points < 0 && !settledFor(-points)) {
            return refused("POINTS_TOO_LOW");
        }
        if (points > 0) {
            give(points, 0);
        } else {
            use(-points);
        }
        return done(points, 0);
    }

    Moved exchange(long points) {
        if (points % terms.step() != 0) {
            return refused("POINTS_NOT_WHOLE");
        }
        var worth = worth(points);
        if (bonus + worth > LIMIT) {
            return refused("POINTS_BEYOND_LIMIT");
        }
        if (!settledFor(points)) {
            return refused("POINTS_TOO_LOW");
        }
        use(points);
        bonus += worth;
        return done(points, worth);
    }

    /** What is left to be paid of an order for so much, at the level where the card stands. */
    long payable(long listFen) {
        return listFen - share(listFen, levels.level().discountBp(), WHOLE_BP);
    }

    /** An order that is paid with points and with cash; what moved is what it earned. */
    Moved spend(String orderNo, long listFen, long points) {
        var fen = payable(listFen);
        if (points % terms.step() != 0) {
            return refused("POINTS_NOT_WHOLE");
        }
        var worth = worth(points);
        if (worth > share(fen, terms.mostBp(), WHOLE_BP)) {
            return refused("POINTS_TOO_MANY");
        }
        if (points > 0 && !settledFor(points)) {
            return refused("POINTS_TOO_LOW");
        }
        var order = new Order(today, fen, worth, use(points));
        order.earned = earned(fen - worth);
        order.into = give(order.earned, terms.pendingDays());
        earnedToday += order.earned;
        orders.put(orderNo, order);
        levels.done(today, fen - worth, order.earned);
        return done(order.earned, worth);
    }

    private long earned(long fen) {
        var sum = 0L;
        var isFirst = true;
        for (var rule : terms.rules()) {
            if (rule.onTop() || isFirst) {
                sum += rule.of(fen);
                isFirst &= rule.onTop();
            }
        }
        sum = share(sum, levels.level().pointsBp(), WHOLE_BP);
        if (terms.orderMost() != null) {
            sum = Math.min(sum, terms.orderMost());
        }
        return terms.dayMost() == null ? sum : Math.min(sum, Math.max(0, terms.dayMost() - earnedToday));
    }

    long refundable(String orderNo) {
        var order = Objects.requireNonNull(orders.get(orderNo));
        return order.fen - order.back;
    }

    /** So much of an order goes back: what points paid of it as points, and what it earned is taken back. */
    Moved refund(String orderNo, long fen) {
        var order = Objects.requireNonNull(orders.get(orderNo));
        if (fen > refundable(orderNo) || fen == 0) {
            return refused("REFUND_TOO_MUCH");
        }
        var used = order.uses.stream().mapToLong(Use::points).sum();
        var upTo = pointsBack(order, used, fen);
        var worth = fen == refundable(orderNo) ? order.pointsFen : share(upTo, order.pointsFen, used);
        var money = fen - (worth - order.pointsFenBack);
        if (money > order.fen - order.pointsFen - (order.back - order.pointsFenBack)) {
            return refused("REFUND_NOT_WHOLE");
        }
        var pointsFen = worth - order.pointsFenBack;
        order.back += fen;
        order.pointsFenBack = worth;
        giveBack(order, upTo);
        var takenBack = order.earned - share(order.earned, order.fen - order.back, order.fen) - order.takenBack;
        order.takenBack += takenBack;
        takeBack(order.into, takenBack);
        levels.done(order.day, -money, -takenBack);
        return done(takenBack, pointsFen);
    }

    /** How many points will have gone back: all with the last fen, else the most whole ones that their share and this refund hold. */
    private long pointsBack(Order order, long used, long fen) {
        if (order.back + fen == order.fen) {
            return used;
        }
        var upTo = order.pointsBack;
        while (upTo < share(order.back + fen, used, order.fen)
                && share(upTo + 1, order.pointsFen, used) - order.pointsFenBack <= fen) {
            upTo++;
        }
        return upTo;
    }

    private void giveBack(Order order, long upTo) {
        var before = order.pointsBack;
        order.pointsBack = upTo;
        var place = 0L;
        for (var use : order.uses.reversed()) {
            var from = Math.max(place, before);
            var to = Math.min(place + use.points(), upTo);
            place += use.points();
            if (to > from) {
                var settled = Math.min(to - from, owed);
                owed -= settled;
                if (use.lot().end.isAfter(today)) {
                    use.lot().left += to - from - settled;
                } else {
                    use.lot().ended += to - from - settled;
                }
            }
        }
    }

    private void takeBack(@Nullable Lot into, long points) {
        var rest = points;
        if (into != null) {
            var left = Math.min(rest, into.left);
            into.left -= left;
            var ended = Math.min(rest - left, into.ended);
            into.ended -= ended;
            rest -= left + ended;
        }
        var ofOthers = Math.min(rest, usable());
        use(ofOthers);
        owed += rest - ofOthers;
    }

    private static long share(long amount, long share, long whole) {
        return whole == 0
                ? 0
                : BigInteger.valueOf(amount)
                        .multiply(BigInteger.valueOf(share))
                        .divide(BigInteger.valueOf(whole))
                        .longValueExact();
    }
}
