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

/** What members may turn their commission wallets into. */
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
            Long pointsPerYuan) {}

    /** The settings as they stand; version 0: nothing was ever set. */
    record SettingsView(
            int version, @Nullable Long balanceBp, @Nullable Long pointsPerYuan) {

        static SettingsView of(WalletSettings.Kept kept) {
            return new SettingsView(
                    kept.version(), kept.rates().balanceBp(), kept.rates().pointsPerYuan());
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
        var rates = new WalletSettings.Rates(asked.balanceBp(), asked.pointsPerYuan());
        return SettingsView.of(settings.change(actor, asked.version(), rates));
    }
}
