/**
 * Friends bring friends: what buying earns the buyer and those who brought them, by the merchant's rules. Owns tables
 * {@code referral_rule}, {@code referral_permit}, {@code referral_settings}, {@code commission}, {@code commission_got} and
 * {@code commission_exchange}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "audit", "merchant", "member", "card", "ledger", "points"})
package io.kabao.referral;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
