package io.kabao.spend;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.ledger.Account;
import io.kabao.ledger.BookRules;
import io.kabao.ledger.Booking;
import io.kabao.ledger.CommandKind;
import io.kabao.ledger.Counters;
import io.kabao.ledger.GroupBounds;
import io.kabao.ledger.MerchantTerms;
import io.kabao.ledger.Part;
import io.kabao.ledger.Purse;
import io.kabao.ledger.Reads;
import io.kabao.ledger.Till;
import io.kabao.ledger.ValidStores;
import io.kabao.ledger.Writes;
import io.kabao.level.LaddersInForce;
import io.kabao.level.LaddersOfBatch;
import io.kabao.points.RulesInForce;
import io.kabao.points.RulesOfBatch;
import io.kabao.proof.Proven;
import io.kabao.referral.CommissionFacts;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** How orders are booked. */
@Component
class SpendKind implements CommandKind<Spend, Spend.Done> {

    private static final String THING = "SPEND";
    private static final String ACTION = "SPENT";

    private final Ids ids;
    private final RulesOfBatch points;
    private final LaddersOfBatch ladders;
    private final BirthdaysOfBatch birthdays;
    private final CommissionFacts commissions;

    SpendKind(
            Ids ids,
            RulesOfBatch points,
            LaddersOfBatch ladders,
            BirthdaysOfBatch birthdays,
            CommissionFacts commissions) {
        this.ids = ids;
        this.points = points;
        this.ladders = ladders;
        this.birthdays = birthdays;
        this.commissions = commissions;
    }

    @Override
    public Class<Spend> commands() {
        return Spend.class;
    }

    @Override
    public Batch<Spend, Spend.Done> load(Reads reads, List<Spend> batch) {
        var places =
                new Places(new Counters(reads, batch), new ValidStores(reads, batch), new GroupBounds(reads, batch));
        var terms = MerchantTerms.of(reads, batch);
        var rules = RulesInForce.of(reads, terms, points);
        var buyers = batch.stream()
                .map(command -> reads.cardOf(command.booking()))
                .filter(Objects::nonNull)
                .map(card -> new CommissionFacts.Buyer(card.merchantId(), card.memberId()))
                .toList();
        var earned = new OrderPoints(rules, birthdays.of(reads, rules, buyers), ids);
        return new OfBatch(places, earned, ladders.of(reads, terms.values()), commissions.of(reads, terms, buyers));
    }

    /** Where and when orders may be paid. */
    record Places(Counters counters, ValidStores stores, GroupBounds groups) {

        void require(Booking booking, Turn turn) {
            counters.require(booking);
            stores.require(booking, turn);
            groups.require(booking, turn);
        }
    }

    private final class OfBatch implements Batch<Spend, Spend.Done> {

        private final Places places;
        private final OrderPoints points;
        private final LaddersInForce levels;
        private final CommissionFacts.OfBatch commissions;
        private final SpendRows rows = new SpendRows(ids);
        private final Till till = new Till();

        OfBatch(Places places, OrderPoints points, LaddersInForce levels, CommissionFacts.OfBatch commissions) {
            this.places = places;
            this.points = points;
            this.levels = levels;
            this.commissions = commissions;
        }

        @Override
        public Decision<Spend.Done> decide(Spend command, Turn turn, Purse purse) {
            var card = turn.requireCard();
            card.requireUsable(turn.now());
            places.require(command.booking(), turn);
            var level = levels.of(points.rules().terms(card.merchantId()), card.standing(), turn.now());
            var order = command.order().less(level == null ? 0 : level.discountBp());
            var listFen = command.order().listFen();
            var byPoints = points.pay(command, order.payableFen(), turn, purse);
            var otherFen = otherFen(command, order.payableFen() - byPoints.fen());
            var storedFen = order.payableFen() - byPoints.fen() - otherFen;
            var spent = card.using(storedFen + byPoints.fen(), turn.now());
            var taken = purse.takeOldest(storedFen);
            Proven.require(
                    command.proven(),
                    new Proven.Payment(command.booking(), card, storedFen + byPoints.fen()),
                    rulesOf(command).proofAboveFen());
            var principal = taken.stream().mapToLong(Part::principalFen).sum();
            var bonus = taken.stream().mapToLong(Part::bonusFen).sum();
            purse.add(Account.REVENUE, principal + otherFen);
            purse.add(Account.BONUS_COST, bonus);
            purse.add(Account.CASH_DESK, -otherFen);
            var head = SpendRows.Head.of(command, turn);
            var earned = points.earn(order, head.placed(level, byPoints.fen()), turn, purse);
            var id = turn.txnId();
            var done = new Spend.Done(
                    id,
                    id,
                    card.id(),
                    command.booking().number(),
                    listFen,
                    order.discountFen(),
                    principal,
                    bonus,
                    otherFen,
                    byPoints.fen(),
                    byPoints.points(),
                    earned.points(),
                    purse.balanceFen());
            var base = commissions.add(head.paid(id), order.sale(command.channel(), earned));
            rows.add(head, done, taken, new SpendRows.Sold(order, byPoints, earned, base));
            for (var paid : command.means()) {
                var move = new Till.Move(ids.next(), id, paid.kind(), paid.amountFen());
                till.add(command.booking(), move, turn.now());
            }
            return new Decision<>(done, ACTION, THING, id, null, spent);
        }

        private BookRules rulesOf(Spend command) {
            return points.rules().terms(command.booking().actor().merchantId()).rules();
        }

        private long otherFen(Spend command, long payableFen) {
            var sum = 0L;
            for (var paid : command.means()) {
                if (!rulesOf(command).means().contains(paid.kind())) {
                    throw new BusinessError(SpendError.MEANS_UNKNOWN);
                }
                if (paid.amountFen() <= 0 || paid.amountFen() > payableFen - sum) {
                    throw new BusinessError(SpendError.MEANS_TOO_MUCH);
                }
                sum += paid.amountFen();
            }
            return sum;
        }

        @Override
        public void write(Writes writes) {
            rows.write(writes);
            till.write(writes);
            commissions.write(writes);
        }
    }
}
