/**
 * The door for customers and for WeChat's pushes: routes and the shapes of requests and answers, no rule.
 */
@NullMarked
package io.kabao.wx;

import org.jspecify.annotations.NullMarked;
