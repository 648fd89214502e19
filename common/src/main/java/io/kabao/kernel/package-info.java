/**
 * Values, errors and the few mechanisms that every capability shares. Open to all.
 */
@NullMarked
@ApplicationModule(type = ApplicationModule.Type.OPEN)
package io.kabao.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
