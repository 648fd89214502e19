/**
 * The frame of the stand-ins: one HTTP server on the loopback address in which each {@link Room} answers for one
 * outside party, with a clock to move, faults on demand, and a memory of the calls received and the rules broken.
 */
@NullMarked
package io.kabao.sandbox.http;

import org.jspecify.annotations.NullMarked;
