/**
 * Who may sign in at the admin door and what each may do. Owns table {@code operator}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "audit", "merchant", "organization"})
package io.kabao.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
