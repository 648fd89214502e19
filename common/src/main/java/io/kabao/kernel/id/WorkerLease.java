package io.kabao.kernel.id;

import java.time.Instant;

/**
 * The right to make ids with one worker number.
 *
 * @param worker 0 to 1023
 * @param fence grows each time the number changes hands
 * @param from first instant of ids under this lease
 * @param until first instant that is no longer covered
 */
record WorkerLease(int worker, long fence, Instant from, Instant until) {}
