package io.kabao.e2e.books;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One card's books as anybody would keep them on paper: slow, alone, and with nothing of the product's code. */
final class ModelLedger {

    static final long LIMIT = 500_000;

    private final List<Lot> lots = new ArrayList<>();
    private final Map<String, Order> orders = new LinkedHashMap<>();
    private final Map<String, List<Use>> holds = new LinkedHashMap<>();

    private static final class Lot {
        private final long principal;
        private final long bonus;
        private long principalGone;
        private long bonusGone;
        private long withdrawn;
        private long paidBack;

        private Lot(long principal, long bonus) {
            this.principal = principal;
            this.bonus = bonus;
        }

        private long left() {
            return principal + bonus - principalGone - bonusGone;
        }
    }

    /** Why the law has a top-up paid back. */
    enum Cause {
        SEVEN_DAYS,
        MERCHANT,
        CONSUMER
    }

    private static final class Use {
        private final Lot lot;
        private final long principal;
        private final long bonus;
        private long principalBack;
        private long bonusBack;

        private Use(Lot lot, long principal, long bonus) {
            this.lot = lot;
            this.principal = principal;
            this.bonus = bonus;
        }

        private long fen() {
            return principal + bonus;
        }

        private long kept() {
            return fen() - principalBack - bonusBack;
        }
    }

    private static final class Order {
        private final List<Use> uses = new ArrayList<>();
        private final long stored;
        private final long other;
        private long storedBack;
        private long otherBack;

        private Order(long stored, long other) {
            this.stored = stored;
            this.other = other;
        }
    }

    /** Principal, bonus and other money that a step moved. */
    record Moved(long principal, long bonus, long other, long balance) {}

    /**
     * What came of a refund of a top-up, or of principal that was to be paid out.
     *
     * @param outcome {@code done}, or why nothing was paid
     */
    record Returned(String outcome, long paid, long principal, long bonus, long balance) {}

    long balance() {
        return lots.stream().mapToLong(Lot::left).sum();
    }

    long held() {
        return holds.values().stream().flatMap(List::stream).mapToLong(Use::fen).sum();
    }

    /** Null: refused. */
    @Nullable
    Moved topUp(long principal, long bonus) {
        if (balance() + held() + principal + bonus > LIMIT) {
            return null;
        }
        lots.add(new Lot(principal, bonus));
        return new Moved(principal, bonus, 0, balance());
    }

    /** Null: refused. */
    @Nullable
    Moved spend(String orderNo, long fen, long other) {
        var stored = fen - other;
        if (stored > balance()) {
            return null;
        }
        var order = new Order(stored, other);
        order.uses.addAll(take(stored));
        orders.put(orderNo, order);
        return moved(order.uses, other);
    }

    private List<Use> take(long fen) {
        var uses = new ArrayList<Use>();
        var open = fen;
        for (var lot : lots) {
            var now = Math.min(open, lot.left());
            if (now == 0) {
                continue;
            }
            var goneAfter = lot.principalGone + lot.bonusGone + now;
            var bonus = share(goneAfter, lot.bonus, lot.principal + lot.bonus) - lot.bonusGone;
            bonus = Math.min(Math.max(bonus, now - (lot.principal - lot.principalGone)), lot.bonus - lot.bonusGone);
            bonus = Math.min(Math.max(bonus, 0), now);
            lot.bonusGone += bonus;
            lot.principalGone += now - bonus;
            uses.add(new Use(lot, now - bonus, bonus));
            open -= now;
        }
        return uses;
    }

    private Moved moved(List<Use> uses, long other) {
        return new Moved(
                uses.stream().mapToLong(use -> use.principal).sum(),
                uses.stream().mapToLong(use -> use.bonus).sum(),
                other,
                balance());
    }

    /** Null: refused. */
    @Nullable
    Moved hold(String orderNo, long fen) {
        if (fen > balance()) {
            return null;
        }
        var uses = take(fen);
        holds.put(orderNo, uses);
        return moved(uses, 0);
    }

    long heldFor(String orderNo) {
        return holds.getOrDefault(orderNo, List.of()).stream()
                .mapToLong(Use::fen)
                .sum();
    }

