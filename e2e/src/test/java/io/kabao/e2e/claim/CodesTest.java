package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.claim.ClaimCodes;
import io.kabao.e2e.Again;
import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Pages;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Settings;
import io.kabao.e2e.Soak;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Claim codes at the console: one for each store or person, and none that can be guessed. */
class CodesTest {

    private static final long SEED = 20260201L;
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final House house = House.shared();
    private final Rows rows = Rows.of(house.sandbox());
    private final Shop shop = Shop.open(house);

    @Test
    void each_open_store_where_the_template_is_valid_gets_a_code_once() {
        var region = shop.organization("华东");
        var first = shop.store("一店", region);
        var second = shop.store("二店", region);
        var elsewhere = shop.store("不参加的店", region);
        var closed = shop.store("停业的店", region);
        close(closed);
        var template = shop.template(Map.of("storeIds", List.of(first, second, closed)));
        shop.code("STORE", template, Map.of("storeId", second));

        var made = missing("STORE", template);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().get("created").asInt()).isOne();
        assertThat(made.text("/codes/0/storeId")).isEqualTo(first);
        assertThat(made.text("/codes/0/channel")).isEqualTo("STORE");
        assertThat(made.json().get("more").asBoolean()).isFalse();
        assertThat(missing("STORE", template).json().get("created").asInt()).isZero();
        assertThat(rows.number("SELECT COUNT(*) FROM claim_code WHERE store_id IN (" + elsewhere + ", " + closed + ")"))
                .isZero();

