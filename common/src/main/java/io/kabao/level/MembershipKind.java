package io.kabao.level;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.ledger.Account;
import io.kabao.ledger.CommandKind;
import io.kabao.ledger.Counters;
import io.kabao.ledger.LevelStanding;
import io.kabao.ledger.MerchantTerms;
import io.kabao.ledger.Purse;
import io.kabao.ledger.Reads;
import io.kabao.ledger.Till;
import io.kabao.ledger.ValidStores;
import io.kabao.ledger.Writes;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How levels are sold: the money is the merchant's at once, and the card stands higher for a term. Who buys the same level again
 * adds to what is left of it.
 */
@Component
class MembershipKind implements CommandKind<Membership, Membership.Done> {

    private static final String THING = "MEMBERSHIP";
    private static final String ACTION = "MEMBERSHIP_SOLD";

    private static final Writes.Table TABLE = Writes.Table.added(
            "membership",
            "id",
            "merchant_id",
            "holder_id",
            "card_id",
            "member_id",
            "level_id",
            "ladder_id",
            "price_fen",
            "means",
            "ends_at",
            "store_id",
            "staff_id",
            "created_at");
    private static final Writes.Table STANDINGS = new Writes.Table(
            "card_level",
            List.of("id", "merchant_id", "paid_level_id", "paid_until"),
            List.of("paid_level_id", "paid_until"));
    private static final Writes.Table CHANGES = Writes.Table.added(
            "level_change",
            "id",
            "merchant_id",
            "card_id",
            "from_level_id",
            "to_level_id",
            "reason",
            "ladder_id",
            "created_at");

    private final LaddersOfBatch ladders;
    private final Ids ids;

    MembershipKind(LaddersOfBatch ladders, Ids ids) {
        this.ladders = ladders;
        this.ids = ids;
    }

    @Override
    public Class<Membership> commands() {
        return Membership.class;
    }

    /** What is sold is there while it is sold: whoever leaves a level out of a merchant's waits, or goes first. */
    @Override
    public Batch<Membership, Membership.Done> load(Reads reads, List<Membership> batch) {
        var terms = MerchantTerms.held(reads, batch);
        return new OfBatch(
                terms, ladders.of(reads, terms.values()), new Counters(reads, batch), new ValidStores(reads, batch));
    }

    private final class OfBatch implements Batch<Membership, Membership.Done> {

        private final Map<Long, MerchantTerms> terms;
        private final LaddersInForce inForce;
        private final Counters counters;
        private final ValidStores stores;
        private final Writes.Rows rows = new Writes.Rows(TABLE);
        private final Map<Long, @Nullable Object[]> standings = new TreeMap<>();
        private final Writes.Rows changes = new Writes.Rows(CHANGES);
        private final Till till = new Till();

        OfBatch(Map<Long, MerchantTerms> terms, LaddersInForce inForce, Counters counters, ValidStores stores) {
            this.terms = terms;
            this.inForce = inForce;
            this.counters = counters;
            this.stores = stores;
        }

        @Override
        public Decision<Membership.Done> decide(Membership command, Turn turn, Purse purse) {
            var card = turn.requireCard();
            card.requireUsable(turn.now());
            counters.require(command.booking());
            stores.require(command.booking(), turn);
            var merchant = Objects.requireNonNull(terms.get(card.merchantId()));
            if (!merchant.rules().means().contains(command.means())) {
                throw new BusinessError(LevelError.MEANS_UNKNOWN);
            }
            var ladder = inForce.of(merchant);
            var level = ladder == null ? null : ladder.level(command.levelId()).orElse(null);
            if (ladder == null || level == null) {
                throw new BusinessError(LevelError.LEVEL_NOT_FOUND);
            }
            var fee = level.ways().fee();
            if (fee == null) {
                throw new BusinessError(LevelError.LEVEL_NOT_SOLD);
            }
            var before = ladder.of(card.standing(), turn.now());
            if (ladder.rank(before.id()) > ladder.rank(level.id())) {
                throw new BusinessError(LevelError.LEVEL_BELOW);
            }
            var until = until(card.standing(), level, fee, turn.now().atZone(merchant.zone()));
            purse.add(Account.REVENUE, fee.priceFen());
            purse.add(Account.CASH_DESK, -fee.priceFen());
            till.add(
                    command.booking(),
                    new Till.Move(ids.next(), turn.txnId(), command.means(), fee.priceFen()),
                    turn.now());
            var ladderId = Objects.requireNonNull(merchant.ladderId());
            addRows(command, turn, new Sold(ladder, before, level, until, ladderId));
            var isNow = new LevelStanding(card.standing().levelId(), level.id(), until);
            var done = new Membership.Done(turn.txnId(), turn.txnId(), card.id(), level.id(), fee.priceFen(), until);
            return new Decision<>(done, ACTION, THING, turn.txnId(), null, card.standingAt(isNow));
        }

        /** Up to the end of a day of the merchant's. */
        private static Instant until(LevelStanding standing, Level level, Level.Fee fee, ZonedDateTime now) {
            var end = standing.paidUntil();
            if (end != null && end.isAfter(now.toInstant()) && Objects.equals(standing.paidLevelId(), level.id())) {
                return end.atZone(now.getZone()).plusDays(fee.days()).toInstant();
            }
            return now.toLocalDate()
                    .plusDays(fee.days() + 1L)
                    .atStartOfDay(now.getZone())
                    .toInstant();
        }

        /** What was sold. */
        private record Sold(Ladder ladder, Level before, Level level, Instant until, long ladderId) {

            boolean isFromFirst() {
                return ladder.rank(before.id()) == 0;
            }

            Level.Fee fee() {
                return Objects.requireNonNull(level.ways().fee());
            }
        }

        private void addRows(Membership command, Turn turn, Sold sold) {
            var card = turn.requireCard();
            var place = command.booking().place();
            rows.add(
                    turn.txnId(),
                    card.merchantId(),
                    card.holderId(),
                    card.id(),
                    card.memberId(),
                    sold.level().id(),
                    sold.ladderId(),
                    sold.fee().priceFen(),
                    command.means(),
                    sold.until(),
                    place.storeId(),
                    place.staffId(),
                    turn.now());
            standings.put(card.id(), new @Nullable Object[] {
                card.id(), card.merchantId(), sold.level().id(), sold.until()
            });
            if (sold.before().id() != sold.level().id()) {
                changes.add(
                        ids.next(),
                        card.merchantId(),
                        card.id(),
                        sold.isFromFirst() ? null : sold.before().id(),
                        sold.level().id(),
                        LevelChange.Reason.PAID,
                        sold.ladderId(),
                        turn.now());
            }
        }

        @Override
        public void write(Writes writes) {
            writes.write(rows);
            // In the order in which others lock them.
            var ordered = new Writes.Rows(STANDINGS);
            standings.values().forEach(ordered::add);
            writes.write(ordered);
            writes.write(changes);
            till.write(writes);
        }
    }
}
