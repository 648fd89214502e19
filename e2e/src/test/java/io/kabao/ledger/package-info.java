/** Opens the books past their face, for tests. */
@NullMarked
package io.kabao.ledger;

import org.jspecify.annotations.NullMarked;
