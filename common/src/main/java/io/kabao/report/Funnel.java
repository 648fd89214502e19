package io.kabao.report;

import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.PageRequest;
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
     * What is asked for: days from one to another, both included; today where none are named.
     *
     * @param limit rows, at most {@value PageRequest#MOST}; null: as many
     * @param cursor of the page before
     */
    public record Asked(
            By by,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Integer limit,
            @Nullable String cursor) {}

    /**
     * The rows, the most claimed first, batches the newest first; days by their order and all at once. A row whose figures
     * grow while pages are turned may come again or be passed over.
     *
     * @param more there are others
     * @param nextCursor what to send for those; null where there are none
     */
    public record Sheet(
            LocalDate from,
            LocalDate to,
            List<Row> items,
            boolean more,
            @Nullable String nextCursor) {}

    /**
     * Figures of codes within the reach. Errors: {@link ReportError#RANGE_WRONG}, {@link KernelError#BAD_CURSOR},
     * {@link KernelError#INVALID_REQUEST} for more rows than a page has.
     */
    public Sheet show(Reach reach, Asked asked) {
        var limit = PageRequest.of(asked.limit() == null ? PageRequest.MOST : asked.limit(), null)
                .limit();
        var after = FunnelPlace.of(asked.cursor());
        var zone = merchants.require(reach.merchantId()).zoneId();
        var range = DayRange.of(asked.from(), asked.to(), LocalDate.ofInstant(clock.instant(), zone));
        var looked = new FunnelMapper.Looked(reach, range.from(), range.to());
        if (asked.by() == By.DAY) {
            var days = mapper.byDay(looked).stream()
                    .map(day -> new Row(null, null, day.day(), day.scans(), day.claims(), day.activations()))
                    .toList();
            return new Sheet(range.from(), range.to(), days, false, null);
        }
        var found = keyed(asked.by(), looked, after, limit + 1);
        var more = found.size() > limit;
        var shown = more ? found.subList(0, limit) : found;
        var names = names(asked.by(), reach.merchantId(), shown);
        var rows = shown.stream()
                .map(row -> new Row(
                        row.id(),
                        row.id() == null ? null : names.get(row.id()),
                        null,
                        row.scans(),
                        row.claims(),
                        row.activations()))
                .toList();
        var next = more ? FunnelPlace.of(shown.getLast()).cursor() : null;
        return new Sheet(range.from(), range.to(), rows, more, next);
    }

    private List<FunnelMapper.Keyed> keyed(By by, FunnelMapper.Looked looked, FunnelPlace after, int rows) {
        return switch (by) {
            case CODE -> mapper.byCode(looked, after, rows);
            case STORE -> mapper.byStore(looked, after, rows);
            case STAFF -> mapper.byStaff(looked, after, rows);
            case BATCH -> mapper.byBatch(looked, after, rows);
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
