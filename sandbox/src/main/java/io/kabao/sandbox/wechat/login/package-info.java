/** Who somebody is: login codes, phone codes, OAuth. */
@NullMarked
package io.kabao.sandbox.wechat.login;

import org.jspecify.annotations.NullMarked;
