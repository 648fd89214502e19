/** What an official account and its followers say to each other, and the small calls around it. */
@NullMarked
package io.kabao.sandbox.wechat.message;

import org.jspecify.annotations.NullMarked;
