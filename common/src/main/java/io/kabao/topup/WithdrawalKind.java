package io.kabao.topup;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.ledger.Account;
import io.kabao.ledger.BookRules;
import io.kabao.ledger.CardState;
import io.kabao.ledger.CommandKind;
import io.kabao.ledger.Counters;
import io.kabao.ledger.Part;
import io.kabao.ledger.Purse;
import io.kabao.ledger.Reads;
import io.kabao.ledger.Till;
import io.kabao.ledger.Writes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * How principal is paid out: from the oldest lots that have some. Their bonus is never paid out; it stays where it is and can
 * be spent, and of what is spent from such a lot later it pays first until it has caught up with the principal. What a card
 * shares is another's and is paid out to that one alone: a person's limits bound what they buy, not what they would take out.
 */
@Component
class WithdrawalKind implements CommandKind<Withdrawal, Withdrawal.Done> {

    private static final String THING = "WITHDRAWAL";
    private static final String ACTION = "WITHDRAWN";

    private static final Writes.Table TABLE = Writes.Table.added(
            "withdrawal",
            "id",
            "merchant_id",
            "holder_id",
            "card_id",
            "member_id",
            "amount_fen",
            "means",
            "reason",
            "store_id",
            "staff_id",
            "created_at");
    private static final Writes.Table PARTS =
            Writes.Table.added("withdrawal_part", "id", "merchant_id", "withdrawal_id", "lot_id", "principal_fen");

    private final Ids ids;

    WithdrawalKind(Ids ids) {
        this.ids = ids;
    }

    @Override
    public Class<Withdrawal> commands() {
        return Withdrawal.class;
    }

    @Override
    public Batch<Withdrawal, Withdrawal.Done> load(Reads reads, List<Withdrawal> batch) {
        var cards = batch.stream()
                .map(command -> reads.cardOf(command.booking()))
                .filter(Objects::nonNull)
                .map(CardState::id)
                .toList();
        return new OfBatch(BookRules.of(reads, batch), new Counters(reads, batch), Payout.of(reads, cards));
    }

    private final class OfBatch implements Batch<Withdrawal, Withdrawal.Done> {

        private final Map<Long, BookRules> rules;
        private final Counters counters;
        private final Map<Long, Payout> payouts;
        private final Writes.Rows rows = new Writes.Rows(TABLE);
        private final Writes.Rows parts = new Writes.Rows(PARTS);
        private final Till till = new Till();

        OfBatch(Map<Long, BookRules> rules, Counters counters, Map<Long, Payout> payouts) {
            this.rules = rules;
            this.counters = counters;
            this.payouts = payouts;
        }

        @Override
        public Decision<Withdrawal.Done> decide(Withdrawal command, Turn turn, Purse purse) {
            var card = turn.requireCard();
            card.requireInUse();
            TopUpError.requireOwnPrincipal(card);
            counters.require(command.booking());
            Objects.requireNonNull(payouts.get(card.id())).require(turn.now());
            requirePossible(command, card, purse);
            var taken = purse.takePrincipal(command.amountFen());
            purse.add(Account.CASH_DESK, command.amountFen());
            addRows(command, turn, taken);
            var done = new Withdrawal.Done(
                    turn.txnId(), turn.txnId(), card.id(), command.amountFen(), command.means(), purse.balanceFen());
            return new Decision<>(done, ACTION, THING, turn.txnId(), null);
        }

        private void requirePossible(Withdrawal command, CardState card, Purse purse) {
            if (command.amountFen() <= 0) {
                throw new BusinessError(TopUpError.AMOUNT_WRONG);
            }
            var allowed = Objects.requireNonNull(rules.get(card.merchantId()));
            if (!allowed.means().contains(command.means())) {
                throw new BusinessError(TopUpError.MEANS_UNKNOWN);
            }
            var principal = purse.balance(Account.PRINCIPAL);
            if (command.amountFen() > principal) {
                throw new BusinessError(TopUpError.PRINCIPAL_TOO_LOW).with("principalFen", principal);
            }
        }

        private void addRows(Withdrawal command, Turn turn, List<Part> taken) {
            var card = turn.requireCard();
            var booking = command.booking();
            rows.add(
                    turn.txnId(),
                    card.merchantId(),
                    card.holderId(),
                    card.id(),
                    card.memberId(),
                    command.amountFen(),
                    command.means(),
                    booking.place().reason(),
                    booking.place().storeId(),
                    booking.place().staffId(),
                    turn.now());
            for (var part : taken) {
                parts.add(ids.next(), card.merchantId(), turn.txnId(), part.lotId(), part.principalFen());
            }
            till.add(
                    booking,
                    new Till.Move(ids.next(), turn.txnId(), command.means(), -command.amountFen()),
                    turn.now());
        }

        @Override
        public void write(Writes writes) {
            writes.write(rows);
            writes.write(parts);
            till.write(writes);
        }
    }
}
