/**
 * Logs that may be kept: every finished line is masked (phones, passwords, tokens, keys, codes, openids) and bounded
 * before it leaves the process, whatever it was made of.
 */
@NullMarked
package io.kabao.kernel.logging;

import org.jspecify.annotations.NullMarked;
