/**
 * The books: holders of balances, what was done to them, and the one writer that does it. Owns tables {@code holder},
 * {@code txn}, {@code entry}, {@code lot}, {@code card_link}, {@code till_move}, {@code till_shift},
 * {@code till_shift_means}, {@code book_settings} and {@code member_code}; changes state, number, end and holder of a
 * {@code member_card} under the lock of its holder.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "audit", "access", "merchant", "card", "organization"})
package io.kabao.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
