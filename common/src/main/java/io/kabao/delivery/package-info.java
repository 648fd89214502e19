/**
 * A person's hand on what came in and what goes out: trying again, with an audit record. Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "audit"})
package io.kabao.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
