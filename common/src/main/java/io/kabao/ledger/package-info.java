/**
 * The books: holders of balances, what was done to them, and the one writer that does it. Owns tables {@code holder},
 * {@code txn}, {@code entry}, {@code lot}, {@code till_move} and {@code book_settings}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "audit", "card", "organization"})
package io.kabao.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
