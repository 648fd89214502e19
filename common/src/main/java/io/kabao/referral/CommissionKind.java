package io.kabao.referral;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.ledger.Account;
import io.kabao.ledger.BooksError;
import io.kabao.ledger.CommandKind;
import io.kabao.ledger.MerchantTerms;
import io.kabao.ledger.Purse;
import io.kabao.ledger.Reads;
import io.kabao.ledger.Row;
import io.kabao.ledger.Writes;
import io.kabao.points.RulesInForce;
import io.kabao.points.RulesOfBatch;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How commissions are settled. The fact is locked together with the holder of whom it is for, so that a refund that is on its
 * way waits or is seen; what was credited and taken back stands in the fact, so that the same command again moves nothing.
 */
@Component
class CommissionKind implements CommandKind<CommissionSettlement, CommissionSettlement.Done> {

    private static final String THING = "COMMISSION";

    private static final String FACTS = """
            SELECT id, merchant_id, beneficiary_id, level, rule_id, way, base_left, booked, revision, lot_id, holder_id,
                   created_at
            FROM commission
            WHERE id IN (:keys)
            ORDER BY id
            """;

    /** A refund of the same batch may have changed what is left; then the fact is looked at again. */
    private static final String SETTLE = """
            UPDATE commission
            SET booked = ?, revision = ?, lot_id = ?, holder_id = ?, settle_at = IF(base_left = ?, NULL, settle_at)
            WHERE merchant_id = ? AND id = ?
            """;

    private final RulesOfBatch points;
    private final RulesById rules;
    private final Ids ids;

    CommissionKind(RulesOfBatch points, RulesById rules, Ids ids) {
        this.points = points;
        this.rules = rules;
        this.ids = ids;
    }

    @Override
    public Class<CommissionSettlement> commands() {
        return CommissionSettlement.class;
    }

    /** A fact under its lock. */
    private static final class Fact {

        private final long id;
        private final long merchantId;
        private final long beneficiaryId;
        private final int level;
        private final long ruleId;
        private final Way way;
        private final long baseLeft;
        private final Instant createdAt;
        private long booked;
        private int revision;
        private @Nullable Long lotId;
        private @Nullable Long holderId;

        Fact(Row row) {
            id = row.number("id");
            merchantId = row.number("merchant_id");
            beneficiaryId = row.number("beneficiary_id");
            level = Math.toIntExact(row.number("level"));
            ruleId = row.number("rule_id");
            way = row.named("way", Way.class);
            baseLeft = row.number("base_left");
            createdAt = row.time("created_at");
            booked = row.number("booked");
            revision = Math.toIntExact(row.number("revision"));
            lotId = row.numberOrNull("lot_id");
            holderId = row.numberOrNull("holder_id");
        }
    }

    @Override
    public List<Guard> guards(Reads reads, List<CommissionSettlement> batch) {
        return batch.stream()
                .map(command -> CommissionFacts.guard(command.commissionId()))
                .toList();
    }

    @Override
    public Batch<CommissionSettlement, CommissionSettlement.Done> load(Reads reads, List<CommissionSettlement> batch) {
        var wanted = batch.stream()
                .map(CommissionSettlement::commissionId)
                .sorted()
                .distinct()
                .toList();
        var facts = new HashMap<Long, Fact>();
        reads.locked(FACTS, wanted, Fact::new).forEach(fact -> facts.put(fact.id, fact));
        var byId =
                rules.of(reads, facts.values().stream().map(fact -> fact.ruleId).toList());
        var inForce = RulesInForce.of(reads, MerchantTerms.of(reads, batch), points);
        var payees = Payees.of(
                reads,
                batch.stream()
                        .filter(command -> command.payeeId() != null)
                        .map(command -> new Payees.Payee(
                                command.booking().actor().merchantId(), Objects.requireNonNull(command.payeeId())))
                        .toList());
        var bound = facts.values().stream()
                .filter(fact -> Objects.requireNonNull(byId.get(fact.ruleId)).isBoundBeyondOrders())
                .map(fact -> receipt(fact, inForce))
                .toList();
        return new OfBatch(facts, byId, inForce, payees, CapUse.locked(reads, ids, bound));
    }

