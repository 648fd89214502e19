package io.kabao.sandbox.wechat.code;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a mini-program opens: page and query as the page gets them in its options; the scene of a code is still encoded
 * there, as WeChat hands it over.
 */
record MiniTarget(String appId, String page, Map<String, String> query, String envVersion) {
    private static final String SCHEME = "wxacode";

    /** What the picture of a code says. */
    static String code(String appId, String page, String scene, String envVersion) {
        return SCHEME + "://" + appId + "/" + page + "?scene=" + encode(scene) + "&env_version=" + envVersion;
    }

    /** What such a text leads to; empty: it is none. */
    static Optional<MiniTarget> ofCode(String text) {
        if (!text.startsWith(SCHEME + "://")) {
            return Optional.empty();
        }
        URI uri = URI.create(text);
        Map<String, String> query = query(uri.getRawQuery());
        String env = query.getOrDefault("env_version", "release");
        query.remove("env_version");
        query.computeIfPresent("scene", (name, scene) -> encode(scene));
        return Optional.of(
                new MiniTarget(uri.getRawAuthority(), uri.getRawPath().substring(1), query, env));
    }

    /** The pairs of a query, decoded. */
    static Map<String, String> query(String raw) {
        var pairs = new LinkedHashMap<String, String>();
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                pairs.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return pairs;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
