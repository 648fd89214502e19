/**
 * The card desk: cards are frozen and unfrozen, get a new number or a later end, are given back, share another card's balance. Each is a
 * command of the books, since the holder's lock is the card's too. Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "audit", "card", "gift", "ledger", "level"})
package io.kabao.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
