/**
 * Work that goes on beside the requests: drains that take due rows of a table, how a failed attempt is put off, and
 * sweeps of old rows.
 */
@NullMarked
package io.kabao.kernel.work;

import org.jspecify.annotations.NullMarked;
