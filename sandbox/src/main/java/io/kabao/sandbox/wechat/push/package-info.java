/** WeChat's pushes to the app under test: signed, encrypted, repeated, forged, and the judgement of what it answers. */
@NullMarked
package io.kabao.sandbox.wechat.push;

import org.jspecify.annotations.NullMarked;
