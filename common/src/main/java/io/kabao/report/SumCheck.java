package io.kabao.report;

import io.kabao.ledger.Finding;
import io.kabao.ledger.Verification;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Checks the sums by day against the books that they were made of. A difference is told and never mended in silence. */
@Service
public class SumCheck {

    private static final Logger LOG = LoggerFactory.getLogger(SumCheck.class);

    private static final int MERCHANTS_AT_ONCE = 200;
    private static final int AT_ONCE = 2_000;

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

    /**
     * Where a merchant's sums differ from its books; nothing, if all is well. Reads every txn and entry that was summed, in
     * parts: what the books say up to there never changes, so only the sums are read at one moment.
     */
    public List<Finding> differences(long merchantId) {
        var stood = sums.atOneMoment(() -> stood(merchantId));
        var findings = new ArrayList<Finding>();
        add(findings, "SUM_OF_DAYS", stood.unlikeDays());
        compareTxns(stood, findings);
        comparePeople(stood, findings);
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
            merchants.forEach(this::check);
            merchants = cursor.merchants(merchants.getLast(), MERCHANTS_AT_ONCE);
        }
    }

    /** One merchant's trouble keeps no other from being checked. */
    private void check(long merchantId) {
        try {
            differences(merchantId);
        } catch (RuntimeException e) {
            LOG.error("The sums of merchant {} could not be checked", merchantId, e);
        }
    }

    /** A flow at a store; 0: of the whole merchant. */
    private record Flow(long storeId, String flow) {}

    /** What txns came to, up to the newest of them. */
    private record Total(long lastId, Figures figures) {

        Total plus(Total other) {
            return new Total(Math.max(lastId, other.lastId), figures.plus(other.figures));
        }
    }

    /** The sums at one moment, of all txns up to one. */
    private record Stood(
            long merchantId,
            long upTo,
            List<Long> unlikeDays,
            Map<Flow, Figures> figures,
            Map<String, Long> people,
            SumCheckMapper.Cleared cleared) {}

    private Stood stood(long merchantId) {
        var figures = new HashMap<Flow, Figures>();
        mapper.stood(merchantId).forEach(row -> figures.put(new Flow(row.storeId(), row.flow()), row.figures()));
        var people = new HashMap<String, Long>();
        mapper.stoodPeople(merchantId).forEach(row -> people.put(row.flow(), row.people()));
        return new Stood(
                merchantId,
                cursor.cursor(),
                mapper.allDaysUnlikeDays(merchantId, Verification.FINDINGS_MOST),
                figures,
                people,
                mapper.stoodCleared(merchantId));
    }

    private void compareTxns(Stood stood, List<Finding> findings) {
        var moved = new HashMap<Flow, Total>();
        var principal = 0L;
        var bonus = 0L;
        var after = 0L;
        while (after < stood.upTo()) {
            var left = new SumCheckMapper.Stretch(stood.merchantId(), after, stood.upTo());
            var next = mapper.txns(left, AT_ONCE);
            var upTo = next.size() < AT_ONCE ? stood.upTo() : next.getLast();
            var stretch = new SumCheckMapper.Stretch(stood.merchantId(), after, upTo);
            for (var row : mapper.moved(stretch)) {
                var total = new Total(row.lastId(), row.figures());
                moved.merge(new Flow(SumKeys.WHOLE, row.flow()), total, Total::plus);
                if (row.storeId() != SumKeys.WHOLE) {
                    moved.merge(new Flow(row.storeId(), row.flow()), total, Total::plus);
                }
            }
            var paid = mapper.paid(stretch);
            principal += paid.principalFen();
            bonus += paid.bonusFen();
            after = upTo;
        }
        add(findings, "SUM_OF_ENTRIES", unlike(stood, moved, true));
        add(findings, "SUM_OF_STORE", unlike(stood, moved, false));
        if (stood.cleared().principalFen() != principal || stood.cleared().bonusFen() != bonus) {
            add(findings, "SUM_OF_CLEARING", List.of(stood.cleared().lastId()));
        }
    }

    /** The newest txn of each flow whose sums are others. */
    private static List<Long> unlike(Stood stood, Map<Flow, Total> moved, boolean whole) {
        return moved.entrySet().stream()
                .filter(entry -> (entry.getKey().storeId() == SumKeys.WHOLE) == whole)
                .filter(entry ->
                        !entry.getValue().figures().equals(stood.figures().get(entry.getKey())))
                .map(entry -> entry.getValue().lastId())
                .sorted()
                .limit(Verification.FINDINGS_MOST)
                .toList();
    }

    private void comparePeople(Stood stood, List<Finding> findings) {
        var came = new HashMap<String, Long>();
        var last = new HashMap<String, Long>();
        var after = 0L;
        while (after < Long.MAX_VALUE) {
            var next = mapper.holders(stood.merchantId(), after, AT_ONCE);
            var upTo = next.size() < AT_ONCE ? Long.MAX_VALUE : next.getLast();
            var holders = new SumCheckMapper.Stretch(stood.merchantId(), after, upTo);
            for (var row : mapper.came(holders, stood.upTo())) {
                came.merge(row.flow(), row.people(), Long::sum);
                last.merge(row.flow(), row.lastId(), Math::max);
            }
            after = upTo;
        }
        came.forEach((flow, people) -> {
            if (!people.equals(stood.people().get(flow))) {
                add(findings, "SUM_OF_PEOPLE", List.of(last.getOrDefault(flow, 0L)));
            }
        });
    }

    private static void add(List<Finding> findings, String invariant, List<Long> ids) {
        ids.forEach(id -> findings.add(new Finding(invariant, id, null)));
    }
}
