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
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
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

    private static final String GOT = """
            SELECT merchant_id, member_id, way, day, amount
            FROM commission_got
            WHERE :keys
            """;
    private static final Writes.Table GOT_TABLE = new Writes.Table(
            "commission_got", List.of("id", "merchant_id", "member_id", "way", "day", "amount"), List.of("amount"));

    /** Whose wallet it is now, of members by their ids. */
    private static final String OWNERS = "SELECT id, holder_id FROM member WHERE id IN (:keys) AND status = 'LIVING'";

    /** Holders whose card was claimed and is not active: nothing may be booked there. */
    private static final String CLAIMED =
            "SELECT holder_id FROM member_card WHERE holder_id IN (:keys) AND status = 'CLAIMED'";

    /** Stands for all days together. */
    private static final LocalDate EVER = LocalDate.of(1970, 1, 1);

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

    /** What somebody got in one way for the orders of a business day, or ever. */
    private record Got(long merchantId, long memberId, Way way, LocalDate day) {

        static Got of(Fact fact, LocalDate day) {
            return new Got(fact.merchantId, fact.beneficiaryId, fact.way, day);
        }
    }

    /** Who may be credited where, under the holders' locks. */
    private record Wallets(Map<Long, Long> owners, Set<Long> claimed) {

        static Wallets of(Reads reads, Collection<Fact> facts) {
            var owners = new HashMap<Long, Long>();
            var members =
                    facts.stream().map(fact -> fact.beneficiaryId).distinct().toList();
            reads.in(OWNERS, members, row -> owners.put(row.number("id"), row.number("holder_id")));
            var claimed = new HashSet<Long>();
            reads.in(CLAIMED, List.copyOf(new HashSet<>(owners.values())), row -> claimed.add(row.number("holder_id")));
            return new Wallets(owners, claimed);
        }

        /** What was credited is taken back where it was, whoever's that is now. */
        void require(Fact fact, Purse purse) {
            var isHis = fact.holderId == null
                    ? Objects.equals(owners.get(fact.beneficiaryId), purse.holderId())
                            && !claimed.contains(purse.holderId())
                    : fact.holderId == purse.holderId();
            if (!isHis) {
                throw new BusinessError(ReferralError.WALLET_NOT_READY);
            }
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
        var inForce = RulesInForce.of(reads, MerchantTerms.of(reads, batch), points);
        var ofBatch = new OfBatch(facts, byId, inForce, Wallets.of(reads, facts.values()));
        var bounds = facts.values().stream()
                .filter(fact -> Objects.requireNonNull(byId.get(fact.ruleId)).isBoundBeyondOrders())
                .flatMap(fact -> Stream.of(Got.of(fact, EVER), Got.of(fact, ofBatch.dayOf(fact))))
                .distinct()
                .map(got -> new Object[] {got.merchantId(), got.memberId(), got.way(), got.day()})
                .toList();
        reads.by(GOT, List.of("merchant_id", "member_id", "way", "day"), bounds, ofBatch::have);
        return ofBatch;
    }

    private final class OfBatch implements Batch<CommissionSettlement, CommissionSettlement.Done> {

        private final Map<Long, Fact> facts;
        private final Map<Long, ReferralRule> rules;
        private final RulesInForce points;
        private final Wallets wallets;
        private final Map<Got, Long> got = new HashMap<>();
        private final Set<Got> moved = new LinkedHashSet<>();
        private final Set<Fact> settled = new LinkedHashSet<>();

        OfBatch(Map<Long, Fact> facts, Map<Long, ReferralRule> rules, RulesInForce points, Wallets wallets) {
            this.facts = facts;
            this.rules = rules;
            this.points = points;
            this.wallets = wallets;
        }

        private Got have(Row row) {
            var day = Objects.requireNonNull(row.dayOrNull("day"));
            var one = new Got(row.number("merchant_id"), row.number("member_id"), row.named("way", Way.class), day);
            got.put(one, row.number("amount"));
            return one;
        }

        /** The business day of the order: bounds of a day go by when it was paid, not by when it is settled. */
        private LocalDate dayOf(Fact fact) {
            return points.terms(fact.merchantId).dayOf(fact.createdAt);
        }

        @Override
        public Decision<CommissionSettlement.Done> decide(CommissionSettlement command, Turn turn, Purse purse) {
            var fact = facts.get(command.commissionId());
            if (fact == null || fact.merchantId != command.booking().actor().merchantId()) {
                throw new BusinessError(BooksError.NUMBER_USED).with("id", Long.toString(command.commissionId()));
            }
            wallets.require(fact, purse);
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

        /** What may be credited: once something was, nothing more is, for what was bound then stays so. */
        private long within(ReferralRule rule, Fact fact, long due) {
            if (fact.revision > 0) {
                return 0;
            }
            var most = due;
            if (rule.caps().perDay() != null) {
                most = Math.min(most, rule.caps().perDay() - got.getOrDefault(Got.of(fact, dayOf(fact)), 0L));
            }
            if (rule.caps().perMember() != null) {
                most = Math.min(most, rule.caps().perMember() - got.getOrDefault(Got.of(fact, EVER), 0L));
            }
            return Math.max(0, most);
        }

        private void count(ReferralRule rule, Fact fact, long amount) {
            if (rule.isBoundBeyondOrders() && amount != 0) {
                for (var day : List.of(EVER, dayOf(fact))) {
                    var one = Got.of(fact, day);
                    got.merge(one, amount, Long::sum);
                    moved.add(one);
                }
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
            var rows = new Writes.Rows(GOT_TABLE);
            for (var one : moved) {
                rows.add(
                        ids.next(),
                        one.merchantId(),
                        one.memberId(),
                        one.way(),
                        one.day(),
                        Objects.requireNonNull(got.get(one)));
            }
            writes.write(rows);
        }
    }
}
