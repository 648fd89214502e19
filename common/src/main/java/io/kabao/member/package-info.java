/**
 * People as members of a merchant: their phone, their identities in WeChat, what they agreed to. Owns tables
 * {@code member}, {@code member_name_start}, {@code member_ancestry}, {@code identity} and {@code consent}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "audit", "wechat"})
package io.kabao.member;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
