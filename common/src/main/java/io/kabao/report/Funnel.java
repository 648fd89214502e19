package io.kabao.report;

import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.merchant.Merchants;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * How many people scanned codes, claimed from them and became active members, on days in the merchant's zone. It costs what the
 * codes and days cost, however many people there are; claims show after a minute at most.
 */
@Service
public class Funnel {

    /** Rows that are shown. */
    public static final int ROWS_MOST = 200;

    private final FunnelMapper mapper;
    private final Merchants merchants;
    private final Clock clock;

    Funnel(FunnelMapper mapper, Merchants merchants, Clock clock) {
        this.mapper = mapper;
        this.merchants = merchants;
        this.clock = clock;
    }

    /** What figures are added up by. */
    public enum By {
        /** Each code. */
        CODE,
        /** Each batch that codes were printed in. */
        BATCH,
        /** Each store, with the codes of its people. */
        STORE,
        /** Each person. */
        STAFF,
        /** Each day. */
        DAY
    }

    /**
     * One row.
     *
     * @param id of the code, batch, store or person; null: a day, or codes that stand for none
     * @param name of the store or person; of a code its own, its store's or its person's; of a batch its style
     * @param day for {@link By#DAY}
     * @param activations on those days, whenever they were claimed
     */
    public record Row(
            @JsonId @Nullable Long id,
            @Nullable String name,
            @Nullable LocalDate day,
            long scans,
            long claims,
            long activations) {}

    /**
     * The rows, the most claimed first; days and batches by their order.
     *
     * @param more there are others, which are not shown
     */
    public record Sheet(LocalDate from, LocalDate to, List<Row> items, boolean more) {}

    /**
     * Figures of codes within the reach, of days from one to another, both included; today where none are named. Errors:
     * {@link ReportError#RANGE_WRONG}.
     */
    public Sheet show(Reach reach, By by, @Nullable LocalDate from, @Nullable LocalDate to) {
        var zone = merchants.require(reach.merchantId()).zoneId();
        var range = DayRange.of(from, to, LocalDate.ofInstant(clock.instant(), zone));
        var looked = new FunnelMapper.Looked(reach, range.from(), range.to());
        if (by == By.DAY) {
            var days = mapper.byDay(looked).stream()
                    .map(day -> new Row(null, null, day.day(), day.scans(), day.claims(), day.activations()))
                    .toList();
            return new Sheet(range.from(), range.to(), days, false);
        }
        var found = keyed(by, looked);
        var shown = found.subList(0, Math.min(ROWS_MOST, found.size()));
        var names = names(by, reach.merchantId(), shown);
        var rows = shown.stream()
                .map(row -> new Row(
                        row.id(),
                        row.id() == null ? null : names.get(row.id()),
                        null,
                        row.scans(),
                        row.claims(),
                        row.activations()))
                .toList();
        return new Sheet(range.from(), range.to(), rows, found.size() > shown.size());
    }

    private List<FunnelMapper.Keyed> keyed(By by, FunnelMapper.Looked looked) {
        return switch (by) {
            case CODE -> mapper.byCode(looked, ROWS_MOST + 1);
            case STORE -> mapper.byStore(looked, ROWS_MOST + 1);
            case STAFF -> mapper.byStaff(looked, ROWS_MOST + 1);
            case BATCH -> mapper.byBatch(looked, ROWS_MOST + 1);
            case DAY -> throw new IllegalArgumentException("A day has no id");
        };
    }

    private Map<Long, @Nullable String> names(By by, long merchantId, List<FunnelMapper.Keyed> rows) {
        var ids = rows.stream()
                .map(FunnelMapper.Keyed::id)
                .filter(Objects::nonNull)
                .toList();
        if (ids.isEmpty()) {
            return Map.of();
        }
        var named = switch (by) {
            case CODE -> mapper.codes(merchantId, ids);
            case STORE -> mapper.stores(merchantId, ids);
            case STAFF -> mapper.staff(merchantId, ids);
            case BATCH -> mapper.batches(merchantId, ids);
            case DAY -> List.<FunnelMapper.Named>of();
        };
        var names = new HashMap<Long, @Nullable String>();
        named.forEach(one -> names.put(one.id(), one.name()));
        return names;
    }
}
