/** The books: right to the fen, whoever is at them at once and whatever breaks. */
@NullMarked
package io.kabao.e2e.books;

import org.jspecify.annotations.NullMarked;
