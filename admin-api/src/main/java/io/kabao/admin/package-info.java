/**
 * The door for merchants, their console and their tills: routes and the shapes of requests and answers, no rule.
 */
@NullMarked
package io.kabao.admin;

import org.jspecify.annotations.NullMarked;
