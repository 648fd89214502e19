/**
 * Drawing in millimetres and three ways to store what was drawn: PDF, SVG and PNG. Knows nothing of cards or merchants;
 * the words are set in the one font that is shipped, so that every machine shows and prints the same.
 */
@NullMarked
package io.kabao.material.drawing;

import org.jspecify.annotations.NullMarked;
