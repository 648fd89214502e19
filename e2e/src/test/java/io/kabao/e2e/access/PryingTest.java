package io.kabao.e2e.access;

import static io.kabao.e2e.access.Office.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Settings;
import io.kabao.e2e.claim.Shop;
import io.kabao.e2e.message.OwnHouse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever looks where they have nothing to see, or knocks under a name that nobody has, is on record. */
class PryingTest {

    private static final AtomicInteger ADDRESSES = new AtomicInteger();
    private static final int LOOKS_ON_RECORD = 30;
    private static final int STRANGERS_OF_ADDRESS = 10;
    private static final int STRANGERS = 60;

    private final House house = House.shared();
    private final OwnHouse own = OwnHouse.shared();

    @AfterEach
    void letTheClockGoOn() {
        own.clock().goOn();
    }

    private static Answer keyed(Api by, String path, Map<String, ?> body) {
        var answer = by.with("Idempotency-Key", "k-" + Shop.unique(20)).post(path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    @Test
    void a_look_at_what_belongs_to_another_store_is_on_record_with_what_it_was_at() {
        var shop = Shop.open(house);
        var office = Office.of(shop);
        var owner = shop.owner();
        var here = shop.store("东店", shop.organization("东区"));
        var there = shop.store("西店", shop.organization("西区"));
        var form = Map.of(
                "templateId", shop.template(), "cardNumber", "PRY-1", "offline", true, "name", "会员", "storeId", there);
        var foreign = owner.post("/admin/members", form);
        assertThat(foreign.status()).as(foreign.body()).isEqualTo(201);
        var member = foreign.text("/member/id");
        var card = foreign.text("/card/id");
        var named = Map.of("cardId", card);
        keyed(owner, "/admin/topups", Map.of("card", named, "amountFen", 5_000, "means", "CASH", "storeId", there));
        var order =
                Map.of("card", named, "orderNo", "P-" + card, "channel", "OFFLINE", "amountFen", 900, "storeId", there);
        var spend = keyed(owner, "/admin/spends", order).text("/id");

        var cashier = office.hire(Office.CASHIER, OperatorsTest.scope("STORES", here));
        assertThat(cashier.api().get("/admin/stores/" + here).status()).isEqualTo(200);
        for (var path : List.of(
                "/admin/members/" + member,
                "/admin/cards/" + card + "/entries?book=STORED_VALUE",
                "/admin/spends/" + spend)) {
            assertThat(cashier.api().get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(cashier.api().get("/admin/members/13800138000").status())
                .as("what is no id of ours may be a phone")
                .isEqualTo(404);

        var record = owner.get("/admin/audit?refused=true&actorId=" + cashier.id());
        var items = record.json().get("items").valueStream().toList();
        assertThat(items.stream().map(item -> item.get("thingId").asString()))
                .as(record.body())
                .containsExactly(spend, card, member);
        assertThat(items.stream().map(item -> item.get("path").asString()))
                .containsExactly("GET /admin/spends/{id}", "GET /admin/cards/{id}/entries", "GET /admin/members/{id}");
        assertThat(record.text("/items/0/refusedAs")).isEqualTo("SPEND_NOT_FOUND");
        assertThat(record.text("/items/0/ip")).isEqualTo("127.0.0.1");

        assertThat(cashier.api().get("/admin/txns?storeId=" + there).status()).isEqualTo(404);
        var newest = owner.get("/admin/audit?refused=true&limit=1&actorId=" + cashier.id());
        assertThat(newest.text("/items/0/path")).as(newest.body()).isEqualTo("GET /admin/txns");
    }

    @Test
    void whoever_looks_on_and_on_fills_no_table() {
        own.clock().stop();
        var merchant = own.openMerchant();
        var owner = own.from(address()).signedIn(merchant.account(), Settings.OWNER_PASSWORD);
        for (var look = 0; look < 2 * LOOKS_ON_RECORD; look++) {
            assertThat(owner.get("/admin/members/12345678901234567" + look % 10).status())
                    .isEqualTo(404);
        }
        assertThat(refusals("merchant_id = " + merchant.id())).isEqualTo(LOOKS_ON_RECORD);
        var edit = Map.of("version", 1, "name", "没有的店");
        assertThat(owner.patch("/admin/stores/123456789012345678", edit).status())
                .as("a try, for which there is room of its own")
                .isEqualTo(404);
        assertThat(refusals("merchant_id = " + merchant.id())).isEqualTo(LOOKS_ON_RECORD + 1);
        own.pass(Duration.ofMinutes(1));
        assertThat(owner.get("/admin/members/123456789012345678").status()).isEqualTo(404);
        assertThat(refusals("merchant_id = " + merchant.id())).isEqualTo(LOOKS_ON_RECORD + 2);
    }

    @Test
    void who_knocks_under_a_name_that_nobody_has_is_on_record_with_the_platform_and_without_the_name() {
        house.pass(Duration.ofMinutes(1));
        var name = "zhang-" + Shop.unique(12) + "Z";
        assertRefused(house.admin().signIn(name, "Typed-In-Vain-77"), 401, "SIGN_IN_REFUSED");
        var phone = house.admin().signIn("13812345679", "Typed-In-Vain-77");
        assertRefused(phone, 401, "SIGN_IN_REFUSED");

        var shown = Map.of("account", Settings.PLATFORM, "password", Settings.PLATFORM_PASSWORD);
        var platform =
                house.admin().as(house.admin().post("/platform/sessions", shown).text("/token"));
        var record = platform.get("/platform/audit?action=OPERATOR_SIGN_IN&refused=true&limit=2");
        assertThat(record.status()).as(record.body()).isEqualTo(200);
        assertThat(record.text("/items/0/isNow/accountMasked")).isEqualTo("1***9");
        assertThat(record.text("/items/1/isNow/accountMasked")).isEqualTo("z***Z");
        assertThat(record.text("/items/1/refusedAs")).isEqualTo("SIGN_IN_REFUSED");
        assertThat(record.text("/items/1/realm")).isEqualTo("OPERATOR");
        assertThat(record.text("/items/1/ip")).isEqualTo("127.0.0.1");
        assertThat(record.json().at("/items/1/actorId").isNull()).isTrue();
        assertThat(record.body()).doesNotContain(name, "13812345679", "Typed-In-Vain");
    }

    @Test
    void whoever_knocks_on_and_on_fills_no_table() {
        own.clock().stop();
        own.pass(Duration.ofMinutes(1));
        var before = strangers();
        var one = address();
        for (var knock = 0; knock < 2 * STRANGERS_OF_ADDRESS; knock++) {
            knock(one);
        }
        assertThat(strangers() - before).as("from one address").isEqualTo(STRANGERS_OF_ADDRESS);
        for (var address = 0; address < STRANGERS; address++) {
            knock(address());
        }
        assertThat(strangers() - before).as("from everywhere").isEqualTo(STRANGERS);
        own.pass(Duration.ofMinutes(1));
        knock(address());
        assertThat(strangers() - before).isEqualTo(STRANGERS + 1);
    }

    private void knock(String address) {
        assertThat(own.from(address)
                        .signIn("nobody-" + Shop.unique(12), "Typed-In-Vain-77")
                        .status())
                .isEqualTo(401);
    }

    private long strangers() {
        return refusals("merchant_id = 0 AND actor_id IS NULL AND action = 'OPERATOR_SIGN_IN'");
    }

    private long refusals(String condition) {
        return own.rows().number("SELECT COUNT(*) FROM audit WHERE refused_as IS NOT NULL AND " + condition);
    }

    private static String address() {
        var number = ADDRESSES.incrementAndGet();
        return "198.19." + number / 250 + "." + (number % 250 + 1);
    }
}
