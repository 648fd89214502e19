package io.kabao.spend;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.ledger.Account;
import io.kabao.ledger.CommandKind;
import io.kabao.ledger.MerchantTerms;
import io.kabao.ledger.Part;
import io.kabao.ledger.Purse;
import io.kabao.ledger.Reads;
import io.kabao.ledger.Row;
import io.kabao.ledger.Writes;
import io.kabao.level.LaddersInForce;
import io.kabao.level.LaddersOfBatch;
import io.kabao.level.Level;
import io.kabao.points.RulesInForce;
import io.kabao.points.RulesOfBatch;
import io.kabao.referral.CommissionFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How money that was set aside ends. */
@Component
class SettlementKind implements CommandKind<Settlement, Settlement.Done> {

    private static final String HOLDS = "SELECT id, merchant_id, status, expires_at FROM hold WHERE id IN (:keys)";
    private static final String PARTS = """
            SELECT id, hold_id, lot_id, principal_fen, bonus_fen
            FROM hold_part
            WHERE :keys
            """;
    private static final String END = """
            UPDATE hold
            SET status = ?, captured_fen = ?, ended_at = ?
            WHERE merchant_id = ? AND id = ? AND status = 'HELD'
            """;

    private final Ids ids;
    private final RulesOfBatch points;
    private final LaddersOfBatch ladders;
    private final BirthdaysOfBatch birthdays;
    private final CommissionFacts commissions;

