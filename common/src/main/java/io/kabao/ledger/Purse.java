package io.kabao.ledger;

import io.kabao.kernel.error.BusinessError;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A holder's balances and lots in the hands of one command: what it moves here becomes the entries of its txn, or is
 * forgotten if it is refused.
 */
public final class Purse {

    private final Map<Account, Long> balances;
    private final Map<Long, Lot> lots;
    private final List<Leg> legs = new ArrayList<>();
    private EarnedOn earned;
    private final long holderId;

    Purse(long holderId, Map<Account, Long> balances, Map<Long, Lot> lots, EarnedOn earned) {
        this.holderId = holderId;
        this.earned = earned;
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

    /** Those that are open, and those that the command named. */
    public Collection<Lot> allLots() {
        return List.copyOf(lots.values());
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
                        0,
                        money.taken(),
                        null,
                        null,
                        now));
        add(Account.PRINCIPAL, money.id(), money.principalFen());
        add(Account.BONUS, money.id(), money.bonusFen());
    }

    /**
     * Points that are earned together.
     *
     * @param id of a new lot, where they need one
     * @param usableAt null: at once
     * @param expiresAt null: never
     */
    public record Earned(
            long id,
            long points,
            @Nullable Instant usableAt,
            @Nullable Instant expiresAt) {

        /** Points that can be used at once. */
        public Earned(long id, long points, @Nullable Instant expiresAt) {
            this(id, points, null, expiresAt);
        }

        private Earned less(long owed) {
            return new Earned(id, points - owed, usableAt, expiresAt);
        }
    }

    /**
     * Puts points in, after what is owed of them: into the lot of those that begin and end at the same time, so that a holder has
     * no more lots than ends.
     *
     * @return the lot they are in; null: none is left over, all were owed
     */
    public @Nullable Long earn(Earned earned, long txnId, Instant now) {
        var owed = Math.min(earned.points(), balance(Account.POINTS_DEBT));
        var left = earned.less(owed);
        add(Account.POINTS_DEBT, owed);
        var lotId = left.points() == 0 ? null : put(left, txnId, now);
        add(Account.POINTS_ISSUED, -earned.points());
        return lotId;
    }

    private long put(Earned left, long txnId, Instant now) {
        var lot = lots.values().stream()
                .filter(open -> open.takes(left, now))
                .findFirst()
                .map(open -> open.morePoints(left.points()))
                .orElseGet(() -> Lot.ofPoints(holderId, left, txnId, now));
        lots.put(lot.id(), lot);
        add(Account.POINTS, lot.id(), left.points());
        return lot.id();
    }

    /** Points of one lot. */
    public record PointsPart(long lotId, long points) {}

    /** Points that orders have earned on a business day. */
    public long earnedOn(LocalDate day) {
        return earned.on(day);
    }

    /** Counts points that an order has earned on a business day. */
    public void countEarned(LocalDate day, long points) {
        earned = earned.plus(day, points);
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

    /** Points that something can be had for at a time: those whose beginning has come, and whose end has not. */
    public long usablePoints(Instant now) {
        return usable(now).mapToLong(Lot::pointsLeft).sum();
    }

    private Stream<Lot> usable(Instant now) {
        return lots.values().stream().filter(lot -> lot.isUsable(now));
    }

    /**
     * Takes points at the merchant's gain out of the lots that end first, of those that end together out of the oldest, and
     * says which parts; what is owed is paid before. Errors: {@link BooksError#POINTS_TOO_LOW}.
     */
    public List<PointsPart> takePoints(long points, Instant now) {
        settle(now);
        var there = usablePoints(now);
        if (points > there) {
            throw new BusinessError(BooksError.POINTS_TOO_LOW).with("points", there);
        }
        var parts = takeOut(points, now);
        add(Account.POINTS_ISSUED, points);
        return parts;
    }

    /** What is owed is paid by points that have become usable since, before anything is had for them. */
    private void settle(Instant now) {
        var owed = Math.min(balance(Account.POINTS_DEBT), usablePoints(now));
        if (owed > 0) {
            var _ = takeOut(owed, now);
            add(Account.POINTS_DEBT, owed);
        }
    }

    private List<PointsPart> takeOut(long points, Instant now) {
        var parts = new ArrayList<PointsPart>();
        var wanted = points;
        for (var lot : usable(now).sorted(Lot.ENDING_FIRST).toList()) {
            var taken = Math.min(wanted, lot.pointsLeft());
            if (taken > 0) {
                lots.put(lot.id(), lot.lessPoints(taken));
                add(Account.POINTS, lot.id(), -taken);
                parts.add(new PointsPart(lot.id(), taken));
                wanted -= taken;
            }
        }
        return parts;
    }

    /** Gives points back to the lots that they were taken from, after what is owed of them; one whose time is over keeps its end. */
    public void givePointsBack(List<PointsPart> parts) {
        for (var part : parts) {
            var owed = Math.min(part.points(), balance(Account.POINTS_DEBT));
            add(Account.POINTS_DEBT, owed);
            var lot = Objects.requireNonNull(lots.get(part.lotId()));
            lots.put(lot.id(), lot.lessPoints(owed - part.points()));
            add(Account.POINTS, lot.id(), part.points() - owed);
        }
        add(Account.POINTS_ISSUED, -parts.stream().mapToLong(PointsPart::points).sum());
    }

    /**
     * Takes back points that came in together: what is gone of those out of others, and what there is none of becomes a debt. Those
     * that ended unused nobody has to give back.
     *
     * @param lotId that they came in as; null: all of them went into a debt
     * @return points that became a debt
     */
    public long takeBack(@Nullable Long lotId, long points, Instant now) {
        var lot = lotId == null ? null : lots.get(lotId);
        var left = lot == null ? 0 : Math.min(points, lot.pointsLeft());
        var ended = lot == null ? 0 : Math.min(points - left, lot.pointsEnded());
        if (lot != null) {
            lots.put(lot.id(), lot.lessPoints(left).lessEnded(ended));
            add(Account.POINTS, lot.id(), -left);
        }
        var ofOthers = Math.min(points - left - ended, usablePoints(now));
        var _ = takeOut(ofOthers, now);
        var owed = points - left - ended - ofOthers;
        add(Account.POINTS_DEBT, -owed);
        add(Account.POINTS_ISSUED, points - ended);
        return owed;
    }

    /** Takes away the points whose time is over by now; how many those were. */
    public long endPoints(Instant now) {
        var ended = 0L;
        for (var lot : List.copyOf(lots.values())) {
            if (lot.pointsLeft() > 0 && lot.isOver(now)) {
                lots.put(lot.id(), lot.ended());
                add(Account.POINTS, lot.id(), -lot.pointsLeft());
                ended += lot.pointsLeft();
            }
        }
        add(Account.POINTS_ISSUED, ended);
        return ended;
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

    EarnedOn earned() {
        return earned;
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
