/**
 * Work that goes on beside the requests: drains that take due rows of a table, how a failed attempt is put off, and
 * sweeps of old rows. And what of the requests' own is so heavy that it is done in turns.
 */
@NullMarked
package io.kabao.kernel.work;

import org.jspecify.annotations.NullMarked;
