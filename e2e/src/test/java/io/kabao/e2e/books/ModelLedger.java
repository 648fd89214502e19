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

        private Lot(long principal, long bonus) {
            this.principal = principal;
            this.bonus = bonus;
        }

        private long left() {
            return principal + bonus - principalGone - bonusGone;
        }
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
            var left = use.principal + use.bonus - use.principalBack - use.bonusBack;
            var now = Math.min(open, left);
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

    private static long share(long amount, long share, long whole) {
        return whole == 0
                ? 0
                : BigInteger.valueOf(amount)
                        .multiply(BigInteger.valueOf(share))
                        .divide(BigInteger.valueOf(whole))
                        .longValueExact();
    }
}
