/** What must never be read in a log, an answer or a metric. */
@NullMarked
package io.kabao.e2e.logs;

import org.jspecify.annotations.NullMarked;
