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
import java.util.List;
import org.springframework.stereotype.Component;

/** How points become balance: as a lot of bonus alone, at the merchant's cost. A card that shares another's balance has none to exchange. */
@Component
class PointsExchangeKind implements CommandKind<PointsExchange, PointsExchange.Done> {

    private static final String THING = "POINTS_EXCHANGE";
    private static final String ACTION = "POINTS_EXCHANGED";

    private static final Writes.Table TABLE = Writes.Table.added(
            "points_exchange",
            "id",
            "merchant_id",
            "holder_id",
            "card_id",
            "member_id",
            "points",
            "bonus_fen",
            "lot_id",
            "ruleset_id",
            "store_id",
            "staff_id",
            "created_at");

    private final RulesOfBatch rules;
    private final Ids ids;

    PointsExchangeKind(RulesOfBatch rules, Ids ids) {
        this.rules = rules;
        this.ids = ids;
    }

    @Override
    public Class<PointsExchange> commands() {
        return PointsExchange.class;
    }

    @Override
    public Batch<PointsExchange, PointsExchange.Done> load(Reads reads, List<PointsExchange> batch) {
        var atCounters = batch.stream().filter(command -> !command.isByMember()).toList();
        return new OfBatch(
                RulesInForce.of(reads, MerchantTerms.of(reads, batch), rules),
                new Places(
                        new Counters(reads, atCounters),
                        new ValidStores(reads, atCounters),
                        new GroupBounds(reads, batch)));
    }

    /** Where and on which cards points may be exchanged. */
    private record Places(Counters counters, ValidStores stores, GroupBounds groups) {

        void require(PointsExchange command, Turn turn) {
            turn.requireCard().requireUsable(turn.now());
            groups.requireInUse(turn);
            if (!command.isByMember()) {
                counters.require(command.booking());
                stores.require(command.booking(), turn);
            }
        }
    }

    private final class OfBatch implements Batch<PointsExchange, PointsExchange.Done> {

        private final RulesInForce inForce;
        private final Places places;
        private final Writes.Rows rows = new Writes.Rows(TABLE);

        OfBatch(RulesInForce inForce, Places places) {
            this.inForce = inForce;
            this.places = places;
        }

        @Override
        public Decision<PointsExchange.Done> decide(PointsExchange command, Turn turn, Purse purse) {
            var card = turn.requireCard();
            places.require(command, turn);
            if (card.link() != null) {
                throw new BusinessError(PointsError.POINTS_NOT_OWN);
            }
            var exchange = inForce.of(card.merchantId()).settings().exchange();
            var rulesetId = inForce.terms(card.merchantId()).pointsRulesetId();
            if (exchange == null || rulesetId == null || (command.isByMember() && !exchange.byMembers())) {
                throw new BusinessError(PointsError.POINTS_NOT_ACCEPTED);
            }
            var fen = exchange.rate().fenOf(command.points());
            requireRoom(card.merchantId(), fen, purse);
            var _ = purse.takePoints(command.points(), turn.now());
            var terms = inForce.terms(card.merchantId()).rules();
            var money = new Purse.PaidIn(ids.next(), 0, fen, terms.taken());
            purse.payIn(money, turn.txnId(), turn.now());
            purse.add(Account.BONUS_COST, -fen);
            var place = command.booking().place();
            rows.add(
                    turn.txnId(),
                    card.merchantId(),
                    card.holderId(),
                    card.id(),
                    card.memberId(),
                    command.points(),
                    fen,
                    money.id(),
                    rulesetId,
                    place.storeId(),
                    place.staffId(),
                    turn.now());
            var done = new PointsExchange.Done(
                    turn.txnId(),
                    turn.txnId(),
                    card.id(),
                    command.points(),
                    fen,
                    purse.balance(Account.POINTS),
                    purse.balanceFen());
            return new Decision<>(done, ACTION, THING, turn.txnId(), null);
        }

        private void requireRoom(long merchantId, long fen, Purse purse) {
            var limit = inForce.terms(merchantId).rules().limitFen();
            var held = purse.balanceFen() + purse.balance(Account.HOLD);
            if (fen > limit - held) {
                throw new BusinessError(PointsError.POINTS_BEYOND_LIMIT)
                        .with("limitFen", limit)
                        .with("balanceFen", held);
            }
        }

        @Override
        public void write(Writes writes) {
            writes.write(rows);
        }
    }
}
