/**
 * The main job: codes, the offer behind them, claiming, activation and binding. Owns tables {@code claim_code},
 * {@code claim_intent}, {@code claim}, {@code claim_code_day}, {@code follow_code}, {@code used_phone_code} and
 * {@code binding_guess}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "audit",
            "access",
            "merchant",
            "organization",
            "image",
            "wechat",
            "member",
            "card",
            "ledger",
            "gift",
            "level",
            "message",
            "referral"
        })
package io.kabao.claim;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
