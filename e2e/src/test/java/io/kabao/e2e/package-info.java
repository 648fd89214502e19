/** The running house as tests meet it: both doors over real HTTP, a real database and a real Redis. */
@NullMarked
package io.kabao.e2e;

import org.jspecify.annotations.NullMarked;
