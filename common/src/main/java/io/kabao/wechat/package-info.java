/**
 * The only package that knows WxJava: a merchant's official accounts and mini-programs, and gateways to them in our own
 * words. Owns tables {@code wechat_app}, {@code removed_app} and {@code code_picture}. A gateway refuses to run inside a transaction.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "audit", "access"})
package io.kabao.wechat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
