package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.access.Platform;
import io.kabao.access.PlatformOnly;
import io.kabao.access.SignedInOperator;
import io.kabao.access.StepUp;
import io.kabao.kernel.Actor;
import io.kabao.referral.ReferralPermits;
import io.kabao.referral.ReferralRule;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** How far up the chain of friends a merchant may pay: the platform allows it, the owner accepts the warning. */
@RestController
class ReferralLevelsController {

    private final ReferralPermits permits;
    private final Platform platform;

    ReferralLevelsController(ReferralPermits permits, Platform platform) {
        this.permits = permits;
        this.platform = platform;
    }

    record Allowance(
            @NotNull @Min(1) @Max(ReferralRule.LEVELS_MOST) Integer max) {}

    record Acceptance(
            @NotNull @Min(1) @Max(ReferralRule.LEVELS_MOST) Integer max) {}

    @OperatorMay(Permission.REFERRAL_RULE_READ)
    @GetMapping("/admin/referral-levels")
    ReferralPermits.Standing show(SignedInOperator operator) {
        return permits.of(operator.merchantId());
    }

    /** The owner accepts the warning that paying for more than one level may be taken for pyramid selling. */
    @OperatorMay(Permission.REFERRAL_OVERPAY)
    @StepUp
    @PostMapping("/admin/referral-levels/acceptance")
    ReferralPermits.Standing accept(Actor actor, @Valid @RequestBody Acceptance accepted) {
        return permits.accept(actor, accepted.max());
    }

    @PlatformOnly
    @GetMapping("/platform/merchants/{id}/referral-levels")
    ReferralPermits.Standing ofMerchant(@PathVariable long id) {
        return permits.of(platform.require(id).id());
    }

    @PlatformOnly
    @PutMapping("/platform/merchants/{id}/referral-levels")
    ReferralPermits.Standing allow(Actor actor, @PathVariable long id, @Valid @RequestBody Allowance allowed) {
        var merchant = platform.require(id);
        return permits.allow(new Actor(actor.realm(), merchant.id(), actor.id(), actor.ip()), allowed.max());
    }
}
