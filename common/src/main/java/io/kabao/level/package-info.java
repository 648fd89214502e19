/**
 * Levels: how cards climb by what is done with them or bought for them, and what it brings. A merchant's levels are kept as
 * snapshots that never change. Owns tables {@code level_ladder}, {@code level_run}, {@code card_level}, {@code card_growth},
 * {@code level_change}, {@code level_gift}, {@code growth_cursor} and {@code membership}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"kernel", "audit", "access", "merchant", "card", "ledger", "points", "gift", "image"})
package io.kabao.level;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
