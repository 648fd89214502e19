/** Keyset paging. */
@NullMarked
package io.kabao.kernel.page;

import org.jspecify.annotations.NullMarked;
