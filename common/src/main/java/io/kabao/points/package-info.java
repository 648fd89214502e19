/**
 * Points: what members earn them for, how long they last. A merchant's rules are kept as snapshots that never change; each
 * order says by which it was counted. Owns tables {@code points_ruleset}, {@code points_adjustment} and
 * {@code points_exchange}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "audit", "access", "merchant", "organization", "ledger"})
package io.kabao.points;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
