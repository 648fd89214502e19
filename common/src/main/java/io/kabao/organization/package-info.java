/**
 * The merchant's tree and its stores. Owns tables {@code organization} and {@code store}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "audit"})
package io.kabao.organization;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