    /** Bounds of a day go by when the order was paid, not by when it is settled. */
    private static CapUse.Receipt receipt(Fact fact, RulesInForce inForce) {
        var day = inForce.terms(fact.merchantId).dayOf(fact.createdAt);
        return new CapUse.Receipt(fact.merchantId, fact.beneficiaryId, fact.way, day);
    }

    private final class OfBatch implements Batch<CommissionSettlement, CommissionSettlement.Done> {

        private final Map<Long, Fact> facts;
        private final Map<Long, ReferralRule> rules;
        private final RulesInForce points;
        private final Payees payees;
        private final CapUse capUse;
        private final Set<Fact> settled = new LinkedHashSet<>();

        OfBatch(
                Map<Long, Fact> facts,
                Map<Long, ReferralRule> rules,
                RulesInForce points,
                Payees payees,
                CapUse capUse) {
            this.facts = facts;
            this.rules = rules;
            this.points = points;
            this.payees = payees;
            this.capUse = capUse;
        }

        @Override
        public Decision<CommissionSettlement.Done> decide(CommissionSettlement command, Turn turn, Purse purse) {
            var fact = facts.get(command.commissionId());
            if (fact == null || fact.merchantId != command.booking().actor().merchantId()) {
                throw new BusinessError(BooksError.NUMBER_USED).with("id", Long.toString(command.commissionId()));
            }
            requirePlace(command, fact, purse);
            var rule = Objects.requireNonNull(rules.get(fact.ruleId));
            var due = rule.due(fact.level, fact.baseLeft);
            var amount = due < fact.booked ? due - fact.booked : within(rule, fact, due);
            if (fact.way == Way.POINTS) {
                movePoints(amount, fact, turn, purse);
            } else {
                moveMoney(amount, purse);
            }
            count(rule, fact, amount);
            fact.booked += amount;
            fact.revision++;
            fact.holderId = purse.holderId();
            settled.add(fact);
            var done = new CommissionSettlement.Done(fact.way, amount);
            return new Decision<>(done, THING + "_SETTLED", THING, fact.id, null);
        }

        /** What was credited is taken back where it was, whoever's that is now. */
        private void requirePlace(CommissionSettlement command, Fact fact, Purse purse) {
            if (fact.holderId == null) {
                payees.require(command.payeeId(), fact.way, purse);
            } else if (fact.holderId != purse.holderId()) {
                throw new BusinessError(ReferralError.WALLET_NOT_READY);
            }
        }

        /** What may be credited: once something was, nothing more is, for what was bound then stays so. */
        private long within(ReferralRule rule, Fact fact, long due) {
            return fact.revision > 0 ? 0 : capUse.within(rule.caps(), receipt(fact, points), due);
        }

        private void count(ReferralRule rule, Fact fact, long amount) {
            if (rule.isBoundBeyondOrders() && amount != 0) {
                capUse.count(receipt(fact, points), amount);
            }
        }

        private static void moveMoney(long amount, Purse purse) {
            if (amount > 0) {
                var owed = Math.min(amount, purse.balance(Account.DEBT));
                purse.add(Account.DEBT, owed);
                purse.add(Account.COMMISSION, amount - owed);
            } else {
                var there = Math.min(-amount, purse.balance(Account.COMMISSION));
                purse.add(Account.COMMISSION, -there);
                purse.add(Account.DEBT, amount + there);
            }
            purse.add(Account.COMMISSION_PAYABLE, -amount);
        }

        private void movePoints(long amount, Fact fact, Turn turn, Purse purse) {
            if (amount > 0) {
                var lot = points.lot(ids.next(), amount, new RulesInForce.At(fact.merchantId, turn.now()));
                fact.lotId = purse.earn(lot, turn.txnId(), turn.now());
            } else if (amount < 0) {
                purse.takeBack(fact.lotId, -amount, turn.now());
            }
        }

        @Override
        public void write(Writes writes) {
            for (var fact : settled) {
                writes.change(
                        SETTLE,
                        fact.booked,
                        fact.revision,
                        fact.lotId,
                        fact.holderId,
                        fact.baseLeft,
                        fact.merchantId,
                        fact.id);
            }
            capUse.write(writes);
        }
    }
}
