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
import java.time.LocalDate;
import java.util.ArrayList;
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
            SELECT id, merchant_id, beneficiary_id, level, rule_id, base_left, booked, revision, lot_id
            FROM commission
            WHERE id IN (:keys)
            ORDER BY id
            """;
    private static final String SETTLE = """
            UPDATE commission
            SET booked = ?, revision = ?, lot_id = ?, settle_at = NULL
            WHERE merchant_id = ? AND id = ?
            """;
    private static final String GOT = """
            SELECT merchant_id, member_id, rule_id, ever, day, on_day
            FROM commission_got
            WHERE :keys
            """;
    private static final Writes.Table GOT_TABLE = new Writes.Table(
            "commission_got",
            List.of("merchant_id", "member_id", "rule_id", "ever", "day", "on_day"),
            List.of("ever", "day", "on_day"));

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
        private final long baseLeft;
        private long booked;
        private int revision;
        private @Nullable Long lotId;

        Fact(Row row) {
            id = row.number("id");
            merchantId = row.number("merchant_id");
            beneficiaryId = row.number("beneficiary_id");
            level = Math.toIntExact(row.number("level"));
            ruleId = row.number("rule_id");
            baseLeft = row.number("base_left");
            booked = row.number("booked");
            revision = Math.toIntExact(row.number("revision"));
            lotId = row.numberOrNull("lot_id");
        }
    }

    /** Somebody and a rule whose bounds are over more than one order. */
    private record Bound(long merchantId, long memberId, long ruleId) {

        static Bound of(Fact fact) {
            return new Bound(fact.merchantId, fact.beneficiaryId, fact.ruleId);
        }
    }

    /**
     * What somebody got by a rule.
     *
     * @param onDay of that, on this day
     */
    private record Got(long ever, LocalDate day, long onDay) {

        Got plus(long amount, LocalDate today) {
            // What is taken back makes no room on a day: it was got on another one, or is got no more.
            return new Got(ever + amount, today, on(today) + Math.max(0, amount));
        }

        long on(LocalDate today) {
            return day.equals(today) ? onDay : 0;
        }
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
        var terms = MerchantTerms.of(reads, batch);
        var ofBatch = new OfBatch(facts, byId, RulesInForce.of(reads, terms, points));
        var bounds = facts.values().stream()
                .filter(fact -> Objects.requireNonNull(byId.get(fact.ruleId)).isBoundBeyondOrders())
                .map(Bound::of)
                .distinct()
                .map(bound -> new Object[] {bound.merchantId(), bound.memberId(), bound.ruleId()})
                .toList();
        reads.by(GOT, List.of("merchant_id", "member_id", "rule_id"), bounds, ofBatch::have);
        return ofBatch;
    }

    private final class OfBatch implements Batch<CommissionSettlement, CommissionSettlement.Done> {

        private final Map<Long, Fact> facts;
        private final Map<Long, ReferralRule> rules;
        private final RulesInForce points;
        private final Map<Bound, Got> got = new HashMap<>();
        private final Set<Bound> moved = new LinkedHashSet<>();
        private final List<Fact> settled = new ArrayList<>();

        OfBatch(Map<Long, Fact> facts, Map<Long, ReferralRule> rules, RulesInForce points) {
            this.facts = facts;
            this.rules = rules;
            this.points = points;
        }

        private Bound have(Row row) {
            var bound = new Bound(row.number("merchant_id"), row.number("member_id"), row.number("rule_id"));
            var day = Objects.requireNonNull(row.dayOrNull("day"));
            got.put(bound, new Got(row.number("ever"), day, row.number("on_day")));
            return bound;
        }

        @Override
        public Decision<CommissionSettlement.Done> decide(CommissionSettlement command, Turn turn, Purse purse) {
            var fact = facts.get(command.commissionId());
            if (fact == null || fact.merchantId != command.booking().actor().merchantId()) {
                throw new BusinessError(BooksError.NUMBER_USED).with("id", Long.toString(command.commissionId()));
            }
            var rule = Objects.requireNonNull(rules.get(fact.ruleId));
            var today = points.terms(fact.merchantId).dayOf(turn.now());
            var due = rule.due(fact.level, fact.baseLeft);
            var amount = due < fact.booked ? due - fact.booked : within(rule, fact, due, today);
            move(rule.way(), amount, fact, turn, purse);
            count(rule, fact, amount, today);
            fact.booked += amount;
            fact.revision++;
            settled.add(fact);
            var done = new CommissionSettlement.Done(rule.way(), amount);
            return new Decision<>(done, THING + "_SETTLED", THING, fact.id, null);
        }

        /** What may be credited: once something was, nothing more is, for what was bound then stays so. */
        private long within(ReferralRule rule, Fact fact, long due, LocalDate today) {
            if (fact.revision > 0) {
                return 0;
            }
            var most = due;
            var before = gotBefore(fact, today);
            if (rule.caps().perDay() != null) {
                most = Math.min(most, rule.caps().perDay() - before.on(today));
            }
            if (rule.caps().perMember() != null) {
                most = Math.min(most, rule.caps().perMember() - before.ever());
            }
            return Math.max(0, most);
        }

        private Got gotBefore(Fact fact, LocalDate today) {
            return got.getOrDefault(Bound.of(fact), new Got(0, today, 0));
        }

        private void count(ReferralRule rule, Fact fact, long amount, LocalDate today) {
            if (rule.isBoundBeyondOrders() && amount != 0) {
                got.put(Bound.of(fact), gotBefore(fact, today).plus(amount, today));
                moved.add(Bound.of(fact));
            }
        }

        private void move(Way way, long amount, Fact fact, Turn turn, Purse purse) {
            if (way == Way.POINTS) {
                movePoints(amount, fact, turn, purse);
            } else if (amount > 0) {
                var owed = Math.min(amount, purse.balance(Account.DEBT));
                purse.add(Account.DEBT, owed);
                purse.add(Account.COMMISSION, amount - owed);
            } else {
                var there = Math.min(-amount, purse.balance(Account.COMMISSION));
                purse.add(Account.COMMISSION, -there);
                purse.add(Account.DEBT, amount + there);
            }
            if (way == Way.AMOUNT) {
                purse.add(Account.COMMISSION_PAYABLE, -amount);
            }
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
                writes.change(SETTLE, fact.booked, fact.revision, fact.lotId, fact.merchantId, fact.id);
            }
            var rows = new Writes.Rows(GOT_TABLE);
            for (var bound : moved) {
                var now = Objects.requireNonNull(got.get(bound));
                rows.add(bound.merchantId(), bound.memberId(), bound.ruleId(), now.ever(), now.day(), now.onDay());
            }
            writes.write(rows);
        }
    }
}
