/**
 * The merchant's tree, its stores and its staff. Owns tables {@code organization}, {@code store} and {@code staff}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "audit", "image"})
package io.kabao.organization;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
