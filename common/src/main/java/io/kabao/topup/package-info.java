/**
 * Money that comes in at the counter and goes out again: top-ups, their refunds, cash-outs. Owns table {@code topup}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "audit", "ledger"})
package io.kabao.topup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
