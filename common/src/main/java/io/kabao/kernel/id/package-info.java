/** Ids: 41 bits of milliseconds, 10 bits of worker, 12 bits of sequence; workers are leased as rows of {@code id_worker}. */
@NullMarked
package io.kabao.kernel.id;

import org.jspecify.annotations.NullMarked;
