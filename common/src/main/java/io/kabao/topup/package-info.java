/**
 * Money that comes in at the counter and goes out again: top-ups, their refunds, cash-outs. Owns tables {@code topup},
 * {@code day_takings}, {@code topup_rule} and {@code topup_rule_use}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "audit", "access", "merchant", "organization", "card", "ledger"})
package io.kabao.topup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
