package io.kabao.spend;

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
import io.kabao.proof.Proven;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** How orders are booked. */
@Component
class SpendKind implements CommandKind<Spend, Spend.Done> {

    private static final String THING = "SPEND";
    private static final String ACTION = "SPENT";

    private final Ids ids;

    SpendKind(Ids ids) {
        this.ids = ids;
    }

    @Override
    public Class<Spend> commands() {
        return Spend.class;
    }

    @Override
    public Batch<Spend, Spend.Done> load(Reads reads, List<Spend> batch) {
        return new OfBatch(BookRules.of(reads, batch), new Counters(reads, batch));
    }

    private final class OfBatch implements Batch<Spend, Spend.Done> {

        private final Map<Long, BookRules> rules;
        private final Counters counters;
        private final SpendRows rows = new SpendRows(ids);
        private final Till till = new Till();

        OfBatch(Map<Long, BookRules> rules, Counters counters) {
            this.rules = rules;
            this.counters = counters;
        }

        @Override
        public Decision<Spend.Done> decide(Spend command, Turn turn, Purse purse) {
            var card = turn.requireCard();
            card.requireUsable(turn.now());
            counters.require(command.booking());
            var listFen = command.order().listFen();
            var otherFen = otherFen(command, listFen);
            var storedFen = listFen - otherFen;
            var spent = card.using(storedFen, turn.now());
            var taken = purse.takeOldest(storedFen);
            Proven.require(
                    command.proven(),
                    new Proven.Payment(command.booking(), card, storedFen),
                    rulesOf(command).proofAboveFen());
            var principal = taken.stream().mapToLong(Part::principalFen).sum();
            var bonus = taken.stream().mapToLong(Part::bonusFen).sum();
            purse.add(Account.REVENUE, principal + otherFen);
            purse.add(Account.BONUS_COST, bonus);
            purse.add(Account.CASH_DESK, -otherFen);
            var id = turn.txnId();
            var orderNo = command.booking().number();
            var done = new Spend.Done(
                    id, id, card.id(), orderNo, listFen, 0, principal, bonus, otherFen, 0, 0, purse.balanceFen());
            rows.add(command, turn, done, taken);
            for (var paid : command.means()) {
                var move = new Till.Move(ids.next(), id, paid.kind(), paid.amountFen());
                till.add(command.booking(), move, turn.now());
            }
            return new Decision<>(done, ACTION, THING, id, null, spent);
        }

        private BookRules rulesOf(Spend command) {
            return Objects.requireNonNull(rules.get(command.booking().actor().merchantId()));
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
        }
    }
}
