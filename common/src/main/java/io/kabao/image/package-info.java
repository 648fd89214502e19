/**
 * Pictures that a merchant uploads: checked, painted anew by us and served by what they hold. Owns table {@code image}.
 * Whatever shows pictures says by {@link io.kabao.image.ImageUse} which of them it needs.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "audit"})
package io.kabao.image;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
