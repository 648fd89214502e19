/**
 * What both doors share and no capability owns: who is let in, how bodies are read, how refusals look, what every
 * answer carries. It has no endpoint of its own but the error page.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "audit", "access", "member"})
package io.kabao.door;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
