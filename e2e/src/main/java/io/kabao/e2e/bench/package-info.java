/**
 * Benchmarks: what the product does beside the least the same machine could do, in the same run and by turns, so that
 * the ratios hold although the absolute numbers of a busy machine do not. Started by {@code scripts/bench NAME}.
 */
@NullMarked
package io.kabao.e2e.bench;

import org.jspecify.annotations.NullMarked;
