package io.kabao.spend;

import io.kabao.kernel.error.BusinessError;
import io.kabao.ledger.Part;
import io.kabao.ledger.Purse;
import io.kabao.ledger.Row;
import io.kabao.ledger.Shares;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * An order as its refunds leave it one after another. What is given back comes from stored value and from other means in
 * the proportion the order was paid in, and from the lots last taken first; rounding leaves nothing behind in the end.
 */
final class PaidOrder {

    static final String SELECT = """
            SELECT id, merchant_id, holder_id, principal_fen, bonus_fen, other_fen,
                   refunded_principal_fen, refunded_bonus_fen, refunded_other_fen,
                   points_earned, points_taken_back, points_lot_id,
                   points_used, points_fen, refunded_points, refunded_points_fen, commission_base
            FROM spend
            WHERE id IN (:keys)
            """;
    static final String SELECT_PARTS = """
            SELECT id, spend_id, lot_id, principal_fen, bonus_fen, refunded_principal_fen, refunded_bonus_fen
            FROM spend_part
            WHERE :keys
            """;
    static final String SELECT_LINES = """
            SELECT id, spend_id, line_no, paid_fen, refunded_fen, points, commission_base
            FROM spend_line
            WHERE :keys
            """;
    static final String SELECT_MOVES = """
            SELECT id, txn_id, means, amount_fen
            FROM till_move
            WHERE :keys
            """;

    private final long id;
    private final long merchantId;
    private final long holderId;
    private final long storedFen;
    private final long otherFen;
    private final long pointsEarned;
    private final long commissionBase;
    private final @Nullable Long pointsLotId;
    private final List<UsedPart> parts = new ArrayList<>();
    private final List<SoldLine> lines = new ArrayList<>();
    private final List<Spend.Paid> means = new ArrayList<>();
    private final PointsOfOrder points;
    private long refundedPrincipal;
    private long refundedBonus;
    private long refundedOther;
    private long pointsTakenBack;

    PaidOrder(Row row) {
        id = row.number("id");
        merchantId = row.number("merchant_id");
        holderId = row.number("holder_id");
        storedFen = row.number("principal_fen") + row.number("bonus_fen");
        otherFen = row.number("other_fen");
        refundedPrincipal = row.number("refunded_principal_fen");
        refundedBonus = row.number("refunded_bonus_fen");
        refundedOther = row.number("refunded_other_fen");
        pointsEarned = row.number("points_earned");
        commissionBase = row.number("commission_base");
        pointsTakenBack = row.number("points_taken_back");
        pointsLotId = row.numberOrNull("points_lot_id");
        points = new PointsOfOrder(row);
    }

    /** A lot that the order was paid from. */
    static final class UsedPart {

        private final long id;
        private final long lotId;
        private final long principal;
        private final long bonus;
        private long refundedPrincipal;
        private long refundedBonus;

        UsedPart(Row row) {
            id = row.number("id");
            lotId = row.number("lot_id");
            principal = row.number("principal_fen");
            bonus = row.number("bonus_fen");
            refundedPrincipal = row.number("refunded_principal_fen");
            refundedBonus = row.number("refunded_bonus_fen");
        }

        long id() {
            return id;
        }

        private long leftFen() {
            return principal + bonus - refundedPrincipal - refundedBonus;
        }

        private Part giveBack(long fen) {
            var all = refundedPrincipal + refundedBonus + fen;
            var ofBonus = Math.clamp(
                    Shares.of(all, bonus, principal + bonus) - refundedBonus,
                    Math.max(0, fen - (principal - refundedPrincipal)),
                    Math.min(fen, bonus - refundedBonus));
            refundedBonus += ofBonus;
            refundedPrincipal += fen - ofBonus;
            return new Part(lotId, fen - ofBonus, ofBonus);
        }

        long refundedPrincipal() {
            return refundedPrincipal;
        }

        long refundedBonus() {
            return refundedBonus;
        }
    }

