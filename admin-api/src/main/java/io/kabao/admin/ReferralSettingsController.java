package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.access.SignedInOperator;
import io.kabao.access.StepUp;
import io.kabao.kernel.Actor;
import io.kabao.referral.WalletSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What may become of members' commission wallets. */
@RestController
class ReferralSettingsController {

    private final WalletSettings settings;

    ReferralSettingsController(WalletSettings settings) {
        this.settings = settings;
    }

    /** All settings at once: what is left out or null is not offered. */
    record NewSettings(
            @NotNull @PositiveOrZero Integer version,

            @Positive @Max(WalletSettings.BALANCE_MOST_BP) @Nullable
            Long balanceBp,

            @Positive @Max(WalletSettings.POINTS_MOST) @Nullable
            Long pointsPerYuan,

            @Positive @Max(WalletSettings.PAYOUT_MOST_FEN) @Nullable
            Long payoutLeastFen,

            @Positive @Max(WalletSettings.PAYOUT_MOST_FEN) @Nullable
            Long payoutDailyFen) {}

    /** The settings as they stand; version 0: nothing was ever set. */
    record SettingsView(
            int version,
            @Nullable Long balanceBp,
            @Nullable Long pointsPerYuan,
            @Nullable Long payoutLeastFen,
            @Nullable Long payoutDailyFen) {

        static SettingsView of(WalletSettings.Kept kept) {
            var rates = kept.rates();
            return new SettingsView(
                    kept.version(),
                    rates.balanceBp(),
                    rates.pointsPerYuan(),
                    rates.payoutLeastFen(),
                    rates.payoutDailyFen());
        }
    }

    @OperatorMay(Permission.REFERRAL_RULE_READ)
    @GetMapping("/admin/referral-settings")
    SettingsView show(SignedInOperator operator) {
        return SettingsView.of(settings.of(operator.merchantId()));
    }

    @OperatorMay(Permission.REFERRAL_RULE_APPROVE)
    @StepUp
    @PutMapping("/admin/referral-settings")
    SettingsView change(Actor actor, @Valid @RequestBody NewSettings asked) {
        var rates = new WalletSettings.Rates(
                asked.balanceBp(), asked.pointsPerYuan(), asked.payoutLeastFen(), asked.payoutDailyFen());
        return SettingsView.of(settings.change(actor, asked.version(), rates));
    }
}
