package io.kabao.referral;

import io.kabao.kernel.id.Ids;
import io.kabao.ledger.CommandKind;
import io.kabao.ledger.MerchantTerms;
import io.kabao.ledger.Reads;
import io.kabao.ledger.Row;
import io.kabao.ledger.Writes;
import io.kabao.member.Chains;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What orders earn the buyer and those above, written down with the orders. Nothing is credited here: a fact is settled by a
 * command on the holder of whom it is for, once its waiting days are over and again whenever something is given back.
 */
@Component
public class CommissionFacts {

    private final RulesById known;
    private final Ids ids;

    CommissionFacts(RulesById known, Ids ids) {
        this.known = known;
        this.ids = ids;
    }

    /** Whoever buys. */
    public record Buyer(long merchantId, long memberId) {}

    /** For the orders of a batch; chains are read only of merchants with a rule that pays. */
    public OfBatch of(Reads reads, Map<Long, MerchantTerms> terms, Collection<Buyer> buyers) {
        var inForce = terms.values().stream()
                .map(MerchantTerms::referralRuleId)
                .filter(Objects::nonNull)
                .toList();
        var rules = known.of(reads, inForce);
        var batch = new OfBatch(terms, rules, ids);
        var asked = buyers.stream()
                .filter(buyer -> batch.rule(buyer.merchantId()) != null)
                .map(Buyer::memberId)
                .distinct()
                .toList();
        reads.in(Chains.OF_MEMBERS, asked, Chain::of).forEach(batch::have);
        return batch;
    }

    /** An order that was paid. */
    public record Paid(long merchantId, long orderId, long memberId, Instant at) {}

    /**
     * What counts of an order.
     *
     * @param all in fen or points, as the rule's way has it
     * @param ofLines in their order; empty of an order without lines
     */
    public record Base(long all, List<Long> ofLines) {

        /** Nothing. */
        public static final Base NONE = new Base(0, List.of());

        /** Takes a copy of the list. */
        public Base {
            ofLines = List.copyOf(ofLines);
        }

        /** What counts of a line. */
        public long of(int place) {
            return ofLines.isEmpty() ? 0 : ofLines.get(place);
        }
    }

    /** A fact as a row that commands on several holders change: whoever refunds the order, and whoever settles it. */
    static CommandKind.Guard guard(long factId) {
        return new CommandKind.Guard("commission", factId);
    }

    /** The facts of these orders, to be locked before any is read. */
    public List<CommandKind.Guard> guards(Reads reads, List<Object[]> keys) {
        return reads.by(OfOrders.IDS, List.of("merchant_id", "order_id"), keys, row -> guard(row.number("id")));
    }

    /** The facts of orders of which something may be given back; keys are merchants and orders. */
    public OfOrders ofOrders(Reads reads, List<Object[]> keys) {
        var facts = new HashMap<Long, List<OfOrders.Fact>>();
        reads.lockedBy(
                OfOrders.SELECT + "ORDER BY id\n",
                List.of("merchant_id", "order_id"),
                keys,
                row -> facts.computeIfAbsent(row.number("order_id"), _ -> new ArrayList<>())
                        .add(OfOrders.Fact.of(row)));
        return new OfOrders(facts);
    }

    /** Facts of orders, as what is given back in a batch leaves them. */
    public static final class OfOrders {

        private static final String IDS = "SELECT id FROM commission WHERE :keys";
        private static final String SELECT = """
                SELECT id, merchant_id, order_id, base_left, matures_at
                FROM commission
                WHERE :keys
                """;
        private static final String LEAVE = """
                UPDATE commission
                SET base_left = ?, settle_at = ?
                WHERE merchant_id = ? AND id = ?
                """;

        private final Map<Long, List<Fact>> facts;
        private final Map<Fact, Left> left = new LinkedHashMap<>();

        OfOrders(Map<Long, List<Fact>> facts) {
            this.facts = facts;
        }

        private record Fact(long id, long merchantId, long baseLeft, Instant maturesAt) {

            static Fact of(Row row) {
                return new Fact(
                        row.number("id"), row.number("merchant_id"), row.number("base_left"), row.time("matures_at"));
            }
        }

        private record Left(long base, Instant settleAt) {}

        /** So much of what counted of an order is left; what nobody has yet waits for its time as before. */
        public void leave(long orderId, long base, Instant now) {
            facts.getOrDefault(orderId, List.of()).forEach(fact -> {
                var settleAt = fact.maturesAt().isAfter(now) ? fact.maturesAt() : now;
                if (base != fact.baseLeft()) {
                    left.put(fact, new Left(base, settleAt));
                }
            });
        }

        /** Writes what was left. */
        public void write(Writes writes) {
            left.forEach((fact, now) -> writes.change(LEAVE, now.base(), now.settleAt(), fact.merchantId(), fact.id()));
        }
    }

    /** The facts of one batch. */
    public static final class OfBatch {

        private static final Writes.Table TABLE = Writes.Table.added(
                "commission",
                "id",
                "merchant_id",
                "order_id",
                "level",
                "beneficiary_id",
                "buyer_id",
                "above_1",
                "above_2",
                "above_3",
                "rule_id",
                "way",
                "bp",
                "base",
                "base_left",
                "booked",
                "revision",
                "matures_at",
                "settle_at",
                "created_at");

        private final Map<Long, MerchantTerms> terms;
        private final Map<Long, ReferralRule> rules;
        private final Ids ids;
        private final Map<Long, Chain> chains = new HashMap<>();
        private final Writes.Rows rows = new Writes.Rows(TABLE);

        OfBatch(Map<Long, MerchantTerms> terms, Map<Long, ReferralRule> rules, Ids ids) {
            this.terms = terms;
            this.rules = rules;
            this.ids = ids;
        }

        private void have(Chain chain) {
            chains.put(chain.buyer(), chain);
        }

        /** The rule by which a merchant's orders earn; null: none that pays anybody. */
        private @Nullable ReferralRule rule(long merchantId) {
            var id = Objects.requireNonNull(terms.get(merchantId)).referralRuleId();
            var rule = id == null ? null : Objects.requireNonNull(rules.get(id));
            return rule == null || rule.payoutBp() == 0 ? null : rule;
        }

        /** Writes down what an order earns, and says what counts of it. */
        public Base add(Paid order, Sale sale) {
            var rule = rule(order.merchantId());
            var chain = chains.get(order.memberId());
            if (rule == null || chain == null) {
                return Base.NONE;
            }
            var its = Objects.requireNonNull(terms.get(order.merchantId()));
            var dues = rule.dues(sale, its.referralLevels());
            var maturesAt = order.at().plus(Duration.ofDays(rule.waitingDays()));
            var isPaid = false;
            for (var due : dues) {
                var beneficiary = chain.paidAt(due.level());
                if (beneficiary != null) {
                    isPaid = true;
                    rows.add(
                            ids.next(),
                            order.merchantId(),
                            order.orderId(),
                            due.level(),
                            beneficiary,
                            chain.buyer(),
                            chain.at(1),
                            chain.at(2),
                            chain.at(3),
                            Objects.requireNonNull(its.referralRuleId()),
                            rule.way(),
                            due.bp(),
                            due.base(),
                            due.base(),
                            0L,
                            0,
                            maturesAt,
                            maturesAt,
                            order.at());
                }
            }
            return isPaid ? new Base(rule.base(sale), rule.bases(sale)) : Base.NONE;
        }

        /** Writes all that was added. */
        public void write(Writes writes) {
            writes.write(rows);
        }
    }
}
