/** The thin slice as a story over HTTP: an operator signs in and keeps the stores. */
@NullMarked
package io.kabao.e2e.slice;

import org.jspecify.annotations.NullMarked;
