/** How values look in JSON. */
@NullMarked
package io.kabao.kernel.json;

import org.jspecify.annotations.NullMarked;