    /** A line of the order. */
    static final class SoldLine {

        private final long id;
        private final int no;
        private final long paid;
        private final long points;
        private final long commissionBase;
        private long refunded;

        SoldLine(Row row) {
            id = row.number("id");
            no = Math.toIntExact(row.number("line_no"));
            paid = row.number("paid_fen");
            points = row.number("points");
            commissionBase = row.number("commission_base");
            refunded = row.number("refunded_fen");
        }

        long id() {
            return id;
        }

        long refunded() {
            return refunded;
        }
    }

    /** Parts come in the order they were taken. */
    void have(UsedPart part) {
        parts.add(part);
    }

    void have(SoldLine line) {
        lines.add(line);
    }

    void have(Spend.Paid paid) {
        means.add(paid);
    }

    long id() {
        return id;
    }

    long merchantId() {
        return merchantId;
    }

    long holderId() {
        return holderId;
    }

    List<UsedPart> parts() {
        return parts;
    }

    List<SoldLine> lines() {
        return lines;
    }

    long refundedPrincipal() {
        return refundedPrincipal;
    }

    long refundedBonus() {
        return refundedBonus;
    }

    long refundedOther() {
        return refundedOther;
    }

    /** That what it earned came in as; null: none, or all went into a debt of points. */
    @Nullable
    Long pointsLotId() {
        return pointsLotId;
    }

    long pointsTakenBack() {
        return pointsTakenBack;
    }

    /**
     * Takes back what was earned by what is given back by now, and says how many points that is this time. A line bears the
     * points that it earned, an amount is borne by all that is left; what stays is rounded down.
     */
    long takeBackPoints() {
        var back = pointsEarned - leftOf(pointsEarned, line -> line.points) - pointsTakenBack;
        pointsTakenBack += back;
        return back;
    }

    /** Whether it may have earned anybody commissions. */
    boolean countsForCommissions() {
        return commissionBase > 0;
    }

    /** What is left of what counts for commissions, by what is given back by now; borne and rounded likewise. */
    long commissionBaseLeft() {
        return leftOf(commissionBase, line -> line.commissionBase);
    }

    private long leftOf(long all, ToLongFunction<SoldLine> share) {
        var ofLines = lines.stream().mapToLong(line -> line.refunded).sum();
        var without = payableFen() - ofLines;
        var left = lines.isEmpty()
                ? all
                : lines.stream()
                        .mapToLong(line -> Shares.of(share.applyAsLong(line), line.paid - line.refunded, line.paid))
                        .sum();
        return Shares.of(left, refundableFen(), without);
    }

    /** What can still be given back, in fen. */
    long refundableFen() {
        return payableFen() - refundedFen();
    }

    private long payableFen() {
        return storedFen + otherFen + points.fen();
    }

    private long refundedFen() {
        return refundedMoney() + points.backFen();
    }

    private long refundedMoney() {
        return refundedPrincipal + refundedBonus + refundedOther;
    }

    /** The points that paid for it. */
    PointsOfOrder points() {
        return points;
    }

    /**
     * What a refund comes to, in fen; nothing is changed yet. Errors: {@link SpendError#REFUND_TOO_MUCH},
     * {@link SpendError#LINE_UNKNOWN}, {@link SpendError#AMOUNT_WRONG}.
     */
    long amountOf(Refund refund) {
        var fen = refund.lines().isEmpty()
                ? refund.amountFen() == null ? refundableFen() : refund.amountFen()
                : refund.lines().stream().mapToLong(this::amountOf).sum();
        var distinct =
                refund.lines().stream().map(Refund.Line::lineNo).distinct().count();
        if (distinct != refund.lines().size()) {
            throw new BusinessError(SpendError.LINE_UNKNOWN);
        }
        if (fen > refundableFen()) {
            throw tooMuch();
        }
        if (fen <= 0) {
            throw refundableFen() == 0 ? tooMuch() : new BusinessError(SpendError.AMOUNT_WRONG);
        }
        return fen;
    }

