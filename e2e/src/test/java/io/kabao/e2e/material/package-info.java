/** Pictures that merchants upload, and what they print. */
@NullMarked
package io.kabao.e2e.material;

import org.jspecify.annotations.NullMarked;
