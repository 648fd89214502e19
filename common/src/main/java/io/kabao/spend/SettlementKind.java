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
import io.kabao.points.RulesInForce;
import io.kabao.points.RulesOfBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final BirthdaysOfBatch birthdays;

    SettlementKind(Ids ids, RulesOfBatch points, BirthdaysOfBatch birthdays) {
        this.ids = ids;
        this.points = points;
        this.birthdays = birthdays;
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
        var rules = RulesInForce.of(reads, MerchantTerms.of(reads, batch), points);
        var buyers = wanted.stream()
                .map(hold -> new BirthdaysOfBatch.Buyer(hold.merchantId(), hold.memberId()))
                .toList();
        return new OfBatch(holds, new OrderPoints(rules, birthdays.of(reads, rules, buyers), ids));
    }

    private final class OfBatch implements Batch<Settlement, Settlement.Done> {

        private final Map<Long, Held> holds;
        private final OrderPoints points;
        private final SpendRows orders = new SpendRows(ids);
        private final List<Ended> ended = new ArrayList<>();

        OfBatch(Map<Long, Held> holds, OrderPoints points) {
            this.holds = holds;
            this.points = points;
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
            var cost = cost(command);
            var captured = taken(held.parts, cost);
            move(purse, held.parts, captured);
            held.status = status;
            var done = done(command, turn, new Outcome(status, captured, cost, purse.balanceFen()));
            ended.add(new Ended(hold, done, turn.now()));
            var spendId = done.spendId();
            if (spendId != null) {
                var head = SpendRows.Head.of(hold, turn.now());
                var order = Order.of(cost).less(0);
                var earned = points.earn(order, head.placed(null, 0), turn, purse);
                orders.add(
                        head,
                        order(hold, done, spendId, earned.points()),
                        captured,
                        new SpendRows.Sold(order, PointsPaid.NOTHING, earned));
            }
            return new Decision<>(done, status.name(), "HOLD", hold.id(), hold.id());
        }

        private static long cost(Settlement command) {
            if (!(command.end() instanceof Settlement.End.Capture(var amountFen))) {
                return 0;
            }
            var held = command.hold().amountFen();
            var cost = amountFen == null ? held : amountFen;
            if (cost <= 0) {
                throw new BusinessError(SpendError.AMOUNT_WRONG);
            }
            if (cost > held) {
                throw new BusinessError(SpendError.HOLD_TOO_LOW).with("heldFen", held);
            }
            return cost;
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
        private record Outcome(Hold.Status status, List<Part> captured, long cost, long balanceFen) {}

        private static Settlement.Done done(Settlement command, Turn turn, Outcome outcome) {
            var hold = command.hold();
            return new Settlement.Done(
                    hold.id(),
                    turn.txnId(),
                    outcome.status(),
                    outcome.cost() == 0 ? null : turn.txnId(),
                    hold.orderNo(),
                    outcome.captured().stream().mapToLong(Part::principalFen).sum(),
                    outcome.captured().stream().mapToLong(Part::bonusFen).sum(),
                    hold.amountFen() - outcome.cost(),
                    outcome.balanceFen());
        }

        private static Spend.Done order(HoldRow hold, Settlement.Done done, long spendId, long pointsEarned) {
            var cost = done.principalFen() + done.bonusFen();
            return new Spend.Done(
                    spendId,
                    done.txnId(),
                    hold.cardId(),
                    hold.orderNo(),
                    cost,
                    0,
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
