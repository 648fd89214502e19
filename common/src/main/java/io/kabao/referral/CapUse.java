package io.kabao.referral;

import io.kabao.kernel.id.Ids;
import io.kabao.ledger.Reads;
import io.kabao.ledger.Row;
import io.kabao.ledger.Writes;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What people got by now where rules bound more than one order, locked: somebody's commissions may be on more than one holder,
 * since what was credited is taken back where it was.
 */
final class CapUse {

    private static final String SELECT = """
            SELECT merchant_id, member_id, way, day, amount
            FROM commission_got
            WHERE :keys
            ORDER BY merchant_id, member_id, way, day
            """;
    private static final List<String> KEY = List.of("merchant_id", "member_id", "way", "day");
    private static final List<String> COLUMNS = List.of("id", "merchant_id", "member_id", "way", "day", "amount");
    private static final Writes.Table MADE = new Writes.Table("commission_got", COLUMNS, List.of("merchant_id"));
    private static final Writes.Table COUNTED = new Writes.Table("commission_got", COLUMNS, List.of("amount"));

    /** Stands for all days together. */
    private static final LocalDate EVER = LocalDate.of(1970, 1, 1);

    /** Somebody who gets something in one way for the orders of a business day. */
    record Receipt(long merchantId, long memberId, Way way, LocalDate day) {

        private Receipt ever() {
            return new Receipt(merchantId, memberId, way, EVER);
        }

        private Object[] key() {
            return new Object[] {merchantId, memberId, way, day};
        }

        private static final Comparator<Receipt> ORDER = Comparator.comparingLong(Receipt::merchantId)
                .thenComparingLong(Receipt::memberId)
                .thenComparing(receipt -> receipt.way().name())
                .thenComparing(Receipt::day);
    }

    private final Ids ids;
    private final Map<Receipt, Long> got = new HashMap<>();
    private final Set<Receipt> moved = new LinkedHashSet<>();

    private CapUse(Ids ids) {
        this.ids = ids;
    }

    /** Locks what these got, that day and ever. */
    static CapUse locked(Reads reads, Ids ids, Collection<Receipt> receipts) {
        var use = new CapUse(ids);
        var wanted = new HashSet<>(receipts);
        receipts.forEach(receipt -> wanted.add(receipt.ever()));
        var inOrder = wanted.stream().sorted(Receipt.ORDER).toList();
        use.read(reads, inOrder);
        var missing = inOrder.stream()
                .filter(receipt -> !use.got.containsKey(receipt))
                .toList();
        if (!missing.isEmpty()) {
            var rows = new Writes.Rows(MADE);
            missing.forEach(receipt ->
                    rows.add(ids.next(), receipt.merchantId(), receipt.memberId(), receipt.way(), receipt.day(), 0L));
            reads.make(rows);
            use.read(reads, missing);
        }
        return use;
    }

    private void read(Reads reads, List<Receipt> wanted) {
        var keys = wanted.stream().map(Receipt::key).toList();
        reads.lockedBy(SELECT, KEY, keys, row -> got.put(receipt(row), row.number("amount")));
    }

    private static Receipt receipt(Row row) {
        return new Receipt(
                row.number("merchant_id"),
                row.number("member_id"),
                row.named("way", Way.class),
                Objects.requireNonNull(row.dayOrNull("day")));
    }

    /** How much of this the caps leave. */
    long within(ReferralRule.Caps caps, Receipt receipt, long due) {
        var most = due;
        if (caps.perDay() != null) {
            most = Math.min(most, caps.perDay() - got.getOrDefault(receipt, 0L));
        }
        if (caps.perMember() != null) {
            most = Math.min(most, caps.perMember() - got.getOrDefault(receipt.ever(), 0L));
        }
        return Math.max(0, most);
    }

    /** Counts what was credited, or taken back where it is below 0. */
    void count(Receipt receipt, long amount) {
        for (var each : List.of(receipt.ever(), receipt)) {
            got.merge(each, amount, Long::sum);
            moved.add(each);
        }
    }

    void write(Writes writes) {
        var rows = new Writes.Rows(COUNTED);
        for (var each : moved) {
            rows.add(
                    ids.next(),
                    each.merchantId(),
                    each.memberId(),
                    each.way(),
                    each.day(),
                    Objects.requireNonNull(got.get(each)));
        }
        writes.write(rows);
    }
}
