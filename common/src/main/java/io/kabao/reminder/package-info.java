/**
 * What members are told before it happens: that points end, that a level is about to be lost. Owns table {@code reminder}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"kernel", "merchant", "member", "card", "ledger", "points", "level", "message"})
package io.kabao.reminder;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
