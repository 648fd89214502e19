/** Codes and links that lead people somewhere: mini-program codes, account codes, URL links, and how people open them. */
@NullMarked
package io.kabao.sandbox.wechat.code;

import org.jspecify.annotations.NullMarked;
