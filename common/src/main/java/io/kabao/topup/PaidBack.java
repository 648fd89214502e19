package io.kabao.topup;

import io.kabao.kernel.error.BusinessError;
import io.kabao.ledger.Lot;
import io.kabao.ledger.Shares;
import io.kabao.spend.SpentFromLot;
import java.time.LocalDate;

/**
 * What the refund of a top-up comes to, in fen and points. The preview and the booking are both worked out here.
 *
 * @param paidFen paid to the member; never below zero
 * @param principalFen taken back: all that is left of what was paid in
 * @param bonusFen taken back: all that is left of the bonus
 * @param points taken back
 * @param pointsOwed of these, already gone: they become a debt
 * @param spentFen what was bought from the top-up, at the prices that the cause counts by
 */
public record PaidBack(long paidFen, long principalFen, long bonusFen, long points, long pointsOwed, long spentFen) {

    /** Days after the day of payment on which an unused top-up is paid back whole (法释〔2025〕4号). */
    static final int DAYS_WHOLE = 7;

    /** Why a top-up is paid back: it decides how much (法释〔2025〕4号, on prepaid consumption). */
    public enum Cause {
        /** The member thinks better of it in time, and nothing was bought: all that was paid. */
        SEVEN_DAYS,
        /** It lies with the merchant: what was paid, less the paid share of what was bought at the prices it was sold at. */
        MERCHANT,
        /** The member wishes it: what was paid, less what was bought at list prices; never a claim against the member. */
        CONSUMER
    }

    /**
     * What is known of a top-up.
     *
     * @param lot it came in as; only what is left of it counts
     * @param pointsThere that can be taken back
     * @param taken what other than orders took from it
     */
    record Facts(TopUpRow topUp, Lot lot, long pointsThere, SpentFromLot spent, Taken taken) {}

    /**
     * What other than orders took from a lot, in fen.
     *
     * @param withdrawnFen principal that was paid out
     * @param refundedFen principal and bonus that earlier refunds took back
     */
    record Taken(long withdrawnFen, long refundedFen) {

        static final Taken NOTHING = new Taken(0, 0);
    }

    /**
     * The day of payment and today.
     *
     * @param paidOn in the zone of the merchant
     */
    record Days(LocalDate paidOn, LocalDate today) {}

    /**
     * Works it out. What was paid out or paid back before is no longer to be paid. Errors: {@link TopUpError#TOPUP_HELD},
     * {@link TopUpError#TOPUP_USED}, {@link TopUpError#REFUND_TOO_LATE}.
     */
    static PaidBack of(Facts facts, Cause cause, Days days) {
        var topUp = facts.topUp();
        var face = topUp.principalFen() + topUp.bonusFen();
        var accounted = facts.lot().leftFen()
                + facts.spent().paidFen()
                + facts.taken().withdrawnFen()
                + facts.taken().refundedFen();
        if (accounted != face) {
            throw new BusinessError(TopUpError.TOPUP_HELD);
        }
        var spent = cause == Cause.CONSUMER
                ? facts.spent().listFen()
                : facts.spent().paidFen();
        var due = switch (cause) {
            case SEVEN_DAYS -> whole(facts, days);
            // Rounded down on what was bought, so up on what is paid.
            case MERCHANT -> topUp.principalFen() - Shares.of(spent, topUp.principalFen(), face);
            case CONSUMER -> topUp.principalFen() - spent;
        };
        var paid = Math.max(0, due - facts.taken().withdrawnFen() - topUp.refundedPrincipalFen());
        var points = topUp.points() - topUp.refundedPoints();
        return new PaidBack(
                paid,
                facts.lot().principalLeft(),
                facts.lot().bonusLeft(),
                points,
                Math.max(0, points - facts.pointsThere()),
                spent);
    }

    private static long whole(Facts facts, Days days) {
        if (days.today().isAfter(days.paidOn().plusDays(DAYS_WHOLE))) {
            throw new BusinessError(TopUpError.REFUND_TOO_LATE).with("days", DAYS_WHOLE);
        }
        if (facts.spent().paidFen() > 0) {
            throw new BusinessError(TopUpError.TOPUP_USED)
                    .with("spentFen", facts.spent().paidFen());
        }
        return facts.topUp().principalFen();
    }
}
