/** What people see in a real browser: README's walk through the house as {@code scripts/start} runs it, and customers' pages. */
@NullMarked
package io.kabao.e2e.browser;

import org.jspecify.annotations.NullMarked;
