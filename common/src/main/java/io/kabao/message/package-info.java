/**
 * Words to people's phones: one-time codes by SMS and short notices, by Aliyun. Owns tables {@code sms_code} and
 * {@code sms_counter}. It publishes no event; notices go through the outbox.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel"})
package io.kabao.message;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
