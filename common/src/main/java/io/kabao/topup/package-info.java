/**
 * Money that comes in at the counter and goes out again: top-ups and their rules, their refunds, cash-outs of principal and of commission wallets. Owns tables
 * {@code topup}, {@code day_takings}, {@code topup_rule}, {@code topup_rule_use}, {@code topup_card_gift},
 * {@code topup_refund}, {@code withdrawal}, {@code withdrawal_part} and {@code wallet_payout}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "audit",
            "access",
            "merchant",
            "organization",
            "card",
            "claim",
            "ledger",
            "level",
            "points",
            "referral",
            "spend"
        })
package io.kabao.topup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
