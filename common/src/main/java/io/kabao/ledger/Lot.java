package io.kabao.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came in together and is spent together: a top-up's principal and bonus in fen, or points.
 *
 * @param txnId that it came from
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
        TakeOrder taken,
        @Nullable Instant expiresAt,
        Instant createdAt) {

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
                TakeOrder.PROPORTIONAL,
                earned.expiresAt(),
                now);
    }

    /** Lots by their ids, as they are in the database; in no particular order. */
    public static List<Lot> read(Reads reads, Collection<Long> ids) {
        return reads.in(BatchFacts.NAMED_LOTS, ids, HolderBook::lot);
    }

    /** Principal and bonus left, in fen. */
    public long leftFen() {
        return principalLeft + bonusLeft;
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
        return with(principalLeft - part.principalFen(), bonusLeft - part.bonusFen(), pointsLeft);
    }

    Lot more(Part part) {
        return with(principalLeft + part.principalFen(), bonusLeft + part.bonusFen(), pointsLeft);
    }

    Lot lessPoints(long points) {
        return with(principalLeft, bonusLeft, pointsLeft - points);
    }

    private Lot with(long principal, long bonus, long points) {
        if (principal < 0 || bonus < 0 || points < 0 || principal > principalTotal || bonus > bonusTotal) {
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
                taken,
                expiresAt,
                createdAt);
    }
}
