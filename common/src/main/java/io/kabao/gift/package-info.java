/**
 * What a merchant gives to new members: owed with the claim of a card or once the profile is filled in, credited by the books
 * when the card is active. Owns table {@code welcome_gift}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "card", "member", "ledger", "points"})
package io.kabao.gift;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
