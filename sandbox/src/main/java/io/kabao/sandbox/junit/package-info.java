/** The sandbox in JUnit tests: the only package that knows JUnit. */
@NullMarked
package io.kabao.sandbox.junit;

import org.jspecify.annotations.NullMarked;
