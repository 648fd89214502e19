package io.kabao.sandbox.wechat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What WeChat's console knows of an app. {@code name}: what people see, null where none was given;
 * {@code openPlatformId}: null where it is bound to none; {@code pages}: the
 * released ones, {@code templates}: the message templates, null where any will do; {@code tokenFetches}: how often one
 * token may be fetched before that is a violation.
 */
public record AppSettings(
        String appId,
        Kind kind,
        @Nullable String name,
        String secret,
        @Nullable String openPlatformId,
        @Nullable List<String> pages,
        @Nullable List<String> templates,
        Quotas quotas,
        int tokenFetches) {
    /** What the app is. */
    public enum Kind {
        OFFICIAL_ACCOUNT,
        MINI_PROGRAM
    }

    /** Whether a page of this path is released. */
    public boolean hasPage(String path) {
        return pages == null || pages.contains(path);
    }

    /** Whether there is such a message template. */
    public boolean hasTemplate(String id) {
        return templates == null || templates.contains(id);
    }
}
