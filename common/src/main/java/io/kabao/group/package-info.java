/**
 * Companies' cards: one balance, and people who spend from it within limits of their own, where and when the company allows
 * it. Owns table {@code card_group}, which the books read with each order of such a person.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "audit",
            "merchant",
            "organization",
            "member",
            "card",
            "claim",
            "ledger",
            "desk"
        })
package io.kabao.group;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
