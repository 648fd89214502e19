/**
 * Friends bring friends: what buying earns the buyer and those who brought them, by the merchant's rules. Owns tables
 * {@code referral_rule}, {@code referral_permit}, {@code commission} and
 * {@code commission_got}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "audit", "merchant", "member", "ledger", "points"})
package io.kabao.referral;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
