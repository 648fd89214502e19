package io.kabao.topup;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.ledger.Account;
import io.kabao.ledger.BookRules;
import io.kabao.ledger.CommandKind;
import io.kabao.ledger.Counters;
import io.kabao.ledger.Part;
import io.kabao.ledger.Purse;
import io.kabao.ledger.Reads;
import io.kabao.ledger.Till;
import io.kabao.ledger.Writes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * How top-ups are paid back. All that is left of the lot is taken back; where more or less is paid than is left of the
 * principal, the difference is the merchant's revenue, or less of it.
 */
@Component
class TopUpRefundKind implements CommandKind<TopUpRefund, TopUpRefund.Done> {

    private static final String THING = "TOPUP_REFUND";
    private static final String ACTION = "TOPUP_REFUNDED";

    private static final Writes.Table TABLE = Writes.Table.added(
            "topup_refund",
            "id",
            "merchant_id",
            "topup_id",
            "holder_id",
            "cause",
            "paid_fen",
            "principal_fen",
            "bonus_fen",
            "points",
            "means",
            "reason",
            "store_id",
            "staff_id",
            "created_at");
    private static final String CHANGE = """
            UPDATE topup
            SET refunded_principal_fen = ?, refunded_bonus_fen = ?, refunded_points = ?
            WHERE merchant_id = ? AND id = ?
            """;

    private final Ids ids;

    TopUpRefundKind(Ids ids) {
        this.ids = ids;
    }

    @Override
    public Class<TopUpRefund> commands() {
        return TopUpRefund.class;
    }

    @Override
    public Batch<TopUpRefund, TopUpRefund.Done> load(Reads reads, List<TopUpRefund> batch) {
        var topUps = batch.stream().map(TopUpRefund::topUpId).distinct().toList();
        return new OfBatch(BookRules.of(reads, batch), new Counters(reads, batch), RefundFacts.of(reads, topUps));
    }

    private final class OfBatch implements Batch<TopUpRefund, TopUpRefund.Done> {

        private final Map<Long, BookRules> rules;
        private final Counters counters;
        private final RefundFacts facts;
        private final Map<Long, TopUpRow> changed = new LinkedHashMap<>();
        private final Writes.Rows rows = new Writes.Rows(TABLE);
        private final Till till = new Till();

        OfBatch(Map<Long, BookRules> rules, Counters counters, RefundFacts facts) {
            this.rules = rules;
            this.counters = counters;
            this.facts = facts;
        }

        @Override
        public Decision<TopUpRefund.Done> decide(TopUpRefund command, Turn turn, Purse purse) {
            counters.require(command.booking());
            var topUp = require(command, purse);
            requireMeans(command);
            facts.requirePayout(topUp, turn.now());
            var back = facts.paidBack(topUp, command.cause(), new RefundFacts.At(turn.now(), purse.allLots()));
            requireAgreed(command, back);
            purse.take(new Part(topUp.lotId(), back.principalFen(), back.bonusFen()));
            purse.add(Account.CASH_DESK, back.paidFen());
            purse.add(Account.REVENUE, back.principalFen() - back.paidFen());
            purse.add(Account.BONUS_COST, back.bonusFen());
            var owed = purse.takeBack(topUp.pointsLotId(), back.points(), turn.now());
            changed.put(topUp.id(), facts.paid(topUp, back));
            addRows(command, topUp, back, turn);
            var done = new TopUpRefund.Done(
                    turn.txnId(),
                    turn.txnId(),
                    topUp.id(),
                    command.cause(),
                    back.paidFen(),
                    back.principalFen(),
                    back.bonusFen(),
                    back.points(),
                    owed,
                    command.means(),
                    purse.balanceFen());
            return new Decision<>(done, ACTION, THING, turn.txnId(), topUp.id());
        }

        private TopUpRow require(TopUpRefund command, Purse purse) {
            return facts.find(command.topUpId())
                    .filter(found ->
                            found.merchantId() == command.booking().actor().merchantId())
                    .filter(found -> found.holderId() == purse.holderId())
                    .orElseThrow(() -> new BusinessError(TopUpError.TOPUP_NOT_FOUND));
        }

        private void requireMeans(TopUpRefund command) {
            var allowed =
                    Objects.requireNonNull(rules.get(command.booking().actor().merchantId()));
            if (!allowed.means().contains(command.means())) {
                throw new BusinessError(TopUpError.MEANS_UNKNOWN);
            }
        }

        private void requireAgreed(TopUpRefund command, PaidBack back) {
            if (back.paidFen() == 0) {
                throw new BusinessError(TopUpError.NOTHING_TO_PAY_BACK);
            }
            if (back.paidFen() > command.atMostFen()) {
                throw new BusinessError(TopUpError.REFUND_CHANGED).with("paidFen", back.paidFen());
            }
        }

        private void addRows(TopUpRefund command, TopUpRow topUp, PaidBack back, Turn turn) {
            var booking = command.booking();
            rows.add(
                    turn.txnId(),
                    topUp.merchantId(),
                    topUp.id(),
                    topUp.holderId(),
                    command.cause(),
                    back.paidFen(),
                    back.principalFen(),
                    back.bonusFen(),
                    back.points(),
                    command.means(),
                    booking.place().reason(),
                    booking.place().storeId(),
                    booking.place().staffId(),
                    turn.now());
            till.add(booking, new Till.Move(ids.next(), turn.txnId(), command.means(), -back.paidFen()), turn.now());
        }

        @Override
        public void write(Writes writes) {
            writes.write(rows);
            till.write(writes);
            for (var topUp : changed.values()) {
                writes.change(
                        CHANGE,
                        topUp.refundedPrincipalFen(),
                        topUp.refundedBonusFen(),
                        topUp.refundedPoints(),
                        topUp.merchantId(),
                        topUp.id());
            }
        }
    }
}
