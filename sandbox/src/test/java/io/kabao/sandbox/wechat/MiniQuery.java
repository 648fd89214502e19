package io.kabao.sandbox.wechat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads a query for tests. */
public final class MiniQuery {
    private MiniQuery() {}

    public static Map<String, String> of(String raw) {
        return Arrays.stream(raw.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
