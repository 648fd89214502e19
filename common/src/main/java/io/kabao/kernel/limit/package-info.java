/** Counting what may happen only so often, over all instances together. */
@NullMarked
package io.kabao.kernel.limit;

import org.jspecify.annotations.NullMarked;