    /** What was held goes back but for what the order cost; null: refused. */
    @Nullable
    Moved settle(String orderNo, long cost) {
        if (cost > heldFor(orderNo)) {
            return null;
        }
        var order = new Order(cost, 0);
        var open = cost;
        for (var use : Objects.requireNonNull(holds.remove(orderNo))) {
            var now = Math.min(open, use.fen());
            var bonus = share(now, use.bonus, use.fen());
            if (now > 0) {
                order.uses.add(new Use(use.lot, now - bonus, bonus));
            }
            use.lot.bonusGone -= use.bonus - bonus;
            use.lot.principalGone -= use.principal - (now - bonus);
            open -= now;
        }
        if (cost > 0) {
            orders.put(orderNo, order);
        }
        return moved(order.uses, 0);
    }

    long refundable(String orderNo) {
        var order = orders.get(orderNo);
        return order == null ? 0 : order.stored + order.other - order.storedBack - order.otherBack;
    }

    /** Null: refused. */
    @Nullable
    Moved refund(String orderNo, long fen) {
        var order = orders.get(orderNo);
        if (order == null || fen > refundable(orderNo) || fen == 0) {
            return null;
        }
        var stored = share(order.storedBack + order.otherBack + fen, order.stored, order.stored + order.other)
                - order.storedBack;
        var open = stored;
        var principal = 0L;
        var bonus = 0L;
        for (var use : order.uses.reversed()) {
            var now = Math.min(open, use.kept());
            if (now == 0) {
                continue;
            }
            var toBonus = share(use.principalBack + use.bonusBack + now, use.bonus, use.principal + use.bonus)
                    - use.bonusBack;
            toBonus = Math.min(Math.max(toBonus, now - (use.principal - use.principalBack)), use.bonus - use.bonusBack);
            use.bonusBack += toBonus;
            use.principalBack += now - toBonus;
            use.lot.bonusGone -= toBonus;
            use.lot.principalGone -= now - toBonus;
            bonus += toBonus;
            principal += now - toBonus;
            open -= now;
        }
        order.storedBack += stored;
        order.otherBack += fen - stored;
        return new Moved(principal, bonus, fen - stored, balance());
    }

    /** Pays principal out of the oldest lots and leaves their bonus where it is. */
    Returned withdraw(long fen) {
        var there = lots.stream()
                .mapToLong(lot -> lot.principal - lot.principalGone)
                .sum();
        if (fen == 0) {
            return refused("AMOUNT_WRONG");
        }
        if (fen > there) {
            return refused("PRINCIPAL_TOO_LOW");
        }
        var open = fen;
        for (var lot : lots) {
            var now = Math.min(open, lot.principal - lot.principalGone);
            lot.principalGone += now;
            lot.withdrawn += now;
            open -= now;
        }
        return new Returned("done", fen, fen, 0, balance());
    }

    /**
     * Pays back the top-up of this number, from 0: what was paid in for {@link Cause#SEVEN_DAYS}, as long as nothing was bought;
     * less the paid share of what was bought for {@link Cause#MERCHANT}, the share rounded down; less all that was bought for
     * {@link Cause#CONSUMER}. What was paid out or paid back before is not paid again.
     */
    Returned payBack(int topUp, Cause cause) {
        var lot = lots.get(topUp);
        if (holds.values().stream().flatMap(List::stream).anyMatch(use -> use.lot == lot)) {
            return refused("TOPUP_HELD");
        }
        var bought = orders.values().stream()
                .flatMap(order -> order.uses.stream())
                .filter(use -> use.lot == lot)
                .mapToLong(Use::kept)
                .sum();
        if (cause == Cause.SEVEN_DAYS && bought > 0) {
            return refused("TOPUP_USED");
        }
        var off = switch (cause) {
            case SEVEN_DAYS -> 0;
            case MERCHANT -> share(bought, lot.principal, lot.principal + lot.bonus);
            case CONSUMER -> bought;
        };
        var paid = lot.principal - off - lot.withdrawn - lot.paidBack;
        if (paid <= 0) {
            return refused("NOTHING_TO_PAY_BACK");
        }
        var principal = lot.principal - lot.principalGone;
        var bonus = lot.bonus - lot.bonusGone;
        lot.principalGone = lot.principal;
        lot.bonusGone = lot.bonus;
        lot.paidBack += paid;
        return new Returned("done", paid, principal, bonus, balance());
    }

    private static Returned refused(String why) {
        return new Returned(why, 0, 0, 0, 0);
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
