/** Refusals and how they are said in two languages. */
@NullMarked
package io.kabao.kernel.error;

import org.jspecify.annotations.NullMarked;
