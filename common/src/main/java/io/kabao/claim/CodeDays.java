package io.kabao.claim;

import io.kabao.kernel.id.Ids;
import io.kabao.merchant.Merchant;
import io.kabao.merchant.Merchants;
import io.kabao.organization.StaffMembers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What came of each code on each day, in its merchant's zone, for each store and person that it has stood for. Scans are added as
 * they are gathered; claims and activations are counted anew from their rows by a job that looks at what was claimed lately, so
 * that nobody who claims waits for it, and a count that was missed is made up for.
 */
@Service
public class CodeDays {

    /** Looked at once more: a claim may be written a while after the time it bears. */
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    /** What a look goes back at most, and the first of a process: an instance may have been the only one and away. */
    private static final Duration FIRST_LOOK = Duration.ofDays(2);

    /** Time that is looked at together: no day ends within, in whatever zone. */
    private static final long QUARTER_SECONDS = 900;

    private static final int BLOCK = 200;

    private final CodeDayMapper mapper;
    private final StaffMembers staff;
    private final Merchants merchants;
    private final Ids ids;
    private final Clock clock;
    private @Nullable Instant lookedUntil;

    CodeDays(CodeDayMapper mapper, StaffMembers staff, Merchants merchants, Ids ids, Clock clock) {
        this.mapper = mapper;
        this.staff = staff;
        this.merchants = merchants;
        this.ids = ids;
        this.clock = clock;
    }

    private record CodeOnDay(long merchantId, long codeId, LocalDate day) {}

    /** The rows that scans are added to: those of the places that the codes stood for then. */
    List<CodeDayMapper.Day> scanned(List<Scans.Gathered> gathered) {
        var rows = new ArrayList<CodeDayMapper.Day>();
        gathered.stream()
                .collect(Collectors.groupingBy(count -> count.moment().merchantId(), TreeMap::new, Collectors.toList()))
                .forEach((merchantId, counts) -> {
                    var zone = zoneOf(merchantId);
                    var storesOfPeople = storesOfPeople(merchantId, counts);
                    for (var count : counts) {
                        var moment = count.moment();
                        var storeId =
                                moment.staffId() == null ? moment.storeId() : storesOfPeople.get(moment.staffId());
                        var day = LocalDate.ofInstant(moment.at(), zone);
                        rows.add(new CodeDayMapper.Day(
                                ids.next(),
                                merchantId,
                                moment.codeId(),
                                storeId,
                                moment.staffId(),
                                day,
                                count.scans(),
                                0,
                                0));
                    }
                });
        return rows;
    }

    /** The stores that those work at whose codes were scanned; who works at none is not in the answer. */
    private Map<Long, Long> storesOfPeople(long merchantId, List<Scans.Gathered> counts) {
        var people = counts.stream()
                .map(count -> count.moment().staffId())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var stores = new HashMap<Long, Long>();
        for (var person : staff.ofIds(merchantId, people)) {
            if (person.storeId() != null) {
                stores.put(person.id(), person.storeId());
            }
        }
        return stores;
    }

    /** Adds scans to their days. */
    void add(List<CodeDayMapper.Day> scanned) {
        if (!scanned.isEmpty()) {
            mapper.addScans(scanned);
        }
    }

    /** Counts what was claimed and activated since the last look. */
    public synchronized void bringUp() {
        var now = clock.instant();
        var furthest = now.minus(FIRST_LOOK);
        var from = lookedUntil == null ? furthest : lookedUntil.minus(OVERLAP);
        recount(from.isBefore(furthest) ? furthest : from, now);
        lookedUntil = now;
    }

    /** Counts anew each day of each code on which something was claimed or activated in this time. */
    public void recount(Instant from, Instant to) {
        var touched = new HashSet<CodeOnDay>();
        var zones = new HashMap<Long, ZoneId>();
        var quarter = Math.floorDiv(from.getEpochSecond(), QUARTER_SECONDS) * QUARTER_SECONDS;
        for (var at = Instant.ofEpochSecond(quarter); !at.isAfter(to); at = at.plusSeconds(QUARTER_SECONDS)) {
            var end = at.plusSeconds(QUARTER_SECONDS);
            collect(mapper.claimed(at, end), zones, touched);
            collect(mapper.activated(at, end), zones, touched);
        }
        touched.stream()
                .collect(Collectors.groupingBy(CodeOnDay::merchantId))
                .forEach((merchantId, days) -> count(days, zoneIn(zones, merchantId)));
    }

    private void collect(List<CodeDayMapper.Touched> found, Map<Long, ZoneId> zones, Set<CodeOnDay> touched) {
        for (var one : found) {
            var day = LocalDate.ofInstant(one.at(), zoneIn(zones, one.merchantId()));
            touched.add(new CodeOnDay(one.merchantId(), one.codeId(), day));
        }
    }

    private void count(List<CodeOnDay> days, ZoneId zone) {
        for (var from = 0; from < days.size(); from += BLOCK) {
            var rows = days.subList(from, Math.min(from + BLOCK, days.size())).stream()
                    .flatMap(day -> counted(day, zone))
                    .toList();
            if (!rows.isEmpty()) {
                mapper.put(rows);
            }
        }
    }

    private Stream<CodeDayMapper.Day> counted(CodeOnDay of, ZoneId zone) {
        var begin = of.day().atStartOfDay(zone).toInstant();
        var end = of.day().plusDays(1).atStartOfDay(zone).toInstant();
        var span = new CodeDayMapper.Span(of.merchantId(), of.codeId(), of.day(), begin, end);
        return mapper.count(span).stream()
                .map(place -> new CodeDayMapper.Day(
                        ids.next(),
                        of.merchantId(),
                        of.codeId(),
                        place.storeId(),
                        place.staffId(),
                        of.day(),
                        0,
                        place.claims(),
                        place.activations()));
    }

    private ZoneId zoneIn(Map<Long, ZoneId> zones, long merchantId) {
        return zones.computeIfAbsent(merchantId, this::zoneOf);
    }

    private ZoneId zoneOf(long merchantId) {
        return merchants.find(merchantId).map(Merchant::zoneId).orElseGet(() -> ZoneId.of(Merchant.USUAL_ZONE));
    }
}
