package io.kabao.spend;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.ledger.Account;
import io.kabao.ledger.CardState;
import io.kabao.ledger.CommandKind;
import io.kabao.ledger.Counters;
import io.kabao.ledger.GroupBounds;
import io.kabao.ledger.MerchantTerms;
import io.kabao.ledger.Part;
import io.kabao.ledger.Purse;
import io.kabao.ledger.Reads;
import io.kabao.ledger.ValidStores;
import io.kabao.ledger.Writes;
import io.kabao.level.LaddersInForce;
import io.kabao.level.LaddersOfBatch;
import io.kabao.level.Level;
import io.kabao.proof.Proven;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
            "level_id",
            "discount_bp",
            "discount_fen",
            "status",
            "captured_fen",
            "store_id",
            "staff_id",
            "expires_at",
            "created_at");
    private static final Writes.Table PARTS =
            Writes.Table.added("hold_part", "id", "merchant_id", "hold_id", "lot_id", "principal_fen", "bonus_fen");

    private final Ids ids;
    private final LaddersOfBatch ladders;

    HoldKind(Ids ids, LaddersOfBatch ladders) {
        this.ids = ids;
        this.ladders = ladders;
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
        var terms = MerchantTerms.of(reads, batch);
        return new OfBatch(
                new SpendKind.Places(
                        new Counters(reads, batch), new ValidStores(reads, batch), new GroupBounds(reads, batch)),
                new Terms(terms, ladders.of(reads, terms.values())),
                paid);
    }

    private static String key(long merchantId, String orderNo) {
        return merchantId + " " + orderNo;
    }

    /** What merchants' settings and levels are. */
    private record Terms(Map<Long, MerchantTerms> byMerchant, LaddersInForce levels) {

        MerchantTerms of(CardState card) {
            return Objects.requireNonNull(byMerchant.get(card.merchantId()));
        }

        @Nullable
        Level level(CardState card, Instant now) {
            return levels.of(of(card), card.standing(), now);
        }
    }

    private final class OfBatch implements Batch<Hold, Hold.Done> {

        private final SpendKind.Places places;
        private final Terms terms;
        private final Map<String, Long> paid;
        private final Writes.Rows holds = new Writes.Rows(HOLDS);
        private final Writes.Rows parts = new Writes.Rows(PARTS);

        OfBatch(SpendKind.Places places, Terms terms, Map<String, Long> paid) {
            this.places = places;
            this.terms = terms;
            this.paid = paid;
        }

        @Override
        public Decision<Hold.Done> decide(Hold command, Turn turn, Purse purse) {
            var card = turn.requireCard();
            card.requireUsable(turn.now());
            places.require(command.booking(), turn);
            requireAllowed(command, turn);
            var level = terms.level(card, turn.now());
            var order = Order.of(command.amountFen()).less(level == null ? 0 : level.discountBp());
            var held = order.payableFen();
            var spent = card.using(held, turn.now());
            var taken = purse.takeOldest(held);
            Proven.require(
                    command.proven(),
                    new Proven.Payment(command.booking(), card, held),
                    terms.of(card).rules().proofAboveFen());
            purse.add(Account.HOLD, held);
            var done = new Hold.Done(
                    turn.txnId(),
                    turn.txnId(),
                    card.id(),
                    command.booking().number(),
                    taken.stream().mapToLong(Part::principalFen).sum(),
                    taken.stream().mapToLong(Part::bonusFen).sum(),
                    order.discountFen(),
                    command.expiresAt(),
                    purse.balanceFen(),
                    purse.balance(Account.HOLD));
            addRows(command, turn, new Taken(done, level, taken));
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

        /** What was set aside, at which level, and of what. */
        private record Taken(Hold.Done done, @Nullable Level level, List<Part> parts) {}

        private void addRows(Hold command, Turn turn, Taken taken) {
            var card = turn.requireCard();
            var done = taken.done();
            var level = taken.level();
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
                    level == null ? null : level.id(),
                    level == null ? 0 : level.discountBp(),
                    done.discountFen(),
                    Hold.Status.HELD,
                    0L,
                    place.storeId(),
                    place.staffId(),
                    command.expiresAt(),
                    turn.now());
            for (var part : taken.parts()) {
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