    private BusinessError tooMuch() {
        return new BusinessError(SpendError.REFUND_TOO_MUCH).with("refundableFen", refundableFen());
    }

    private long amountOf(Refund.Line wanted) {
        var line = line(wanted.lineNo());
        var left = line.paid - line.refunded;
        var fen = wanted.amountFen() == null ? left : wanted.amountFen();
        if (fen > left) {
            throw tooMuch();
        }
        if (fen < 0) {
            throw new BusinessError(SpendError.AMOUNT_WRONG);
        }
        return fen;
    }

    private SoldLine line(int no) {
        return lines.stream()
                .filter(line -> line.no == no)
                .findFirst()
                .orElseThrow(() -> new BusinessError(SpendError.LINE_UNKNOWN));
    }

    /**
     * What a refund gives back.
     *
     * @param parts to the lots
     * @param others by other means
     * @param pointsFen that points had paid
     * @param points that go back for it, to the lots
     */
    record GivenBack(List<Part> parts, List<Spend.Paid> others, long pointsFen, List<Purse.PointsPart> points) {

        long pointsBack() {
            return points.stream().mapToLong(Purse.PointsPart::points).sum();
        }

        long principalFen() {
            return parts.stream().mapToLong(Part::principalFen).sum();
        }

        long bonusFen() {
            return parts.stream().mapToLong(Part::bonusFen).sum();
        }

        long otherFen() {
            return others.stream().mapToLong(Spend.Paid::amountFen).sum();
        }
    }

    /**
     * Gives back an amount that {@link #amountOf} allowed. Errors, and nothing is changed: {@link SpendError#REFUND_NOT_WHOLE},
     * {@link SpendError#REFUND_CHANGED} where it pays out more than the refund is allowed to.
     */
    GivenBack giveBack(Refund refund, long fen) {
        var then =
                new PointsOfOrder.Refunded(payableFen(), refundedFen() + fen, storedFen + otherFen - refundedMoney());
        var borne = points.bearing(fen, then);
        var byPoints = borne.fen() - points.backFen();
        var money = fen - byPoints;
        var stored =
                Shares.of(refundedMoney() + money, storedFen, storedFen + otherFen) - refundedPrincipal - refundedBonus;
        var other = money - stored;
        requireAllowed(refund, other);
        refund.lines().forEach(wanted -> line(wanted.lineNo()).refunded += amountOf(wanted));
        var back = new GivenBack(toLots(stored), otherMeans(other), byPoints, points.giveBack(borne));
        refundedPrincipal += back.principalFen();
        refundedBonus += back.bonusFen();
        refundedOther += other;
        return back;
    }

    /** By the turn of a refund others may have changed what it comes to, and how much of the order was paid out. */
    private void requireAllowed(Refund refund, long other) {
        if (other > 0 && refundedOther + other > refund.allowed().paidOutFen()) {
            throw new BusinessError(SpendError.REFUND_CHANGED).with("otherFen", other);
        }
    }

    private List<Part> toLots(long stored) {
        var back = new ArrayList<Part>();
        var wanted = stored;
        for (var part : parts.reversed()) {
            var now = Math.min(wanted, part.leftFen());
            if (now > 0) {
                back.add(part.giveBack(now));
                wanted -= now;
            }
        }
        return back;
    }

    /** By the means of the order in their order, from where the refunds so far have come to. */
    private List<Spend.Paid> otherMeans(long fen) {
        var back = new ArrayList<Spend.Paid>();
        var skip = refundedOther;
        var wanted = fen;
        for (var paid : means) {
            var skipped = Math.min(skip, paid.amountFen());
            skip -= skipped;
            var now = Math.min(wanted, paid.amountFen() - skipped);
            if (now > 0) {
                back.add(new Spend.Paid(paid.kind(), now));
                wanted -= now;
            }
        }
        return back;
    }
}
