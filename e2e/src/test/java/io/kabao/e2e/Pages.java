package io.kabao.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Lists at a door, walked from their first page to their last. */
public final class Pages {

    private static final int PAGES_MOST = 1_000;

    private Pages() {}

    /** The items of all pages in their order; the path has a query already. */
    public static List<JsonNode> all(Api who, String path) {
        var items = new ArrayList<JsonNode>();
        var next = "";
        for (var page = 0; page < PAGES_MOST; page++) {
            var answer = who.get(path + next);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            answer.json().get("items").forEach(items::add);
            var cursor = answer.json().get("nextCursor");
            if (cursor.isNull()) {
                return items;
            }
            next = "&cursor=" + cursor.asString();
        }
        throw new AssertionError("There is no end to " + path);
    }
}
