package io.kabao.e2e.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.claim.Shop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A shop's counter, where members are written down by hand. */
record Desk(Shop shop) {

    private static final AtomicLong NUMBERS = new AtomicLong(13_500_000_000L + System.nanoTime() / 1000 % 80_000_000);

    static String freshPhone() {
        return Long.toString(NUMBERS.incrementAndGet());
    }

    Api owner() {
        return shop.owner();
    }

    /** Opens a card by hand, as said. */
    Answer enrol(Map<String, Object> form) {
        return owner().post("/admin/members", form);
    }

    /** Opens an active card for a phone and a name. */
    Answer enrolled(String template, String phone, String name) {
        return made(enrol(Map.of("templateId", template, "phone", phone, "name", name)));
    }

    /** Writes an old card of the counter down. */
    Answer oldCard(String template, String number, Map<String, Object> more) {
        var form = new HashMap<String, Object>(Map.of("templateId", template, "cardNumber", number, "offline", true));
        form.putAll(more);
        return made(enrol(form));
    }

    /** Ids of whom a search finds, over all its pages. */
    List<String> found(String text, int limit) {
        var ids = new ArrayList<String>();
        var cursor = "";
        do {
            var page = owner().get("/admin/members?q=" + text + "&limit=" + limit + cursor);
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            ids.addAll(Api.idsOf(page));
            var next = page.json().get("nextCursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.asString();
        } while (!cursor.isEmpty());
        return ids;
    }

    static Answer made(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    /** How often each status came back from that many calls at once. */
    static Map<Integer, Long> atOnce(int calls, IntFunction<CompletableFuture<Answer>> call) {
        var begun = IntStream.range(0, calls).mapToObj(call).toList();
        return begun.stream().collect(Collectors.groupingBy(each -> each.join().status(), Collectors.counting()));
    }
}