        var offer = house.wx().get("/wx/claim-codes/" + made.text("/codes/0/scene"));
        assertThat(offer.text("/store/id")).isEqualTo(first);
    }

    @Test
    void a_code_that_was_taken_back_or_has_expired_is_missing_again() {
        var template = shop.template();
        var person = shop.staff("小张", Map.of());
        var leaver = shop.staff("小李", Map.of("active", false));
        var first = missing("STAFF", template);
        assertThat(first.json().get("created").asInt()).isOne();
        assertThat(first.text("/codes/0/staffId")).isEqualTo(person).isNotEqualTo(leaver);
        shop.owner().post("/admin/claim-codes/" + first.text("/codes/0/id") + "/revocation", Map.of());
        var second = missing("STAFF", template);
        assertThat(second.json().get("created").asInt()).isOne();
        rows.change("UPDATE claim_code SET expires_at = '2020-01-01' WHERE id = " + second.text("/codes/0/id"));
        assertThat(missing("STAFF", template).json().get("created").asInt()).isOne();
        assertThat(missing("STAFF", template).json().get("created").asInt()).isZero();
    }

    @Test
    void asked_for_twenty_times_at_once_no_store_gets_two() {
        var template = shop.template();
        storesInBulk(1_200);
        var answers = IntStream.range(0, 20)
                .mapToObj(_ -> Again.untilServed(
                        () -> shop.owner().begin("POST", "/admin/claim-codes/missing", bodyOf("STORE", template))))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.body()).isEqualTo(201));
        assertThat(answers.stream()
                        .mapToInt(made -> made.json().get("created").asInt())
                        .sum())
                .isEqualTo(1_200);
        assertThat(rows.number("SELECT COUNT(*) FROM claim_code WHERE template_id = " + template))
                .isEqualTo(1_200);
        assertThat(rows.number("SELECT COUNT(DISTINCT store_id) FROM claim_code WHERE template_id = " + template))
                .isEqualTo(1_200);
    }

    @Test
    void thousands_come_at_once_and_are_one_record_of_the_audit() {
        var template = shop.template();
        storesInBulk(2_750);
        var made = missing("STORE", template);
        assertThat(made.json().get("created").asInt()).isEqualTo(2_750);
        assertThat(made.json().get("codes").size()).isEqualTo(200);
        assertThat(rows.number("SELECT COUNT(DISTINCT scene) FROM claim_code WHERE template_id = " + template))
                .isEqualTo(2_750);
        assertThat(rows.number("SELECT COUNT(*) FROM audit WHERE thing_id = " + template
                        + " AND action = 'CLAIM_CODES_CREATED'"))
                .isOne();
    }

    @Test
    void what_can_not_be_filled_is_refused_and_makes_nothing() {
        var template = shop.template();
        for (var channel : List.of("MINI_PROGRAM", "OFFICIAL_ACCOUNT", "REFERRAL", "IMPORT")) {
            var refused = missing(channel, template);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.problemCode()).as(channel).hasValue("CHANNEL_NOT_IN_BULK");
        }
        var foreign = Shop.open(house).template();
        shop.staff("小张", Map.of());
        assertThat(missing("STAFF", foreign).problemCode()).hasValue("TEMPLATE_NOT_FOUND");
        assertThat(rows.number(
                        "SELECT COUNT(*) FROM claim_code WHERE template_id IN (" + template + "," + foreign + ")"))
                .isZero();
    }

    @Test
    void things_of_another_merchant_are_unknown_to_a_code() {
        var other = Shop.open(house);
        var foreignStore = other.store("别家", other.organization("别区"));
        var foreignPerson = other.staff("外人", Map.of());
        var template = shop.template();
        assertRefused(add("STORE", template, Map.of("storeId", foreignStore)), 404, "STORE_NOT_FOUND");
        assertRefused(add("STAFF", template, Map.of("staffId", foreignPerson)), 404, "STAFF_NOT_FOUND");
        assertRefused(add("MINI_PROGRAM", other.template(), Map.of()), 404, "TEMPLATE_NOT_FOUND");
        var code = shop.code("STORE", template, Map.of("storeId", shop.store("店", shop.organization("区"))));
        var path = "/admin/claim-codes/" + code.text("/id");
        assertRefused(shop.owner().patch(path, Map.of("version", 1, "storeId", foreignStore)), 404, "STORE_NOT_FOUND");
        assertRefused(other.owner().patch(path, Map.of("version", 1, "name", "夺")), 404, "CLAIM_CODE_NOT_FOUND");
        assertRefused(other.owner().post(path + "/revocation", Map.of()), 404, "CLAIM_CODE_NOT_FOUND");
        assertThat(other.owner()
                        .get("/admin/claim-codes?storeId=" + code.text("/storeId"))
                        .json()
                        .get("items"))
                .isEmpty();
        assertThat(shop.owner().get(path).json()).isEqualTo(code.json());
    }

    @Test
    void a_code_says_what_does_not_fit_it() {
        var template = shop.template();
        var region = shop.organization("区");
        var store = shop.store("店", region);
        var person = shop.staff("小张", Map.of());
        assertRefused(add("STORE", template, Map.of()), 422, "CODE_NEEDS_STORE");
        assertRefused(add("MINI_PROGRAM", template, Map.of("storeId", store)), 422, "CODE_NEEDS_STORE");
        assertRefused(add("STAFF", template, Map.of()), 422, "CODE_NEEDS_STAFF");
        assertRefused(add("OFFICIAL_ACCOUNT", template, Map.of("staffId", person)), 422, "CODE_NEEDS_STAFF");
        assertRefused(add("REFERRAL", template, Map.of()), 422, "CHANNEL_NOT_MADE");
        assertRefused(add("MINI_PROGRAM", template, Map.of("expiresAt", "2020-01-01T00:00:00Z")), 422, "EXPIRY_PAST");
        for (var noTime : List.of("+10000-01-01T00:00:00Z", "1800000000", 1_795_805_000_000L)) {
            assertRefused(add("MINI_PROGRAM", template, Map.of("expiresAt", noTime)), 400, "INVALID_REQUEST");
        }
        var elsewhere = shop.template(Map.of("storeIds", List.of(shop.store("另一店", region))));
        assertRefused(add("STORE", elsewhere, Map.of("storeId", store)), 422, "STORE_NOT_OFFERED");
        close(store);
        assertRefused(add("STORE", template, Map.of("storeId", store)), 409, "STORE_NOT_OPEN");
    }

    @Test
    void a_person_of_a_store_that_is_closed_or_not_the_templates_gets_no_code() {
        var region = shop.organization("区");
        var open = shop.store("店", region);
        var closed = shop.store("停业的店", region);
        var stores = Map.<String, Object>of("storeIds", List.of(open, closed));
        var template = shop.template(stores);
        var here = shop.staff("在店", Map.of("storeId", open));
        var atClosed = shop.staff("停业", Map.of("storeId", closed));
        var elsewhere = shop.staff("别店", Map.of("storeId", shop.store("别店", region)));
        close(closed);
        assertRefused(add("STAFF", template, Map.of("staffId", atClosed)), 409, "STORE_NOT_OPEN");
        assertRefused(add("STAFF", template, Map.of("staffId", elsewhere)), 422, "STORE_NOT_OFFERED");
        var code = shop.code("STAFF", template, Map.of("staffId", here));
        var path = "/admin/claim-codes/" + code.text("/id");
        assertRefused(shop.owner().patch(path, Map.of("version", 1, "staffId", atClosed)), 409, "STORE_NOT_OPEN");
        assertRefused(shop.owner().patch(path, Map.of("version", 1, "staffId", elsewhere)), 422, "STORE_NOT_OFFERED");
        assertThat(shop.owner().get(path).json()).isEqualTo(code.json());

        var made = missing("STAFF", shop.template(stores));
        assertThat(made.json().get("created").asInt()).as(made.body()).isOne();
        assertThat(made.text("/codes/0/staffId")).isEqualTo(here);
    }

    @Test
    void whoever_works_on_more_people_than_are_read_at_once_gets_a_code_for_each_of_them() {
        var region = shop.organization("华东");
        var template = shop.template();
        var stranger = shop.staff("外人", Map.of("organizationId", shop.organization("华北")));
        staffInBulk(5_200, region);
        var account = "c-" + Shop.unique(16);
        var draft = Map.of(
                "account",
                account,
                "name",
                "小周",
                "password",
                Settings.OWNER_PASSWORD,
                "roleIds",
                List.of("2"),
                "scope",
                Map.of("kind", "ORGANIZATION", "ids", List.of(region)));
        var added = shop.proved(() -> shop.owner().post("/admin/operators", draft));
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        var manager = house.admin().signedIn(account, Settings.OWNER_PASSWORD);
        var made = manager.post("/admin/claim-codes/missing", bodyOf("STAFF", template));
        assertThat(made.json().get("created").asInt()).as(made.body()).isEqualTo(5_200);
        assertThat(made.json().get("more").asBoolean()).isFalse();
        assertThat(rows.number("SELECT COUNT(DISTINCT staff_id) FROM claim_code WHERE template_id = " + template))
                .isEqualTo(5_200);
        assertThat(rows.number("SELECT COUNT(*) FROM claim_code WHERE staff_id = " + stranger))
                .isZero();
        shop.code("STAFF", template, Map.of("staffId", stranger));
        assertThat(Pages.all(manager, "/admin/claim-codes?limit=200"))
                .extracting(code -> Long.valueOf(code.get("id").asString()))
                .as("the list shows each of them too, once and in its order")
                .hasSize(5_200)
                .isSortedAccordingTo(Comparator.reverseOrder())
                .doesNotHaveDuplicates();
    }

    @Test
    void a_code_says_how_often_it_was_claimed_from_and_how_many_became_active() {
        var template = shop.template();
        var code = shop.code("MINI_PROGRAM", template, Map.of());
        var other = shop.code("MINI_PROGRAM", template, Map.of());
        for (var activates : List.of(true, false, false)) {
            var guest = Guest.stranger(shop);
            var session = guest.inMiniProgram();
            var card = guest.claim(session, code.text("/scene"));
            assertThat(card.status()).as(card.body()).isEqualTo(201);
            if (activates) {
                var active = session.post("/wx/cards/" + card.text("/id") + "/activation", Map.of());
                assertThat(active.status()).as(active.body()).isEqualTo(200);
            }
        }
        var listed = shop.owner().get("/admin/claim-codes").json().get("items");
        assertThat(listed.valueStream()
                        .map(row -> "%s %d/%d"
                                .formatted(
                                        row.get("id").asString(),
                                        row.get("claims").asLong(),
                                        row.get("activations").asLong())))
                .containsExactly(other.text("/id") + " 0/0", code.text("/id") + " 3/1");
        var alone = shop.owner().get("/admin/claim-codes/" + code.text("/id"));
        assertThat(alone.number("/claims")).isEqualTo(3);
        assertThat(alone.number("/activations")).isOne();
    }

    @Test
    void a_code_points_elsewhere_with_the_same_scene_and_one_taken_back_stays_so() {
        var region = shop.organization("区");
        var template = shop.template();
        var moved = shop.store("新店", region);
        var code = shop.code("STORE", template, Map.of("storeId", shop.store("旧店", region)));
        var path = "/admin/claim-codes/" + code.text("/id");
        var scene = "/wx/claim-codes/" + code.text("/scene");
        assertThat(house.wx().get(scene).text("/store/name")).isEqualTo("旧店");
        var pointed = shop.owner().patch(path, Map.of("version", 1, "storeId", moved));
        assertThat(pointed.text("/scene")).isEqualTo(code.text("/scene"));
        assertThat(house.wx().get(scene).text("/store/name")).isEqualTo("新店");
        assertRefused(shop.owner().patch(path, Map.of("version", 1, "name", "旧版")), 409, "STALE_VERSION");

        var revoked = shop.owner().post(path + "/revocation", Map.of());
        assertThat(revoked.text("/status")).isEqualTo("REVOKED");
        assertThat(shop.owner().post(path + "/revocation", Map.of()).json()).isEqualTo(revoked.json());
        var version = revoked.number("/version");
        assertRefused(
                shop.owner().patch(path, Map.of("version", version, "storeId", moved)), 409, "CLAIM_CODE_REVOKED");
        assertRefused(house.wx().get(scene), 410, "CODE_REVOKED");
        assertThat(idsOf("?status=REVOKED&storeId=" + moved)).containsExactly(code.text("/id"));
        assertThat(idsOf("?status=OPEN&storeId=" + moved)).isEmpty();
    }

    @Test
    void a_code_that_has_expired_says_so_and_is_renamed_and_given_a_later_end() {
        var code = shop.code("MINI_PROGRAM", shop.template(), Map.of("name", "旧名"));
        var path = "/admin/claim-codes/" + code.text("/id");
        var past = "2020-01-01T00:00:00Z";
        assertRefused(shop.owner().patch(path, Map.of("version", 1, "expiresAt", past)), 422, "EXPIRY_PAST");
        rows.change("UPDATE claim_code SET expires_at = '2020-01-01' WHERE id = " + code.text("/id"));
        var expired = shop.owner().patch(path, Map.of("version", 1, "name", "新名"));
        assertThat(expired.text("/name")).as(expired.body()).isEqualTo("新名");
        assertThat(expired.text("/status")).isEqualTo("EXPIRED");
        assertThat(idsOf("?status=EXPIRED")).containsExactly(code.text("/id"));
        assertThat(idsOf("?status=OPEN")).doesNotContain(code.text("/id"));
        var again = shop.owner().patch(path, Map.of("version", 2, "expiresAt", "2099-01-01T00:00:00Z"));
        assertThat(again.text("/status")).as(again.body()).isEqualTo("OPEN");
        assertThat(idsOf("?status=EXPIRED")).isEmpty();
        assertThat(idsOf("?status=OPEN")).contains(code.text("/id"));
    }

    @Test
    void scenes_made_up_by_chance_in_order_or_from_a_real_one_lead_nowhere() {
        var real = shop.scene(shop.template());
        var codes = house.adminBean(ClaimCodes.class);
        assertThat(codes.ofScene(real)).isPresent();
        var random = new Random(SEED);
        var guesses = new HashSet<String>();
        for (var i = 0; i < Soak.count(1_500, 100_000); i++) {
            guesses.add(byChance(random));
            guesses.add("%022d".formatted(i));
            guesses.add(flipped(real, random));
        }
        guesses.remove(real);
        assertThat(guesses.stream().filter(guess -> codes.ofScene(guess).isPresent()))
                .isEmpty();
        assertRefused(house.wx().get("/wx/claim-codes/" + real.toLowerCase(Locale.ROOT)), 404, "UNKNOWN_CODE");
    }

    private static String byChance(Random random) {
        return random.ints(ClaimCodes.SCENE_LENGTH, 0, BASE62.length())
                .collect(StringBuilder::new, (text, i) -> text.append(BASE62.charAt(i)), StringBuilder::append)
                .toString();
    }

    /** One bit of one character is another. */
    private static String flipped(String scene, Random random) {
        var text = scene.toCharArray();
        text[random.nextInt(text.length)] ^= (char) (1 << random.nextInt(7));
        return new String(text);
    }

    private void close(String store) {
        assertThat(shop.owner()
                        .patch("/admin/stores/" + store, Map.of("version", 1, "open", false))
                        .status())
                .isEqualTo(200);
    }

    /** So many stores as no test would make one by one. */
    private void storesInBulk(int count) {
        var organization = shop.organization("连锁");
        var prefix = 1L << 40 | (UUID.randomUUID().getLeastSignificantBits() & 0xFFFFFF) << 16;
        rows.change("""
                INSERT INTO store (id, merchant_id, organization_id, name, open, version, created_at, updated_at)
                SELECT %d + seq, merchant_id, id, CONCAT('店', seq), 1, 1, created_at, created_at
                FROM organization JOIN seq_1_to_%d WHERE id = %s
                """.formatted(prefix, count, organization));
    }

    /** So many people likewise. */
    private void staffInBulk(int count, String organization) {
        var prefix = 1L << 40 | (UUID.randomUUID().getLeastSignificantBits() & 0xFFFFFF) << 16;
        rows.change("""
                INSERT INTO staff (id, merchant_id, organization_id, name, active, version, created_at, updated_at)
                SELECT %d + seq, merchant_id, id, CONCAT('员工', seq), 1, 1, created_at, created_at
                FROM organization JOIN seq_1_to_%d WHERE id = %s
                """.formatted(prefix, count, organization));
    }

    private Answer missing(String channel, String template) {
        return shop.owner().post("/admin/claim-codes/missing", bodyOf(channel, template));
    }

    private static Map<String, String> bodyOf(String channel, String template) {
        return Map.of("channel", channel, "templateId", template);
    }

    private Answer add(String channel, String template, Map<String, Object> more) {
        var body = new HashMap<String, Object>(bodyOf(channel, template));
        body.putAll(more);
        return shop.owner().post("/admin/claim-codes", body);
    }

    private List<String> idsOf(String filter) {
        return Api.idsOf(shop.owner().get("/admin/claim-codes" + filter));
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.problemCode()).hasValue(code);
    }
}
