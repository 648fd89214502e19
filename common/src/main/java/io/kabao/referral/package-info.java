/**
 * Friends bring friends: what buying earns the buyer and those who brought them, by the merchant's rules. Owns tables
 * {@code referral_rule} and {@code referral_permit}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "audit", "merchant", "ledger"})
package io.kabao.referral;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
