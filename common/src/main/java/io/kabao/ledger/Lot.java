package io.kabao.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What came in together and is spent together: a top-up's principal and bonus in fen, or points.
 *
 * @param txnId that it came from; of points, the first of them
 * @param pointsEnded that nobody used before their end and no refund has claimed back
 * @param usableAt of points: nothing can be had for them before; null: at once
 * @param expiresAt of points; null: never
 */
public record Lot(
        long id,
        long holderId,
        long txnId,
        long principalTotal,
        long principalLeft,
        long bonusTotal,
        long bonusLeft,
        long pointsTotal,
        long pointsLeft,
        long pointsEnded,
        TakeOrder taken,
        @Nullable Instant usableAt,
        @Nullable Instant expiresAt,
        Instant createdAt) {

    /** Points that end first come first, and of those that end together the oldest. */
    static final Comparator<Lot> ENDING_FIRST = Comparator.comparing(
                    Lot::expiresAt, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
            .thenComparingLong(Lot::id);

    static Lot ofPoints(long holderId, Purse.Earned earned, long txnId, Instant now) {
        var points = earned.points();
        return new Lot(
                earned.id(),
                holderId,
                txnId,
                0,
                0,
                0,
                0,
                points,
                points,
                0,
                TakeOrder.PROPORTIONAL,
                earned.usableAt(),
                earned.expiresAt(),
                now);
    }

    /** Lots by their ids, as they are in the database; in no particular order. */
    public static List<Lot> read(Reads reads, Collection<Long> ids) {
        return reads.in(BatchFacts.NAMED_LOTS, ids, HolderBook::lot);
    }

    /** Those of a holder that something is left of; in no particular order. */
    public static List<Lot> open(Reads reads, long holderId) {
        return reads.in(BatchFacts.OPEN_LOTS, List.of(holderId), HolderBook::lot);
    }

    /**
     * Points that can be taken back of those that came in together: what is left of them or has ended unused, and all others that
     * can be used.
     *
     * @param lots of the holder
     * @param lotId that they came in as; null: all of them went into a debt
     */
    public static long pointsThere(Collection<Lot> lots, @Nullable Long lotId, Instant now) {
        var there = 0L;
        for (var lot : lots) {
            if (Objects.equals(lot.id, lotId)) {
                there += lot.pointsLeft + lot.pointsEnded;
            } else if (lot.isUsable(now)) {
                there += lot.pointsLeft;
            }
        }
        return there;
    }

    /** Principal and bonus left, in fen. */
    public long leftFen() {
        return principalLeft + bonusLeft;
    }

    /** Whether the time of its points is over. */
    boolean isOver(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** Whether something can be had for its points. */
    boolean isUsable(Instant now) {
        return pointsLeft > 0 && !isOver(now) && (usableAt == null || !now.isBefore(usableAt));
    }

    /** Whether points come in here that may be used from then on and end then. */
    boolean takes(Purse.Earned earned, Instant now) {
        return pointsLeft > 0
                && !isOver(now)
                && Objects.equals(expiresAt, earned.expiresAt())
                && Objects.equals(usableAt, earned.usableAt());
    }

    /** Whether anything is left. */
    public boolean isOpen() {
        return principalLeft > 0 || bonusLeft > 0 || pointsLeft > 0;
    }

    /** What spending so much of it takes; the amount must be there. */
    Part taking(long fen) {
        if (fen <= 0 || fen > leftFen()) {
            throw new IllegalArgumentException("A lot gives what it has");
        }
        var bonus = Math.clamp(bonusFirstThought(fen), fen - Math.min(fen, principalLeft), Math.min(fen, bonusLeft));
        return new Part(id, fen - bonus, bonus);
    }

    private long bonusFirstThought(long fen) {
        return switch (taken) {
            case PRINCIPAL_FIRST -> 0;
            case BONUS_FIRST -> fen;
            // By all that was spent so far and not by this amount alone, or many small amounts would take no bonus.
            case PROPORTIONAL -> Shares.of(spentFen() + fen, bonusTotal, principalTotal + bonusTotal) - spentBonus();
        };
    }

    private long spentFen() {
        return principalTotal + bonusTotal - leftFen();
    }

    private long spentBonus() {
        return bonusTotal - bonusLeft;
    }

    Lot less(Part part) {
        return with(principalLeft - part.principalFen(), bonusLeft - part.bonusFen());
    }

    Lot more(Part part) {
        return with(principalLeft + part.principalFen(), bonusLeft + part.bonusFen());
    }

    private Lot with(long principal, long bonus) {
        return with(principal, bonus, pointsLeft, pointsEnded);
    }

    Lot lessPoints(long points) {
        return with(principalLeft, bonusLeft, pointsLeft - points, pointsEnded);
    }

    /** What is left of its points is gone, as their time is over. */
    Lot ended() {
        return with(principalLeft, bonusLeft, 0, pointsEnded + pointsLeft);
    }

    /** Nobody has to give back again what has ended so. */
    Lot lessEnded(long points) {
        return with(principalLeft, bonusLeft, pointsLeft, pointsEnded - points);
    }

    /** With points more that came in later and end at the same time. */
    Lot morePoints(long points) {
        return new Lot(
                id,
                holderId,
                txnId,
                principalTotal,
                principalLeft,
                bonusTotal,
                bonusLeft,
                pointsTotal + points,
                pointsLeft + points,
                pointsEnded,
                taken,
                usableAt,
                expiresAt,
                createdAt);
    }

    private Lot with(long principal, long bonus, long points, long ended) {
        var isTooMuch = principal > principalTotal || bonus > bonusTotal || points > pointsTotal;
        if (principal < 0 || bonus < 0 || points < 0 || ended < 0 || isTooMuch) {
            throw new IllegalArgumentException("Lot " + id + " holds no less than nothing and no more than came in");
        }
        return new Lot(
                id,
                holderId,
                txnId,
                principalTotal,
                principal,
                bonusTotal,
                bonus,
                pointsTotal,
                points,
                ended,
                taken,
                usableAt,
                expiresAt,
                createdAt);
    }
}
