/**
 * The brand that owns everything else. Owns table {@code merchant}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "audit"})
package io.kabao.merchant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
