/**
 * The same request with the same key happens once and is answered the same way again. Owns table {@code idempotency}.
 */
@NullMarked
package io.kabao.kernel.idempotency;

import org.jspecify.annotations.NullMarked;
