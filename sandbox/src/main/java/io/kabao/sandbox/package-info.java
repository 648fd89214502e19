/**
 * Everything outside, inside: real database and Redis servers run from jars, and stand-ins for WeChat, WeChat Pay and
 * Aliyun SMS. The apps meet it only through configured addresses; it is never shipped with them.
 */
@NullMarked
package io.kabao.sandbox;

import org.jspecify.annotations.NullMarked;
