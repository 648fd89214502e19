/**
 * Who did what to which thing. Owns table {@code audit}, which only grows.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "kernel")
package io.kabao.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
