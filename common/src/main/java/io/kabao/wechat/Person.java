package io.kabao.wechat;

import org.jspecify.annotations.Nullable;

/**
 * Someone as one app knows them. It prints itself without its ids.
 *
 * @param openid who it is in this app
 * @param unionid who it is over all apps of one Open Platform account; null where the app is bound to none
 */
public record Person(String openid, @Nullable String unionid) {

    @Override
    public String toString() {
        return "Person";
    }
}