    SettlementKind(
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
    public Class<Settlement> commands() {
        return Settlement.class;
    }

    /** A hold under its holder's lock. */
    private static final class Held {

        private final Instant expiresAt;
        private final List<Part> parts = new ArrayList<>();
        private Hold.Status status;

        Held(Row row) {
            expiresAt = row.time("expires_at");
            status = row.named("status", Hold.Status.class);
        }
    }

    @Override
    public Batch<Settlement, Settlement.Done> load(Reads reads, List<Settlement> batch) {
        var holds = new HashMap<Long, Held>();
        var wanted = batch.stream().map(Settlement::hold).distinct().toList();
        reads.in(HOLDS, wanted.stream().map(HoldRow::id).toList(), row -> holds.put(row.number("id"), new Held(row)));
        var keys = wanted.stream()
                .map(hold -> new Object[] {hold.merchantId(), hold.id()})
                .toList();
        reads.by(
                PARTS + "ORDER BY id",
                List.of("merchant_id", "hold_id"),
                keys,
                row -> Objects.requireNonNull(holds.get(row.number("hold_id")))
                        .parts
                        .add(new Part(row.number("lot_id"), row.number("principal_fen"), row.number("bonus_fen"))));
        var terms = MerchantTerms.of(reads, batch);
        var rules = RulesInForce.of(reads, terms, points);
        var buyers = wanted.stream()
                .map(hold -> new CommissionFacts.Buyer(hold.merchantId(), hold.memberId()))
                .toList();
        var earned = new OrderPoints(rules, birthdays.of(reads, rules, buyers), ids);
        return new OfBatch(holds, earned, ladders.of(reads, terms.values()), commissions.of(reads, terms, buyers));
    }

    private final class OfBatch implements Batch<Settlement, Settlement.Done> {

        private final Map<Long, Held> holds;
        private final OrderPoints points;
        private final LaddersInForce levels;
        private final CommissionFacts.OfBatch commissions;
        private final SpendRows orders = new SpendRows(ids);
        private final List<Ended> ended = new ArrayList<>();

        OfBatch(Map<Long, Held> holds, OrderPoints points, LaddersInForce levels, CommissionFacts.OfBatch commissions) {
            this.holds = holds;
            this.points = points;
            this.levels = levels;
            this.commissions = commissions;
        }

        private record Ended(HoldRow hold, Settlement.Done done, Instant at) {}

        @Override
        public Decision<Settlement.Done> decide(Settlement command, Turn turn, Purse purse) {
            var hold = command.hold();
            var held = Objects.requireNonNull(holds.get(hold.id()));
            if (held.status != Hold.Status.HELD) {
                throw new BusinessError(SpendError.HOLD_ENDED).with("status", held.status.name());
            }
            var isOver = !held.expiresAt.isAfter(turn.now());
            var status = switch (command.end()) {
                case Settlement.End.Capture _ -> Hold.Status.CAPTURED;
                case Settlement.End.Release _ -> Hold.Status.RELEASED;
                case Settlement.End.Expiry _ -> Hold.Status.EXPIRED;
            };
            if (status == Hold.Status.CAPTURED && isOver) {
                throw new BusinessError(SpendError.HOLD_EXPIRED);
            }
            if (status == Hold.Status.EXPIRED && !isOver) {
                throw new IllegalStateException("The time of hold " + hold.id() + " is not over");
            }
            var list = list(command);
            var order = list == 0 ? null : Order.of(list).less(command.hold().discountBp());
            var captured = taken(held.parts, order == null ? 0 : order.payableFen());
            move(purse, held.parts, captured);
            held.status = status;
            var done = done(command, turn, new Outcome(status, order, captured, purse.balanceFen()));
            ended.add(new Ended(hold, done, turn.now()));
            if (order != null) {
                var head = SpendRows.Head.of(hold, turn.now());
                var earned = points.earn(order, head.placed(levelOf(hold), 0), turn, purse);
                var base = commissions.add(head.paid(turn.txnId()), order.sale(hold.channel(), earned));
                orders.add(
                        head,
                        order(hold, done, turn.txnId(), earned.points()),
                        captured,
                        new SpendRows.Sold(order, PointsPaid.NOTHING, earned, base));
            }
            return new Decision<>(done, status.name(), "HOLD", hold.id(), hold.id());
        }

        /** What the order comes to before its discount; 0: there is none. */
        private static long list(Settlement command) {
            if (!(command.end() instanceof Settlement.End.Capture(var amountFen))) {
                return 0;
            }
            var most = command.hold().listFen();
            var list = amountFen == null ? most : amountFen;
            if (list <= 0) {
                throw new BusinessError(SpendError.AMOUNT_WRONG);
            }
            if (list > most) {
                throw new BusinessError(SpendError.HOLD_TOO_LOW).with("mostFen", most);
            }
            return list;
        }

        /** The level that the card had when the money was set aside, as it is now; null: there was none, or it is gone. */
        private @Nullable Level levelOf(HoldRow hold) {
            return levels.level(points.rules().terms(hold.merchantId()), hold.levelId());
        }

        /** What an order costs of the parts that were set aside, the first ones first. */
        private static List<Part> taken(List<Part> parts, long cost) {
            var taken = new ArrayList<Part>();
            var wanted = cost;
            for (var part : parts) {
                var now = Math.min(wanted, part.fen());
                if (now > 0) {
                    taken.add(part.share(now));
                    wanted -= now;
                }
            }
            return taken;
        }

        /** What was held leaves the hold: the order's cost for good, the rest to the lots it came from. */
        private static void move(Purse purse, List<Part> parts, List<Part> captured) {
            purse.add(Account.HOLD, -parts.stream().mapToLong(Part::fen).sum());
            for (var i = 0; i < parts.size(); i++) {
                var back = i < captured.size() ? parts.get(i).less(captured.get(i)) : parts.get(i);
                if (back.fen() > 0) {
                    purse.giveBack(back);
                }
            }
            purse.add(
                    Account.REVENUE,
                    captured.stream().mapToLong(Part::principalFen).sum());
            purse.add(
                    Account.BONUS_COST,
                    captured.stream().mapToLong(Part::bonusFen).sum());
        }

        /** What a settlement came to. */
        private record Outcome(Hold.Status status, Order.@Nullable Priced order, List<Part> captured, long balanceFen) {

            long costFen() {
                return order == null ? 0 : order.payableFen();
            }

            long discountFen() {
                return order == null ? 0 : order.discountFen();
            }
        }

        private static Settlement.Done done(Settlement command, Turn turn, Outcome outcome) {
            var hold = command.hold();
            return new Settlement.Done(
                    hold.id(),
                    turn.txnId(),
                    outcome.status(),
                    outcome.order() == null ? null : turn.txnId(),
                    hold.orderNo(),
                    outcome.discountFen(),
                    outcome.captured().stream().mapToLong(Part::principalFen).sum(),
                    outcome.captured().stream().mapToLong(Part::bonusFen).sum(),
                    hold.amountFen() - outcome.costFen(),
                    outcome.balanceFen());
        }

        private static Spend.Done order(HoldRow hold, Settlement.Done done, long spendId, long pointsEarned) {
            return new Spend.Done(
                    spendId,
                    done.txnId(),
                    hold.cardId(),
                    hold.orderNo(),
                    done.principalFen() + done.bonusFen() + done.discountFen(),
                    done.discountFen(),
                    done.principalFen(),
                    done.bonusFen(),
                    0,
                    0,
                    0,
                    pointsEarned,
                    done.balanceFen());
        }

        @Override
        public void write(Writes writes) {
            orders.write(writes);
            commissions.write(writes);
            for (var end : ended) {
                writes.change(
                        END,
                        end.done().status(),
                        end.done().principalFen() + end.done().bonusFen(),
                        end.at(),
                        end.hold().merchantId(),
                        end.hold().id());
            }
        }
    }
}
