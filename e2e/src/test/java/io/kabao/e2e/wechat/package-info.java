/** The gateways to WeChat against its stand-in, over HTTP. */
@NullMarked
package io.kabao.e2e.wechat;

import org.jspecify.annotations.NullMarked;
