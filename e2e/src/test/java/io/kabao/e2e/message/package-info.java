/** Codes by SMS against the stand-in for Aliyun, and limits at the door. */
@NullMarked
package io.kabao.e2e.message;

import org.jspecify.annotations.NullMarked;
