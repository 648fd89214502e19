package io.kabao.ledger;

import io.kabao.kernel.error.BusinessError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A holder's balances and lots in the hands of one command: what it moves here becomes the entries of its txn, or is
 * forgotten if it is refused.
 */
public final class Purse {

    private final Map<Account, Long> balances;
    private final Map<Long, Lot> lots;
    private final List<Leg> legs = new ArrayList<>();
    private final long holderId;

    Purse(long holderId, Map<Account, Long> balances, Map<Long, Lot> lots) {
        this.holderId = holderId;
        this.balances = new EnumMap<>(balances);
        this.lots = new TreeMap<>(lots);
    }

    /** Whose it is. */
    public long holderId() {
        return holderId;
    }

    /** The balance of an account, in fen or points. */
    public long balance(Account account) {
        return balances.getOrDefault(account, 0L);
    }

    /** Principal and bonus together, in fen. */
    public long balanceFen() {
        return balance(Account.PRINCIPAL) + balance(Account.BONUS);
    }

    /** A lot that is open, or that the command named. */
    public @Nullable Lot lot(long id) {
        return lots.get(id);
    }

    /**
     * What is paid in together.
     *
     * @param id of the new lot
     * @param principalFen paid, in fen
     * @param bonusFen given, in fen
     */
    public record PaidIn(long id, long principalFen, long bonusFen, TakeOrder taken) {}

    /** Puts money in as a lot of its own. */
    public void payIn(PaidIn money, long txnId, Instant now) {
        lots.put(
                money.id(),
                new Lot(
                        money.id(),
                        holderId,
                        txnId,
                        money.principalFen(),
                        money.principalFen(),
                        money.bonusFen(),
                        money.bonusFen(),
                        0,
                        0,
                        money.taken(),
                        null,
                        now));
        add(Account.PRINCIPAL, money.id(), money.principalFen());
        add(Account.BONUS, money.id(), money.bonusFen());
    }

    /**
     * Points that are earned together.
     *
     * @param id of the new lot
     * @param expiresAt null: never
     */
    public record Earned(long id, long points, @Nullable Instant expiresAt) {}

    /** Puts points in as a lot of their own, after what is owed of them; whether a lot was made. */
    public boolean earn(Earned earned, long txnId, Instant now) {
        var owed = Math.min(earned.points(), balance(Account.POINTS_DEBT));
        var left = earned.points() - owed;
        add(Account.POINTS_DEBT, owed);
        if (left > 0) {
            lots.put(
                    earned.id(), Lot.ofPoints(holderId, new Earned(earned.id(), left, earned.expiresAt()), txnId, now));
            add(Account.POINTS, earned.id(), left);
        }
        add(Account.POINTS_ISSUED, -earned.points());
        return left > 0;
    }

    /** Takes money out of the oldest lots and says which parts. Errors: {@link BooksError#BALANCE_TOO_LOW}. */
    public List<Part> takeOldest(long fen) {
        if (fen > balanceFen()) {
            throw new BusinessError(BooksError.BALANCE_TOO_LOW).with("balanceFen", balanceFen());
        }
        var parts = new ArrayList<Part>();
        var wanted = fen;
        for (var lot : List.copyOf(lots.values())) {
            var now = Math.min(wanted, lot.leftFen());
            if (now > 0) {
                var part = lot.taking(now);
                take(part);
                parts.add(part);
                wanted -= now;
            }
        }
        if (wanted != 0) {
            throw new IllegalStateException("The lots of holder " + holderId + " hold less than its balance");
        }
        return parts;
    }

    /** Takes principal out of the oldest lots that have some, and says which parts; there has to be enough. */
    public List<Part> takePrincipal(long fen) {
        var parts = new ArrayList<Part>();
        var wanted = fen;
        for (var lot : List.copyOf(lots.values())) {
            var now = Math.min(wanted, lot.principalLeft());
            if (now > 0) {
                var part = new Part(lot.id(), now, 0);
                take(part);
                parts.add(part);
                wanted -= now;
            }
        }
        if (wanted != 0) {
            throw new IllegalArgumentException("Holder " + holderId + " has less principal");
        }
        return parts;
    }

    /**
     * Takes back points that came in together; those that are gone become a debt.
     *
     * @param lotId that they came in as; null: all of them went into a debt
     * @return points that became a debt
     */
    public long takeBack(@Nullable Long lotId, long points) {
        var lot = lotId == null ? null : lots.get(lotId);
        var there = lot == null ? 0 : Math.min(points, lot.pointsLeft());
        if (lot != null && there > 0) {
            lots.put(lot.id(), lot.lessPoints(there));
            add(Account.POINTS, lot.id(), -there);
        }
        add(Account.POINTS_DEBT, there - points);
        add(Account.POINTS_ISSUED, points);
        return points - there;
    }

    /** Takes a part out of its lot. */
    public void take(Part part) {
        lots.compute(part.lotId(), (_, lot) -> require(lot, part).less(part));
        add(Account.PRINCIPAL, part.lotId(), -part.principalFen());
        add(Account.BONUS, part.lotId(), -part.bonusFen());
    }

    /** Gives a part back to the lot that it came from. */
    public void giveBack(Part part) {
        lots.compute(part.lotId(), (_, lot) -> require(lot, part).more(part));
        add(Account.PRINCIPAL, part.lotId(), part.principalFen());
        add(Account.BONUS, part.lotId(), part.bonusFen());
    }

    private Lot require(@Nullable Lot lot, Part part) {
        if (lot == null || lot.holderId() != holderId) {
            throw new IllegalStateException("Lot " + part.lotId() + " is not one of holder " + holderId);
        }
        return lot;
    }

    /** Moves an account; nothing is no entry. The amounts of one unit have to sum up to zero in the end. */
    public void add(Account account, long amount) {
        add(account, null, amount);
    }

    private void add(Account account, @Nullable Long lotId, long amount) {
        if (amount == 0) {
            return;
        }
        if (!account.isOfHolder()) {
            legs.add(new Leg(account, lotId, amount, null));
            return;
        }
        var after = balances.merge(account, account.isDebt() ? -amount : amount, Math::addExact);
        if (after < 0) {
            throw new BusinessError(BooksError.BALANCE_TOO_LOW).with("balanceFen", balanceFen());
        }
        legs.add(new Leg(account, lotId, amount, after));
    }

    List<Leg> legs() {
        return legs;
    }

    Map<Account, Long> balances() {
        return balances;
    }

    Map<Long, Lot> lots() {
        return lots;
    }

    /** A txn that is out of balance is a fault of the command's own code. */
    void requireBalanced() {
        for (var unit : Account.Unit.values()) {
            var sum = legs.stream()
                    .filter(leg -> leg.account().unit() == unit)
                    .mapToLong(Leg::amount)
                    .sum();
            if (sum != 0) {
                throw new IllegalStateException("A txn is out of balance by " + sum + " " + unit);
            }
        }
    }
}
