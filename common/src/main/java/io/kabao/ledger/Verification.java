package io.kabao.ledger;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Checks a merchant's books against their own rules. A difference is told and never mended in silence. */
@Service
public class Verification {

    /** Findings of one rule that are told. */
    public static final int FINDINGS_MOST = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Verification.class);
    private static final int HOLDERS_AT_ONCE = 500;
    private static final int ENTRIES_AT_ONCE = 5_000;
    private static final int TXNS_AT_ONCE = 2_000;

    private final VerificationMapper mapper;
    private final PapersMapper papers;
    private final EntryChain chain;
    private final MeterRegistry meters;
    private final Audit audit;
    private final TransactionTemplate inTransaction;

    Verification(
            VerificationMapper mapper,
            PapersMapper papers,
            EntryChain chain,
            MeterRegistry meters,
            Audit audit,
            TransactionTemplate inTransaction) {
        this.mapper = mapper;
        this.papers = papers;
        this.chain = chain;
        this.meters = meters;
        this.audit = audit;
        this.inTransaction = inTransaction;
    }

    /** What goes on record of a look at the books. */
    private record Looked(int findings) {}

    /** As {@link #verify(long)}; that the actor looked, and how many findings there were, goes on record. */
    public List<Finding> verify(Actor actor) {
        var findings = verify(actor.merchantId());
        var looked = new Change("BOOKS_VERIFIED", "BOOKS", null, null, new Looked(findings.size()), null);
        inTransaction.executeWithoutResult(_ -> audit.record(actor, looked));
        return findings;
    }

    /**
     * What is wrong in a merchant's books; nothing, if all is well. Reads every entry, in parts, while the books go on; of
     * each rule at most {@link #FINDINGS_MOST} findings are told.
     */
    public List<Finding> verify(long merchantId) {
        var found = new Findings(FINDINGS_MOST);
        walkHolders(merchantId, found);
        walkTxns(merchantId, found);
        papers.youngerReferrers(merchantId, FINDINGS_MOST).forEach(id -> found.add(Findings.Rule.REFERRER_OLDER, id));
        var findings = found.all();
        meters.counter("kabao.books.verifications").increment();
        if (!findings.isEmpty()) {
            meters.counter("kabao.books.findings").increment(findings.size());
            LOG.error(
                    "The books of merchant {} are wrong: {} findings, first {}",
                    merchantId,
                    findings.size(),
                    findings.getFirst());
        }
        return findings;
    }

    private void walkHolders(long merchantId, Findings found) {
        var after = 0L;
        while (after < Long.MAX_VALUE) {
            var stood = mapper.holders(merchantId, after, HOLDERS_AT_ONCE);
            var upTo = stood.isEmpty() ? Long.MAX_VALUE : stood.getLast().holderId();
            var checks = new LinkedHashMap<Long, HolderCheck>();
            stood.forEach(
                    row -> check(checks, merchantId, row.holderId(), found).have(row));
            walkEntries(new VerificationMapper.From(merchantId, after, Long.MAX_VALUE, upTo), checks, found);
            checks.values().forEach(check -> finish(merchantId, check, found));
            var stretch = new Stretch(merchantId, after, upTo);
            papers.holdersUnlikeHolds(stretch, FINDINGS_MOST).forEach(id -> found.add(Findings.Rule.HELD_OF_HOLDS, id));
            papers.linkedCardsWithMoney(stretch, FINDINGS_MOST)
                    .forEach(id -> found.add(Findings.Rule.LINKED_CARD_EMPTY, id));
            after = upTo;
        }
    }

    /** A holder that has entries and is not there is checked as well. */
    private HolderCheck check(Map<Long, HolderCheck> checks, long merchantId, long holderId, Findings found) {
        return checks.computeIfAbsent(holderId, id -> new HolderCheck(merchantId, id, chain, found));
    }

    /** Entries are read after their holders were: all that a holder knew of are among them. */
    private void walkEntries(VerificationMapper.From first, Map<Long, HolderCheck> checks, Findings found) {
        var from = first;
        var rows = mapper.entries(from, ENTRIES_AT_ONCE);
        while (!rows.isEmpty()) {
            for (var row : rows) {
                check(checks, from.merchantId(), row.holderId(), found).have(row);
            }
            var end = rows.getLast();
            from = new VerificationMapper.From(from.merchantId(), end.holderId(), end.entryNo(), from.upTo());
            rows = rows.size() < ENTRIES_AT_ONCE ? List.of() : mapper.entries(from, ENTRIES_AT_ONCE);
        }
    }

    /** An entry and its holder are written together: who has seen the entry sees a holder that knows of it. */
    private void finish(long merchantId, HolderCheck check, Findings found) {
        check.finish();
        if (check.hasMoreEntries()) {
            mapper.lastEntryNo(merchantId, check.holderId())
                    .filter(now -> now < check.lastNo())
                    .ifPresent(_ -> found.add(Findings.Rule.BALANCE_OF_ENTRIES, check.holderId()));
        }
    }

    private void walkTxns(long merchantId, Findings found) {
        var after = 0L;
        while (after < Long.MAX_VALUE) {
            var next = mapper.txns(merchantId, after, TXNS_AT_ONCE);
            var upTo = next.size() < TXNS_AT_ONCE ? Long.MAX_VALUE : next.getLast();
            var txns = new Stretch(merchantId, after, upTo);
            mapper.unbalanced(txns, FINDINGS_MOST).forEach(id -> found.add(Findings.Rule.TXN_BALANCED, id));
            mapper.emptyTxns(txns, FINDINGS_MOST).forEach(id -> found.add(Findings.Rule.TXN_HAS_ENTRIES, id));
            mapper.txnsUnlikeEntries(txns, FINDINGS_MOST).forEach(id -> found.add(Findings.Rule.BALANCE_AFTER_TXN, id));
            mapper.strayEntries(txns, FINDINGS_MOST).forEach(id -> found.add(Findings.Rule.ENTRY_OF_TXN, id));
            comparePapers(txns, found);
            after = upTo;
        }
    }

    /** An order has the id of its txn. */
    private void comparePapers(Stretch txns, Findings found) {
        papers.ordersUnlikeParts(txns, FINDINGS_MOST).forEach(id -> found.add(Findings.Rule.ORDER_OF_PARTS, id));
        papers.ordersUnlikePoints(txns, FINDINGS_MOST).forEach(id -> found.add(Findings.Rule.ORDER_OF_POINTS, id));
        papers.pointsOutOfTime(txns, FINDINGS_MOST).forEach(id -> found.add(Findings.Rule.POINTS_IN_TIME, id));
        papers.ordersUnlikeRefunds(txns, FINDINGS_MOST).forEach(id -> found.add(Findings.Rule.REFUNDED_OF_REFUNDS, id));
        papers.giftsUnlikeTxns(txns, FINDINGS_MOST).forEach(id -> found.add(Findings.Rule.GIFT_OF_TXN, id));
        papers.commissionsUnlikeOrders(txns, FINDINGS_MOST)
                .forEach(id -> found.add(Findings.Rule.COMMISSION_OF_ORDER, id));
        papers.commissionsUnlikeTxns(txns, FINDINGS_MOST)
                .forEach(id -> found.add(Findings.Rule.COMMISSION_OF_TXNS, id));
        papers.levelGiftsUnlikeTxns(txns, FINDINGS_MOST).forEach(id -> found.add(Findings.Rule.GIFT_OF_TXN, id));
    }
}
