package io.kabao.ledger;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
    private static final int CHAINED_AT_ONCE = 5_000;

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

    /** What is wrong in a merchant's books; nothing, if all is well. Reads every entry. */
    public List<Finding> verify(long merchantId) {
        var findings = new ArrayList<Finding>();
        add(findings, "TXN_BALANCED", mapper.unbalanced(merchantId, FINDINGS_MOST));
        add(findings, "BALANCE_OF_ENTRIES", mapper.holdersUnlikeEntries(merchantId, FINDINGS_MOST));
        add(findings, "RUNNING_BALANCE", mapper.brokenRuns(merchantId, FINDINGS_MOST));
        add(findings, "BALANCE_OF_LOTS", mapper.holdersUnlikeLots(merchantId, FINDINGS_MOST));
        add(findings, "LOT_OF_ENTRIES", mapper.lotsUnlikeEntries(merchantId, FINDINGS_MOST));
        add(findings, "TXN_HAS_ENTRIES", mapper.emptyTxns(merchantId, FINDINGS_MOST));
        add(findings, "ENTRY_OF_TXN", mapper.strayEntries(merchantId, FINDINGS_MOST));
        add(findings, "BALANCE_AFTER_TXN", mapper.txnsUnlikeEntries(merchantId, FINDINGS_MOST));
        add(findings, "LAST_LINK", mapper.lastLinksUnlikeEntries(merchantId, FINDINGS_MOST));
        add(findings, "HELD_OF_HOLDS", papers.holdersUnlikeHolds(merchantId, FINDINGS_MOST));
        add(findings, "ORDER_OF_PARTS", papers.ordersUnlikeParts(merchantId, FINDINGS_MOST));
        add(findings, "REFUNDED_OF_REFUNDS", papers.ordersUnlikeRefunds(merchantId, FINDINGS_MOST));
        add(findings, "LINKED_CARD_EMPTY", papers.linkedCardsWithMoney(merchantId, FINDINGS_MOST));
        walkChains(merchantId, findings);
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

    private static void add(List<Finding> findings, String invariant, List<Long> ids) {
        ids.forEach(id -> findings.add(new Finding(invariant, id, null)));
    }

    private void walkChains(long merchantId, List<Finding> findings) {
        VerificationMapper.Chained last = null;
        var told = 0;
        var rows = mapper.chain(merchantId, 0, 0, CHAINED_AT_ONCE);
        while (!rows.isEmpty() && told < FINDINGS_MOST) {
            for (var row : rows) {
                var before = last != null && last.holderId() == row.holderId() ? last : null;
                if (!isLinked(merchantId, before, row) && told < FINDINGS_MOST) {
                    findings.add(new Finding("CHAIN", row.holderId(), row.entryNo()));
                    told++;
                }
                last = row;
            }
            var end = rows.getLast();
            rows = mapper.chain(merchantId, end.holderId(), end.entryNo(), CHAINED_AT_ONCE);
        }
    }

    private boolean isLinked(
            long merchantId, VerificationMapper.@Nullable Chained before, VerificationMapper.Chained row) {
        var leg = new Leg(row.account(), row.lotId(), row.amount(), row.balanceAfter());
        var said = new EntryChain.Said(merchantId, row.holderId(), row.entryNo(), row.txnId(), leg);
        return MessageDigest.isEqual(row.hmac(), chain.link(before == null ? null : before.hmac(), said));
    }
}
