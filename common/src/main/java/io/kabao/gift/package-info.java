/**
 * What a merchant gives to new members: owed with the claim of a card, credited by the books once the card is active. Owns
 * table {@code welcome_gift}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "card", "member", "ledger"})
package io.kabao.gift;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
