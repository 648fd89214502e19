package io.kabao.report;

import io.kabao.kernel.tenancy.Reach;
import io.kabao.merchant.Merchants;
import io.kabao.organization.OrganizationError;
import io.kabao.organization.Stores;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Shows what came in and went out, from sums by day: what it costs grows with the days asked for, and neither with the members
 * nor with what they ever did.
 */
@Service
public class Overviews {

    private final SumsNow sums;
    private final Merchants merchants;
    private final Stores stores;
    private final Clock clock;

    Overviews(SumsNow sums, Merchants merchants, Stores stores, Clock clock) {
        this.sums = sums;
        this.merchants = merchants;
        this.stores = stores;
        this.clock = clock;
    }

    /**
     * What is looked at.
     *
     * @param from first business day; null: the last one asked for
     * @param to last business day; null: today
     * @param storeId one store; null: all within reach
     */
    public record Asked(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Long storeId,
            Locale locale) {}

    /** Stores whose figures are added up, and for whom. */
    private record View(long merchantId, Collection<Long> stores, Locale locale, SumsNow.Tail tail) {

        private SumMapper.Days days(LocalDate from, LocalDate to) {
            return new SumMapper.Days(merchantId, stores, from, to);
        }
    }

    /** Errors: {@link ReportError#RANGE_WRONG}, {@link OrganizationError#STORE_NOT_FOUND}. */
    public Overview show(Reach reach, Asked asked) {
        var merchantId = reach.merchantId();
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, merchants.require(merchantId).zoneId());
        var range = DayRange.of(asked.from(), asked.to(), today);
        var shown = stores(reach, asked.storeId());
        return sums.atOneMoment(() -> {
            var tail = sums.tail(merchantId);
            var view = new View(merchantId, shown, asked.locale(), tail);
            return new Overview(
                    range.from(),
                    range.to(),
                    today,
                    tail.cutOffAt() == null ? now : tail.cutOffAt(),
                    shown.contains(SumKeys.WHOLE) ? balance(view) : null,
                    part(view, today, today),
                    part(view, range.from(), range.to()),
                    part(view, SumKeys.ALL_DAYS, SumKeys.ALL_DAYS));
        });
    }

    private Collection<Long> stores(Reach reach, @Nullable Long storeId) {
        if (storeId != null) {
            return Set.of(stores.require(reach, storeId).id());
        }
        if (reach.everything()) {
            return Set.of(SumKeys.WHOLE);
        }
        // Somebody who works at no store sees the figures of none.
        return reach.storeIds().isEmpty() ? Set.of(-1L) : reach.storeIds();
    }

    private Overview.Balance balance(View view) {
        var all = sums.figures(view.days(SumKeys.ALL_DAYS, SumKeys.ALL_DAYS), view.tail()).values().stream()
                .reduce(Figures.NONE, Figures::plus);
        var balance = all.principalFen() + all.bonusFen();
        return new Overview.Balance(
                all.principalFen(), all.bonusFen(), all.heldFen(), balance, balance + all.heldFen(), all.points());
    }

    private Overview.Part part(View view, LocalDate from, LocalDate to) {
        var days = view.days(from, to);
        var figures = sums.figures(days, view.tail());
        var people = view.stores().size() == 1 ? sums.people(days, view.tail()) : null;
        return new Overview.Part(
                toppedUp(figures.getOrDefault(FlowTitle.TOPUP, Figures.NONE), of(people, FlowTitle.TOPUP)),
                spent(figures.getOrDefault(FlowTitle.SPEND, Figures.NONE), of(people, FlowTitle.SPEND)),
                givenBack(figures.getOrDefault(FlowTitle.REFUND, Figures.NONE), of(people, FlowTitle.REFUND)),
                flows(figures, people, view.locale()));
    }

    private static @Nullable Long of(@Nullable Map<String, Long> people, String flow) {
        return people == null ? null : people.getOrDefault(flow, 0L);
    }

    private static Overview.ToppedUp toppedUp(Figures of, @Nullable Long people) {
        return new Overview.ToppedUp(of.principalFen(), of.bonusFen(), of.times(), people);
    }

    private static Overview.Spent spent(Figures of, @Nullable Long people) {
        return new Overview.Spent(
                of.cashFen() - of.principalFen() - of.bonusFen() - of.heldFen(),
                -of.principalFen(),
                -of.bonusFen(),
                -of.heldFen(),
                of.cashFen(),
                of.times(),
                people);
    }

    private static Overview.GivenBack givenBack(Figures of, @Nullable Long people) {
        return new Overview.GivenBack(
                of.principalFen() + of.bonusFen() - of.cashFen(),
                of.principalFen(),
                of.bonusFen(),
                -of.cashFen(),
                of.times(),
                people);
    }

    private static List<Overview.Flow> flows(
            Map<String, Figures> figures, @Nullable Map<String, Long> people, Locale locale) {
        return figures.entrySet().stream()
                .map(flow -> new Overview.Flow(
                        flow.getKey(),
                        FlowTitle.of(flow.getKey(), locale),
                        flow.getValue().times(),
                        of(people, flow.getKey()),
                        flow.getValue().principalFen(),
                        flow.getValue().bonusFen(),
                        flow.getValue().heldFen(),
                        flow.getValue().points(),
                        flow.getValue().cashFen()))
                .toList();
    }
}
