/**
 * What the outside pushed to us: stored under the sender's own key, answered at once, processed from here once. Owns
 * table {@code inbox}.
 */
@NullMarked
package io.kabao.kernel.inbox;

import org.jspecify.annotations.NullMarked;
