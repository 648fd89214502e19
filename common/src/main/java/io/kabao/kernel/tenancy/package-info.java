/** Which merchant a piece of work belongs to, and the interceptor that holds statements to it. */
@NullMarked
package io.kabao.kernel.tenancy;

import org.jspecify.annotations.NullMarked;
