/**
 * What is owed to the outside: written in the transaction of the change it belongs to, sent after it, at least once.
 * Owns table {@code outbox}.
 */
@NullMarked
package io.kabao.kernel.outbox;

import org.jspecify.annotations.NullMarked;
