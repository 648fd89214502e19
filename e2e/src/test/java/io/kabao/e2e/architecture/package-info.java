/** How the code is built, checked on the compiled classes, the statements and the migrations of all modules. */
@NullMarked
package io.kabao.e2e.architecture;

import org.jspecify.annotations.NullMarked;
