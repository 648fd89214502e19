package io.kabao.topup;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.ledger.Account;
import io.kabao.ledger.BookRules;
import io.kabao.ledger.CommandKind;
import io.kabao.ledger.Counters;
import io.kabao.ledger.Purse;
import io.kabao.ledger.Reads;
import io.kabao.ledger.Till;
import io.kabao.ledger.Writes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** How top-ups are booked. */
@Component
class TopUpKind implements CommandKind<TopUp, TopUp.Done> {

    private static final String THING = "TOPUP";
    private static final String ACTION = "TOPPED_UP";

    private static final Writes.Table TABLE = Writes.Table.added(
            "topup",
            "id",
            "merchant_id",
            "holder_id",
            "card_id",
            "member_id",
            "lot_id",
            "principal_fen",
            "bonus_fen",
            "refunded_principal_fen",
            "refunded_bonus_fen",
            "means",
            "store_id",
            "staff_id",
            "note",
            "created_at");

    private final Ids ids;

    TopUpKind(Ids ids) {
        this.ids = ids;
    }

    @Override
    public Class<TopUp> commands() {
        return TopUp.class;
    }

    @Override
    public Batch<TopUp, TopUp.Done> load(Reads reads, List<TopUp> batch) {
        return new OfBatch(BookRules.of(reads, batch), new Counters(reads, batch));
    }

    private final class OfBatch implements Batch<TopUp, TopUp.Done> {

        private final Map<Long, BookRules> rules;
        private final Counters counters;
        private final Writes.Rows rows = new Writes.Rows(TABLE);
        private final Till till = new Till();

        OfBatch(Map<Long, BookRules> rules, Counters counters) {
            this.rules = rules;
            this.counters = counters;
        }

        @Override
        public Decision<TopUp.Done> decide(TopUp command, Turn turn, Purse purse) {
            var card = turn.requireCard();
            card.requireUsable(turn.now());
            counters.require(command.booking());
            requireAllowed(command, purse);
            var lot = ids.next();
            var money = new Purse.PaidIn(
                    lot,
                    command.amountFen(),
                    command.bonusFen(),
                    rulesOf(command).taken());
            purse.payIn(money, turn.txnId(), turn.now());
            purse.add(Account.CASH_DESK, -money.principalFen());
            purse.add(Account.BONUS_COST, -money.bonusFen());
            addRow(command, turn, money);
            till.add(
                    command.booking(),
                    new Till.Move(ids.next(), turn.txnId(), command.means(), money.principalFen()),
                    turn.now());
            var done = new TopUp.Done(
                    turn.txnId(),
                    turn.txnId(),
                    card.id(),
                    money.principalFen(),
                    money.bonusFen(),
                    command.means(),
                    purse.balanceFen());
            return new Decision<>(done, ACTION, THING, turn.txnId(), null);
        }

        private BookRules rulesOf(TopUp command) {
            return Objects.requireNonNull(rules.get(command.booking().actor().merchantId()));
        }

        private void requireAllowed(TopUp command, Purse purse) {
            var allowed = rulesOf(command);
            if (command.amountFen() <= 0 || command.bonusFen() < 0) {
                throw new BusinessError(TopUpError.AMOUNT_WRONG);
            }
            if (!allowed.means().contains(command.means())) {
                throw new BusinessError(TopUpError.MEANS_UNKNOWN);
            }
            var held = purse.balanceFen() + purse.balance(Account.HOLD);
            var room = Math.max(0, allowed.limitFen() - held);
            if (command.amountFen() > room || command.bonusFen() > room - command.amountFen()) {
                throw new BusinessError(TopUpError.LIMIT_EXCEEDED)
                        .with("limitFen", allowed.limitFen())
                        .with("balanceFen", held);
            }
        }

        private void addRow(TopUp command, Turn turn, Purse.PaidIn money) {
            var card = turn.requireCard();
            rows.add(
                    turn.txnId(),
                    card.merchantId(),
                    card.holderId(),
                    card.id(),
                    card.memberId(),
                    money.id(),
                    money.principalFen(),
                    money.bonusFen(),
                    0L,
                    0L,
                    command.means(),
                    command.booking().place().storeId(),
                    command.booking().place().staffId(),
                    command.note(),
                    turn.now());
        }

        @Override
        public void write(Writes writes) {
            writes.write(rows);
            till.write(writes);
        }
    }
}
