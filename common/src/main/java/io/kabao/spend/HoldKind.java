package io.kabao.spend;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.ledger.Account;
import io.kabao.ledger.BookRules;
import io.kabao.ledger.CommandKind;
import io.kabao.ledger.Counters;
import io.kabao.ledger.GroupBounds;
import io.kabao.ledger.Part;
import io.kabao.ledger.Purse;
import io.kabao.ledger.Reads;
import io.kabao.ledger.ValidStores;
import io.kabao.ledger.Writes;
import io.kabao.proof.Proven;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** How money is set aside. */
@Component
class HoldKind implements CommandKind<Hold, Hold.Done> {

    /** The longest that money is kept from its holder. */
    static final Duration LONGEST = Duration.ofDays(30);

    private static final String THING = "HOLD";
    private static final String ACTION = "HELD";

    private static final String PAID = "SELECT id, merchant_id, order_no FROM spend WHERE :keys";

    private static final Writes.Table HOLDS = Writes.Table.added(
            "hold",
            "id",
            "merchant_id",
            "holder_id",
            "card_id",
            "member_id",
            "order_no",
            "channel",
            "principal_fen",
            "bonus_fen",
            "status",
            "captured_fen",
            "store_id",
            "staff_id",
            "expires_at",
            "created_at");
    private static final Writes.Table PARTS =
            Writes.Table.added("hold_part", "id", "merchant_id", "hold_id", "lot_id", "principal_fen", "bonus_fen");

    private final Ids ids;

    HoldKind(Ids ids) {
        this.ids = ids;
    }

    @Override
    public Class<Hold> commands() {
        return Hold.class;
    }

    @Override
    public Batch<Hold, Hold.Done> load(Reads reads, List<Hold> batch) {
        var orders = batch.stream()
                .map(hold -> new Object[] {
                    hold.booking().actor().merchantId(), hold.booking().number()
                })
                .toList();
        var paid = new HashMap<String, Long>();
        reads.by(
                PAID,
                List.of("merchant_id", "order_no"),
                orders,
                row -> paid.put(key(row.number("merchant_id"), row.text("order_no")), row.number("id")));
        return new OfBatch(
                new SpendKind.Places(
                        new Counters(reads, batch), new ValidStores(reads, batch), new GroupBounds(reads, batch)),
                BookRules.of(reads, batch),
                paid);
    }

    private static String key(long merchantId, String orderNo) {
        return merchantId + " " + orderNo;
    }

    private final class OfBatch implements Batch<Hold, Hold.Done> {

        private final SpendKind.Places places;
        private final Map<Long, BookRules> rules;
        private final Map<String, Long> paid;
        private final Writes.Rows holds = new Writes.Rows(HOLDS);
        private final Writes.Rows parts = new Writes.Rows(PARTS);

        OfBatch(SpendKind.Places places, Map<Long, BookRules> rules, Map<String, Long> paid) {
            this.places = places;
            this.rules = rules;
            this.paid = paid;
        }

        @Override
        public Decision<Hold.Done> decide(Hold command, Turn turn, Purse purse) {
            var card = turn.requireCard();
            card.requireUsable(turn.now());
            places.require(command.booking(), turn);
            requireAllowed(command, turn);
            var spent = card.using(command.amountFen(), turn.now());
            var taken = purse.takeOldest(command.amountFen());
            Proven.require(
                    command.proven(),
                    new Proven.Payment(command.booking(), card, command.amountFen()),
                    Objects.requireNonNull(rules.get(card.merchantId())).proofAboveFen());
            purse.add(Account.HOLD, command.amountFen());
            var done = new Hold.Done(
                    turn.txnId(),
                    turn.txnId(),
                    card.id(),
                    command.booking().number(),
                    taken.stream().mapToLong(Part::principalFen).sum(),
                    taken.stream().mapToLong(Part::bonusFen).sum(),
                    command.expiresAt(),
                    purse.balanceFen(),
                    purse.balance(Account.HOLD));
            addRows(command, turn, done, taken);
            return new Decision<>(done, ACTION, THING, turn.txnId(), null, spent);
        }

        private void requireAllowed(Hold command, Turn turn) {
            if (command.amountFen() <= 0 || command.amountFen() > Order.FEN_MOST) {
                throw new BusinessError(SpendError.AMOUNT_WRONG);
            }
            if (!command.expiresAt().isAfter(turn.now())
                    || command.expiresAt().isAfter(turn.now().plus(LONGEST))) {
                throw new BusinessError(SpendError.HOLD_TIME_WRONG).with("days", LONGEST.toDays());
            }
            var spendId = paid.get(key(
                    command.booking().actor().merchantId(), command.booking().number()));
            if (spendId != null) {
                throw new BusinessError(SpendError.ORDER_EXISTS).with("spendId", Long.toString(spendId));
            }
        }

        private void addRows(Hold command, Turn turn, Hold.Done done, List<Part> taken) {
            var card = turn.requireCard();
            var place = command.booking().place();
            holds.add(
                    done.id(),
                    card.merchantId(),
                    card.holderId(),
                    card.id(),
                    card.memberId(),
                    done.orderNo(),
                    command.channel(),
                    done.principalFen(),
                    done.bonusFen(),
                    Hold.Status.HELD,
                    0L,
                    place.storeId(),
                    place.staffId(),
                    command.expiresAt(),
                    turn.now());
            for (var part : taken) {
                parts.add(ids.next(), card.merchantId(), done.id(), part.lotId(), part.principalFen(), part.bonusFen());
            }
        }

        @Override
        public void write(Writes writes) {
            writes.write(holds);
            writes.write(parts);
        }
    }
}
