/** Who may do what: operators, their second factor, roles, scopes and second persons. */
@NullMarked
package io.kabao.e2e.access;

import org.jspecify.annotations.NullMarked;
