/**
 * How members prove that a payment is theirs: the payment PIN, a code by SMS that the shop asks for, and what a payment above
 * the merchant's limit needs. One-time codes of the till are the books' own. Owns table {@code payment_pin}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "audit", "organization", "member", "card", "message", "ledger"})
package io.kabao.proof;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
