/** What a person sees: README's walk, in a real browser, through the house as {@code scripts/start} runs it. */
@NullMarked
package io.kabao.e2e.browser;

import org.jspecify.annotations.NullMarked;
