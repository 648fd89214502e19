package io.kabao.wechat;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where the platform is; in production always the real addresses. */
@Component
class WechatAddresses {

    private final String api;
    private final String open;
    private final String mp;

    WechatAddresses(
            @Value("${KABAO_WECHAT_API_BASE:https://api.weixin.qq.com}") String api,
            @Value("${KABAO_WECHAT_OPEN_BASE:https://open.weixin.qq.com}") String open,
            @Value("${KABAO_WECHAT_MP_BASE:https://mp.weixin.qq.com}") String mp) {
        this.api = api;
        this.open = open;
        this.mp = mp;
    }

    String api() {
        return api;
    }

    String open() {
        return open;
    }

    String mp() {
        return mp;
    }
}
