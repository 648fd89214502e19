/**
 * The books. Owns table {@code holder}; the writer comes with the first command that moves money.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "audit"})
package io.kabao.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
