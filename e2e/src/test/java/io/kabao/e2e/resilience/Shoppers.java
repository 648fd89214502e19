package io.kabao.e2e.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.Rows;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Customers of a shop, one after another: they sign in, look, claim and activate, each until it is done, and others
 * follow the account. What was done for them is counted at the end.
 */
final class Shoppers {

    /** The push of somebody who follows: the sandbox answers that call, and notes how the door took the push. */
    static final String FOLLOW = "follow";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_FOLLOWS = Duration.ofMillis(50);
    private static final int QUEUE = 10;

    private final Shop shop;
    private final Rows rows;
    private final String scene;
    private final String merchant;
    private final Queue<Customer> claiming = new ConcurrentLinkedQueue<>();
    private final Queue<Customer> activating = new ConcurrentLinkedQueue<>();
    private final Queue<Customer> served = new ConcurrentLinkedQueue<>();
    private final Customer looking;
    private final String template;
    private final long membersBefore;
    private final long holdersBefore;

    /** Of other accounts of the merchant, by tests before. */
    private final long otherPushes;

    private volatile Instant followed = Instant.EPOCH;

    Shoppers(Shop shop) {
        this.shop = shop;
        this.rows = Rows.of(shop.sandbox());
        this.template = shop.template();
        this.scene = shop.scene(template);
        this.merchant = shop.owner().get("/admin/merchant").text("/id");
        this.membersBefore = count("member", "1 = 1");
        this.holdersBefore = count("holder", "1 = 1");
        this.otherPushes = pushes() - taken().size();
        this.looking = new Customer(Guest.stranger(shop));
    }

    /** Somebody who signs in anew whenever the session is gone. */
    private final class Customer {

        private final Guest guest;
        private volatile String token = "";
        private volatile @Nullable String card;

        Customer(Guest guest) {
            this.guest = guest;
        }

        Answer call(String method, String path, @Nullable Object body) {
            var answer = session().call(method, path, body);
            return answer.status() == 401 ? signIn() : answer;
        }

        Answer signIn() {
            var answer = guest.signIn();
            if (answer.status() == 200) {
                token = answer.text("/token");
            }
            return answer;
        }

        private Api session() {
            return shop.wx().as(token);
        }
    }

    /** What they do, to be done over and over. */
    Map<String, Supplier<Answer>> calls() {
        var calls = new LinkedHashMap<String, Supplier<Answer>>();
        calls.put("sign in", this::signIn);
        calls.put("look", this::look);
        calls.put("claim", this::claim);
        calls.put("activate", this::activate);
        calls.put(FOLLOW, this::follow);
        return calls;
    }

    private Answer look() {
        return looking.call("GET", "/wx/claim-codes/" + scene, null);
    }

    private Answer follow() {
        if (followed.plus(BETWEEN_FOLLOWS).isAfter(now())) {
            return look();
        }
        followed = now();
        return Guest.stranger(shop).follow();
    }

    private Answer signIn() {
        if (claiming.size() >= QUEUE) {
            return look();
        }
        var customer = new Customer(Guest.stranger(shop));
        var answer = customer.signIn();
        if (answer.status() == 200) {
            claiming.add(customer);
        }
        return answer;
    }

    private Answer claim() {
        var customer = claiming.peek();
        if (customer == null) {
            return looking.call("GET", "/wx/cards", null);
        }
        var claimed = customer.call(
                "POST",
                "/wx/claims",
                Map.of("scene", scene, "phoneCode", customer.guest.phoneCode(), "consents", List.of()));
        if (claimed.status() / 100 == 2 && claimed.json().has("number")) {
            customer.card = claimed.text("/id");
            activating.add(customer);
            claiming.remove();
        }
        return claimed;
    }

    private Answer activate() {
        var customer = activating.peek();
        if (customer == null) {
            return looking.call("GET", "/wx/cards", null);
        }
        var active = customer.call("POST", "/wx/cards/" + customer.card + "/activation", Map.of());
        if (active.status() / 100 == 2 && active.json().has("number")) {
            served.add(customer);
            activating.remove();
        }
        return active;
    }

    /** The time by which the sandbox notes what it pushes. */
    Instant now() {
        return shop.sandbox().http().world().clock().instant();
    }

    /** Nobody promised then to have kept a push. */
    void requireNoPushTakenWithin(Instant from, Instant until) {
        assertThat(attempts())
                .filteredOn(attempt ->
                        begun(attempt).isAfter(from) && ended(attempt).isBefore(until))
                .as("pushes meanwhile")
                .isNotEmpty()
                .allSatisfy(attempt -> assertThat(attempt.get("outcome").asString())
                        .as("%s", attempt)
                        .isIn("REFUSED", "TIMED_OUT"))
                .allSatisfy(attempt -> assertThat(attempt.get("status").asInt())
                        .as("%s", attempt)
                        .isIn(503, 0));
    }

    /** Serves whoever still waits; then each has one card, and each push that was taken has been worked off once. */
    void requireEverythingOnce() {
        while (!claiming.isEmpty() || !activating.isEmpty()) {
            assertThat(claim().status()).isBetween(200, 299);
            assertThat(activate().status()).isBetween(200, 299);
        }
        var people = (long) served.size();
        assertThat(people).isPositive();
        assertThat(count("member", "1 = 1") - membersBefore).isEqualTo(people);
        assertThat(count("holder", "1 = 1") - holdersBefore).isEqualTo(people);
        assertThat(count("member_card", "template_id = " + template)).isEqualTo(people);
        assertThat(count("member_card", "status = 'ACTIVE' AND template_id = " + template))
                .isEqualTo(people);
        assertThat(count("claim", "activated_at IS NOT NULL AND template_id = " + template))
                .isEqualTo(people);
        assertThat(count("identity", "member_id IS NOT NULL AND app_id = '" + shop.miniProgram() + "'"))
                .isEqualTo(people);
        requireEachPushOnce();
    }

    private void requireEachPushOnce() {
        Awaitility.await("all pushes get through and are worked off")
                .atMost(PATIENCE)
                .until(() -> taken().size() == allPushes().size() && count("inbox", "status <> 'DONE'") == 0);
        var followers =
                taken().stream().map(push -> push.get("openId").asString()).toList();
        assertThat(rows.column("SELECT openid FROM identity WHERE following = 1 AND app_id = '" + shop.account() + "'"))
                .containsExactlyInAnyOrderElementsOf(followers);
        assertThat(pushes() - otherPushes).isEqualTo(followers.size());
    }

    private long pushes() {
        return count("inbox", "source = 'wechat'");
    }

    private long count(String table, String condition) {
        return rows.number("SELECT COUNT(*) FROM " + table + " WHERE merchant_id = " + merchant + " AND " + condition);
    }

    private List<JsonNode> allPushes() {
        return shop.outside()
                .get("/sandbox/pushes?appId=" + shop.account())
                .json()
                .get("items")
                .valueStream()
                .toList();
    }

    private List<JsonNode> taken() {
        return allPushes().stream()
                .filter(push -> push.get("attempts")
                        .valueStream()
                        .anyMatch(attempt -> attempt.get("outcome").asString().matches("ACCEPTED|REPLIED")))
                .toList();
    }

    private List<JsonNode> attempts() {
        var attempts = new ArrayList<JsonNode>();
        allPushes().forEach(push -> push.get("attempts").forEach(attempts::add));
        return attempts;
    }

    private static Instant begun(JsonNode attempt) {
        return Instant.parse(attempt.get("at").asString());
    }

    private static Instant ended(JsonNode attempt) {
        return begun(attempt).plusMillis(attempt.get("millis").asLong());
    }
}
