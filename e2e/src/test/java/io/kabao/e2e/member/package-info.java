/** Members at the counter and in their own hands. */
@NullMarked
package io.kabao.e2e.member;

import org.jspecify.annotations.NullMarked;
