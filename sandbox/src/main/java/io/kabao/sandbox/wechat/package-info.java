/** The stand-in for WeChat's own servers (api.weixin.qq.com and the like), true to what they do and how they fail. */
@NullMarked
package io.kabao.sandbox.wechat;

import org.jspecify.annotations.NullMarked;
