/**
 * Orders that are paid from stored value, and their refunds. Owns tables {@code spend}, {@code spend_line},
 * {@code spend_part} and {@code refund}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "audit", "ledger"})
package io.kabao.spend;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
