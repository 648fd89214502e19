/**
 * Orders that are paid from stored value, money set aside for orders, and refunds. Owns tables {@code spend}, {@code spend_line},
 * {@code spend_part}, {@code spend_points}, {@code refund}, {@code hold} and {@code hold_part}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"kernel", "access", "audit", "ledger", "level", "member", "points", "proof", "referral"})
package io.kabao.spend;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
