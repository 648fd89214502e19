/** Signed-in sessions of one realm, kept in Redis by Sa-Token. */
@NullMarked
package io.kabao.kernel.session;

import org.jspecify.annotations.NullMarked;
