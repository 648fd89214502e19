/** What every operation that the doors publish answers to every kind of caller, and to hostile ones. */
@NullMarked
package io.kabao.e2e.matrix;

import org.jspecify.annotations.NullMarked;
