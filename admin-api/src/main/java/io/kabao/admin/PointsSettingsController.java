package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.access.SignedInOperator;
import io.kabao.access.StepUp;
import io.kabao.kernel.Actor;
import io.kabao.points.PointsSettings;
import io.kabao.points.Rulebook;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What holds for all points of the merchant. */
@RestController
class PointsSettingsController {

    private static final int WHOLE_BP = 10_000;

    private final Rulebook rulebook;

    PointsSettingsController(Rulebook rulebook) {
        this.rulebook = rulebook;
    }

    /** How long points last; no count where they never end. */
    record NewExpiry(
            PointsSettings.Expiry.@NotNull Kind kind,
            @PositiveOrZero @Nullable Integer count) {

        PointsSettings.Expiry expiry() {
            return new PointsSettings.Expiry(kind, count == null ? 0 : count);
        }
    }

    /** That orders are paid with points: so many are worth so much, how many at the least, how much of an order at the most. */
    record NewAsMoney(
            @NotNull @Positive Long points,
            @NotNull @Positive Long fen,
            @PositiveOrZero @Nullable Long leastPoints,
            @Min(1) @Max(WHOLE_BP) @Nullable Integer mostBp) {

        PointsSettings.AsMoney asMoney() {
            return new PointsSettings.AsMoney(
                    new PointsSettings.Rate(points, fen),
                    leastPoints == null ? 0 : leastPoints,
                    mostBp == null ? WHOLE_BP : mostBp);
        }
    }

    /** That points become balance: so many so much, and whether members do it themselves. */
    record NewExchange(
            @NotNull @Positive Long points,
            @NotNull @Positive Long fen,
            @Nullable Boolean byMembers) {

        PointsSettings.Exchange exchange() {
            return new PointsSettings.Exchange(new PointsSettings.Rate(points, fen), byMembers != null && byMembers);
        }
    }

    /** How points come and go: what is left out or null is as usual again. */
    record NewSettings(
            @NotNull @PositiveOrZero Integer version,
            @Valid @Nullable NewExpiry expiry,
            @PositiveOrZero @Nullable Long perOrderMost,
            @PositiveOrZero @Nullable Long perDayMost,
            @PositiveOrZero @Nullable Integer pendingDays,
            @Positive @Nullable Integer reminderDays) {

        PointsSettings applyTo(PointsSettings before) {
            return new PointsSettings(
                    expiry == null ? PointsSettings.USUAL.expiry() : expiry.expiry(),
                    perOrderMost,
                    perDayMost,
                    pendingDays,
                    reminderDays,
                    before.worth());
        }
    }

    /** What can be had for points, and how many one person may give and take alone on a day: what is left out is not, or as usual. */
    record NewWorth(
            @NotNull @PositiveOrZero Integer version,
            @Valid @Nullable NewAsMoney asMoney,
            @Valid @Nullable NewExchange exchange,
            @PositiveOrZero @Nullable Long secondPersonAbove) {

        PointsSettings applyTo(PointsSettings before) {
            return before.with(new PointsSettings.Worth(
                    asMoney == null ? null : asMoney.asMoney(),
                    exchange == null ? null : exchange.exchange(),
                    secondPersonAbove));
        }
    }

    /** The settings as they stand; version 0: as usual, nothing was ever set. */
    record SettingsView(
            int version,
            PointsSettings.Expiry expiry,
            @Nullable Long perOrderMost,
            @Nullable Long perDayMost,
            int pendingDays,
            @Nullable Integer reminderDays,
            PointsSettings.@Nullable AsMoney asMoney,
            PointsSettings.@Nullable Exchange exchange,
            long secondPersonAbove) {

        static SettingsView of(Rulebook.KeptSettings kept) {
            var settings = kept.settings();
            return new SettingsView(
                    kept.version(),
                    settings.expiry(),
                    settings.perOrderMost(),
                    settings.perDayMost(),
                    settings.pendingDays() == null ? 0 : settings.pendingDays(),
                    settings.reminderDays(),
                    settings.asMoney(),
                    settings.exchange(),
                    settings.alone());
        }
    }

    @OperatorMay(Permission.POINTS_RULE_READ)
    @GetMapping("/admin/points-settings")
    SettingsView show(SignedInOperator operator) {
        return SettingsView.of(rulebook.settings(operator.merchantId()));
    }

    @OperatorMay(Permission.POINTS_RULE_WRITE)
    @PutMapping("/admin/points-settings")
    SettingsView change(Actor actor, @Valid @RequestBody NewSettings asked) {
        return SettingsView.of(rulebook.change(actor, asked.version(), asked::applyTo));
    }

    /** What points are worth is money: whoever says so may set the limits of money, and proves themselves again. */
    @OperatorMay(Permission.BOOK_SETTINGS)
    @StepUp
    @PutMapping("/admin/points-worth")
    SettingsView changeWorth(Actor actor, @Valid @RequestBody NewWorth asked) {
        return SettingsView.of(rulebook.change(actor, asked.version(), asked::applyTo));
    }
}
