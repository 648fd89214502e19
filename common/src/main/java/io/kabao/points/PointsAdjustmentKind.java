package io.kabao.points;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.ledger.Account;
import io.kabao.ledger.CommandKind;
import io.kabao.ledger.Counters;
import io.kabao.ledger.GroupBounds;
import io.kabao.ledger.MerchantTerms;
import io.kabao.ledger.Purse;
import io.kabao.ledger.Reads;
import io.kabao.ledger.ValidStores;
import io.kabao.ledger.Writes;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** How points are given and taken by hand: those given end as all others do, those taken have to be there. */
@Component
class PointsAdjustmentKind implements CommandKind<PointsAdjustment, PointsAdjustment.Done> {

    private static final String THING = "POINTS_ADJUSTMENT";
    private static final String ACTION = "POINTS_ADJUSTED";

    private static final Writes.Table TABLE = Writes.Table.added(
            "points_adjustment",
            "id",
            "merchant_id",
            "holder_id",
            "card_id",
            "member_id",
            "points",
            "reason",
            "store_id",
            "staff_id",
            "operator_id",
            "business_day",
            "created_at");

    private final RulesOfBatch rules;
    private final Ids ids;
    private final Clock clock;

    PointsAdjustmentKind(RulesOfBatch rules, Ids ids, Clock clock) {
        this.rules = rules;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Class<PointsAdjustment> commands() {
        return PointsAdjustment.class;
    }

    @Override
    public Batch<PointsAdjustment, PointsAdjustment.Done> load(Reads reads, List<PointsAdjustment> batch) {
        var inForce = RulesInForce.of(reads, MerchantTerms.of(reads, batch), rules);
        var now = clock.instant();
        var guards = new Guards(
                new Counters(reads, batch),
                new ValidStores(reads, batch),
                new GroupBounds(reads, batch),
                new AdjustedAlone(
                        reads, batch, merchant -> inForce.terms(merchant).dayOf(now)));
        return new OfBatch(inForce, guards);
    }

    /** Where and on which cards points may be adjusted, and how many by one person. */
    private record Guards(Counters counters, ValidStores stores, GroupBounds groups, AdjustedAlone alone) {

        void require(PointsAdjustment command, Turn turn) {
            turn.requireCard().requireUsable(turn.now());
            counters.require(command.booking());
            stores.require(command.booking(), turn);
            groups.requireInUse(turn);
        }
    }

    private final class OfBatch implements Batch<PointsAdjustment, PointsAdjustment.Done> {

        private final RulesInForce inForce;
        private final Guards guards;
        private final Writes.Rows rows = new Writes.Rows(TABLE);

        OfBatch(RulesInForce inForce, Guards guards) {
            this.inForce = inForce;
            this.guards = guards;
        }

        @Override
        public Decision<PointsAdjustment.Done> decide(PointsAdjustment command, Turn turn, Purse purse) {
            var card = turn.requireCard();
            guards.require(command, turn);
            var points = command.points();
            if (points == 0 || points < -PointsRules.ORDER_MOST || points > PointsRules.ORDER_MOST) {
                throw new BusinessError(PointsError.POINTS_NOT_WHOLE).with("step", 1);
            }
            var owed = purse.balance(Account.POINTS_DEBT);
            if (points > 0) {
                var end = inForce.endOf(card.merchantId(), turn.now());
                var _ = purse.earn(new Purse.Earned(ids.next(), points, end), turn.txnId(), turn.now());
            } else {
                var _ = purse.takePoints(-points, turn.now());
            }
            guards.alone().count(command);
            var place = command.booking().place();
            rows.add(
                    turn.txnId(),
                    card.merchantId(),
                    card.holderId(),
                    card.id(),
                    card.memberId(),
                    points,
                    place.reason(),
                    place.storeId(),
                    place.staffId(),
                    command.alone(),
                    inForce.terms(card.merchantId()).dayOf(turn.now()),
                    turn.now());
            var done = new PointsAdjustment.Done(
                    turn.txnId(),
                    turn.txnId(),
                    card.id(),
                    points,
                    owed - purse.balance(Account.POINTS_DEBT),
                    purse.balance(Account.POINTS));
            return new Decision<>(done, ACTION, THING, turn.txnId(), null);
        }

        @Override
        public void write(Writes writes) {
            writes.write(rows);
        }
    }
}
