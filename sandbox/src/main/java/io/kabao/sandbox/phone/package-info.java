/**
 * A phone to hold: the page {@code /phone}, on which a person plays a customer's WeChat by the control calls, and the way
 * from its mini-programs to wx-api.
 */
@NullMarked
package io.kabao.sandbox.phone;

import org.jspecify.annotations.NullMarked;
