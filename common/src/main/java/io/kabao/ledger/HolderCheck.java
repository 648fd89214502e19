package io.kabao.ledger;

import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds a holder, as it stood at one instant, against its entries, which come one after another. Entries behind the one
 * that was its last then say nothing about how it stood: they have come since.
 */
final class HolderCheck {

    private final long merchantId;
    private final long holderId;
    private final EntryChain chain;
    private final Findings findings;
    private VerificationMapper.@Nullable Stood stood;
    private final Map<Long, Amounts> lots = new HashMap<>();
    private final Map<Long, Amounts> lotsOfEntries = new HashMap<>();
    private final Map<Account, Long> running = new EnumMap<>(Account.class);
    private final Map<Account, Long> sums = new EnumMap<>(Account.class);
    private byte @Nullable [] link;
    private byte @Nullable [] linkThen;
    private long lastNo;
    private long countedThen;
    private long lastNoThen;

    HolderCheck(long merchantId, long holderId, EntryChain chain, Findings findings) {
        this.merchantId = merchantId;
        this.holderId = holderId;
        this.chain = chain;
        this.findings = findings;
    }

    /** What a lot holds. */
    private record Amounts(long principal, long bonus, long points) {

        static final Amounts NONE = new Amounts(0, 0, 0);

        Amounts plus(Amounts more) {
            return new Amounts(principal + more.principal, bonus + more.bonus, points + more.points);
        }

        static Amounts of(Account account, long amount) {
            return switch (account) {
                case PRINCIPAL -> new Amounts(amount, 0, 0);
                case BONUS -> new Amounts(0, amount, 0);
                case POINTS -> new Amounts(0, 0, amount);
                default -> NONE;
            };
        }
    }

    /** How it stood, with one of its lots. */
    void have(VerificationMapper.Stood row) {
        stood = row;
        if (row.lotId() != null) {
            lots.put(
                    row.lotId(),
                    new Amounts(
                            Objects.requireNonNull(row.principalLeft()),
                            Objects.requireNonNull(row.bonusLeft()),
                            Objects.requireNonNull(row.pointsLeft())));
        }
    }

    /** The next of its entries. */
    void have(VerificationMapper.Chained entry) {
        var leg = new Leg(entry.account(), entry.lotId(), entry.amount(), entry.balanceAfter());
        var said = new EntryChain.Said(merchantId, holderId, entry.entryNo(), entry.txnId(), leg);
        if (!MessageDigest.isEqual(entry.hmac(), chain.link(link, said))) {
            findings.add(Findings.Rule.CHAIN, holderId, entry.entryNo());
        }
        link = entry.hmac();
        var account = entry.account();
        var before = running.getOrDefault(account, 0L);
        if (entry.balanceAfter() != before + (account.isDebt() ? -entry.amount() : entry.amount())) {
            findings.add(Findings.Rule.RUNNING_BALANCE, entry.id());
        }
        running.put(account, entry.balanceAfter());
        lastNo = entry.entryNo();
        if (stood == null || lastNo <= stood.lastEntryNo()) {
            count(entry);
        }
    }

    private void count(VerificationMapper.Chained entry) {
        countedThen++;
        lastNoThen = entry.entryNo();
        linkThen = entry.hmac();
        sums.merge(entry.account(), entry.amount(), Long::sum);
        if (entry.lotId() != null) {
            lotsOfEntries.merge(entry.lotId(), Amounts.of(entry.account(), entry.amount()), Amounts::plus);
        }
    }

    /** Whether entries have come since it was read, if all is right. */
    boolean hasMoreEntries() {
        return stood != null && lastNo > stood.lastEntryNo();
    }

    long holderId() {
        return holderId;
    }

    long lastNo() {
        return lastNo;
    }

    /** All of its entries have come. */
    void finish() {
        var then = stood;
        if (then == null) {
            findings.add(Findings.Rule.BALANCE_OF_ENTRIES, holderId);
            return;
        }
        if (!isSumOfEntries(then)) {
            findings.add(Findings.Rule.BALANCE_OF_ENTRIES, holderId);
        }
        var left = lots.values().stream().reduce(Amounts.NONE, Amounts::plus);
        if (!left.equals(new Amounts(then.principalFen(), then.bonusFen(), then.points()))) {
            findings.add(Findings.Rule.BALANCE_OF_LOTS, holderId);
        }
        for (var lot : allLots()) {
            var amounts = lots.get(lot);
            if (amounts == null || !amounts.equals(lotsOfEntries.getOrDefault(lot, Amounts.NONE))) {
                findings.add(Findings.Rule.LOT_OF_ENTRIES, lot);
            }
        }
        if (linkThen != null
                && lastNoThen == then.lastEntryNo()
                && !MessageDigest.isEqual(linkThen, then.lastEntryHmac())) {
            findings.add(Findings.Rule.LAST_LINK, holderId);
        }
    }

    private Set<Long> allLots() {
        var all = new TreeSet<>(lots.keySet());
        all.addAll(lotsOfEntries.keySet());
        return all;
    }

    private boolean isSumOfEntries(VerificationMapper.Stood then) {
        return then.lastEntryNo() == countedThen
                && then.lastEntryNo() == lastNoThen
                && then.principalFen() == sum(Account.PRINCIPAL)
                && then.bonusFen() == sum(Account.BONUS)
                && then.heldFen() == sum(Account.HOLD)
                && then.commissionFen() == sum(Account.COMMISSION)
                && then.debtFen() == -sum(Account.DEBT)
                && then.points() == sum(Account.POINTS)
                && then.pointsDebt() == -sum(Account.POINTS_DEBT);
    }

    private long sum(Account account) {
        return sums.getOrDefault(account, 0L);
    }
}
