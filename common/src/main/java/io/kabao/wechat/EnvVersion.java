package io.kabao.wechat;

import java.util.Locale;

/** Which version of a mini-program a code opens. */
public enum EnvVersion {
    /** The one the public has. */
    RELEASE,
    /** The one testers have. */
    TRIAL,
    /** The one developers have. */
    DEVELOP;

    /** The name the platform uses. */
    String wechatName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
