/** Processes that are killed, frozen and run beside each other; servers that go away and come back. */
@NullMarked
package io.kabao.e2e.resilience;

import org.jspecify.annotations.NullMarked;
