package io.kabao.report;

import io.kabao.ledger.Finding;
import io.kabao.ledger.Verification;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Checks the sums by day against the books that they were made of. A difference is told and never mended in silence. */
@Service
public class SumCheck {

    private static final Logger LOG = LoggerFactory.getLogger(SumCheck.class);

    private static final int MERCHANTS_AT_ONCE = 200;

    private final SumCheckMapper mapper;
    private final SumsNow sums;
    private final SumMapper cursor;
    private final MeterRegistry meters;

    SumCheck(SumCheckMapper mapper, SumsNow sums, SumMapper cursor, MeterRegistry meters) {
        this.mapper = mapper;
        this.sums = sums;
        this.cursor = cursor;
        this.meters = meters;
    }

    /** Where a merchant's sums differ from its books; nothing, if all is well. Reads every entry that was summed. */
    public List<Finding> differences(long merchantId) {
        List<Finding> findings = sums.atOneMoment(() -> found(merchantId, cursor.cursor()));
        if (!findings.isEmpty()) {
            meters.counter("kabao.report.findings").increment(findings.size());
            LOG.error("The sums of merchant {} are wrong: first {}", merchantId, findings.getFirst());
        }
        return findings;
    }

    /** Checks every merchant that has sums, one after another. */
    void all() {
        var merchants = cursor.merchants(0, MERCHANTS_AT_ONCE);
        while (!merchants.isEmpty()) {
            merchants.forEach(this::differences);
            merchants = cursor.merchants(merchants.getLast(), MERCHANTS_AT_ONCE);
        }
    }

    private List<Finding> found(long merchantId, long upTo) {
        var most = Verification.FINDINGS_MOST;
        var findings = new ArrayList<Finding>();
        add(findings, "SUM_OF_DAYS", mapper.allDaysUnlikeDays(merchantId, most));
        add(findings, "SUM_OF_ENTRIES", mapper.sumsUnlikeEntries(merchantId, upTo, most));
        add(findings, "SUM_OF_STORE", mapper.storesUnlikeEntries(merchantId, upTo, most));
        add(findings, "SUM_OF_PEOPLE", mapper.peopleUnlikeHolders(merchantId, upTo, most));
        add(findings, "SUM_OF_CLEARING", mapper.clearingUnlikeOrders(merchantId, upTo));
        return findings;
    }

    private static void add(List<Finding> findings, String invariant, List<Long> ids) {
        ids.forEach(id -> findings.add(new Finding(invariant, id, null)));
    }
}
