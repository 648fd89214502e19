package io.kabao.e2e.slice;

import static io.kabao.e2e.Api.idsOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.JobsAtRest;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A merchant writes card templates, publishes them and takes them back. */
class CardTemplatesTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String TEMPLATES = "/admin/card-templates";

    private final House house = House.shared();
    private final Rows rows = Rows.of(house.sandbox());
    private Api owner = house.admin();

    @BeforeEach
    void open() {
        owner = aMerchant();
    }

    @Test
    void a_template_of_two_names_alone_is_a_draft_with_everything_as_usual() {
        var added = owner.post(TEMPLATES, Map.of("name", "普通会员", "title", "会员卡"));
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        var template = added.json();
        assertThat(template.get("status").asString()).isEqualTo("DRAFT");
        assertThat(template.get("kind").asString()).isEqualTo("INDIVIDUAL");
        assertThat(template.get("color").asString()).isEqualTo("Color010");
        assertThat(template.at("/validity/kind").asString()).isEqualTo("FOREVER");
        assertThat(template.get("numberRule")).hasToString("{\"kind\":\"SEQUENCE\",\"prefix\":\"\",\"digits\":8}");
        assertThat(template.get("followRequired").asBoolean()).isTrue();
        assertThat(template.get("smsRequired").asBoolean()).isTrue();
        assertThat(template.get("autoBindOrCreate").asBoolean()).isFalse();
        assertThat(template.get("welcomeBonusFen").asLong()).isZero();
        assertThat(template.get("bindingFields")).hasToString("[\"phone\"]");
        for (var list : List.of("profileFields", "perks", "links", "storeIds", "documents")) {
            assertThat(template.get(list)).as(list).isEmpty();
        }
        assertThat(owner.get(TEMPLATES + "/" + added.text("/id")).json()).isEqualTo(template);
        assertThat(idsOf(owner.get(TEMPLATES))).containsExactly(added.text("/id"));
    }

    @Test
    void everything_that_was_written_comes_back() {
        var store = owner.post("/admin/stores", Map.of("name", "店")).text("/id");
        var body = aTemplate();
        body.putAll(Map.of(
                "color",
                "Color102",
                "notice",
                "结账时请出示会员卡",
                "description",
                "一人一卡\n不可转让",
                "servicePhone",
                "400-800 1234",
                "validity",
                Map.of("kind", "DATES", "from", "2026-01-01", "to", "2199-12-31"),
                "numberRule",
                Map.of("kind", "PHONE", "prefix", "VIP", "digits", 10),
                "followRequired",
                false,
                "autoBindOrCreate",
                true,
                "perks",
                List.of(aPerk("生日双倍积分", null), aPerk("开业九折", "2026-12-31"))));
        body.putAll(Map.of(
                "welcomeBonusFen", 100_000,
                "links", List.of(aLink()),
                "storeIds", List.of(store),
                "bindingFields", List.of("phone", "idNumber", "shoeSize"),
                "documents", List.of(document("TERMS", "1"), document("PRIVACY", "2026-01")),
                "profileFields",
                        List.of(
                                wholeField("name", "TEXT", "FILL_ONCE", List.of()),
                                wholeField("gender", "CHOICE", "EDITABLE", List.of("男", "女", "保密")),
                                wholeField("shoeSize", "NUMBER", "READ_ONLY", List.of()))));
        var added = owner.post(TEMPLATES, body);
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        var written = added.json();
        for (var each : body.entrySet()) {
            if (!each.getKey().equals("validity")) {
                assertThat(written.get(each.getKey())).as(each.getKey()).isEqualTo(JSON.valueToTree(each.getValue()));
            }
        }
        assertThat(written.at("/validity/to").asString()).isEqualTo("2199-12-31");
        assertThat(written.get("warnings")).isEmpty();
        assertThat(owner.get(TEMPLATES + "/" + added.text("/id")).json()).isEqualTo(written);
    }

    @Test
    void what_an_edit_does_not_name_stays_and_null_clears() {
        var body = aTemplate();
        body.put("notice", "出示此卡");
        body.put("perks", List.of(Map.of("text", "九折")));
        body.put("numberRule", Map.of("prefix", "A", "digits", 6));
        var path = added(body);
        var changed = owner.patch(path, "{\"version\": 1, \"notice\": null, \"perks\": null, \"title\": \"金卡\"}");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().get("notice").isNull()).isTrue();
        assertThat(changed.json().get("perks")).isEmpty();
        assertThat(changed.text("/title")).isEqualTo("金卡");
        assertThat(changed.text("/numberRule/prefix")).isEqualTo("A");
        assertThat(owner.patch(path, "{\"version\": 2, \"title\": null}").problemCode())
                .hasValue("INVALID_REQUEST");
        assertThat(owner.patch(path, "{\"version\": 2, \"validity\": null}").problemCode())
                .hasValue("INVALID_REQUEST");
    }

    @Test
    void a_stale_version_is_refused_with_who_and_when() {
        var path = added(aTemplate());
        assertThat(owner.patch(path, Map.of("version", 1, "title", "甲")).status())
                .isEqualTo(200);
        var late = owner.patch(path, Map.of("version", 1, "title", "乙"));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.problemCode()).hasValue("STALE_VERSION");
        assertThat(late.text("/updatedBy/name"))
                .isEqualTo(owner.get("/admin/me").text("/name"));
        assertThat(owner.get(path).text("/title")).isEqualTo("甲");
    }

    @Test
    void a_template_published_at_once_says_what_is_missing_and_is_taken_back() {
        var path = added(aTemplate());
        var published = owner.post(path + "/publication", Map.of());
        assertThat(published.status()).as(published.body()).isEqualTo(200);
        assertThat(published.text("/status")).isEqualTo("PUBLISHED");
        assertThat(published
                        .json()
                        .get("warnings")
                        .valueStream()
                        .map(each -> each.get("code").asString()))
                .containsExactly("PRIVACY_MISSING", "TERMS_MISSING");
        assertThat(owner.post(path + "/publication", Map.of()).json())
                .as("publishing again changes nothing")
                .isEqualTo(published.json());
        var changed = owner.patch(path, Map.of("version", 2, "title", "金卡"));
        assertThat(changed.text("/status")).isEqualTo("PUBLISHED");

        assertThat(owner.delete(path + "/publication").status()).isEqualTo(204);
        assertThat(owner.get(path).text("/status")).isEqualTo("DRAFT");
        assertThat(owner.delete(path + "/publication").status()).isEqualTo(204);
        assertThat(owner.get(path).json().get("version").intValue()).isEqualTo(4);
    }

    @Test
    void a_template_planned_for_later_is_in_force_from_that_instant_on() {
        var path = added(aTemplate());
        var at = house.clock().instant().plus(Duration.ofMinutes(10));
        var planned = publishAt(path, at);
        assertThat(planned.text("/status")).as(planned.body()).isEqualTo("SCHEDULED");
        assertThat(Instant.parse(planned.text("/publishAt"))).isEqualTo(at);
        pass(Duration.ofMinutes(9));
        assertThat(owner.get(path).text("/status")).isEqualTo("SCHEDULED");
        pass(Duration.ofMinutes(1));
        assertThat(owner.get(path).text("/status")).isEqualTo("PUBLISHED");
        assertThat(publishAt(path, house.clock().instant().plus(Duration.ofHours(1)))
                        .problemCode())
                .hasValue("ALREADY_PUBLISHED");
    }

    @Test
    void a_plan_can_be_moved_and_given_up() {
        var path = added(aTemplate());
        var now = house.clock().instant();
        publishAt(path, now.plus(Duration.ofDays(3)));
        assertThat(publishAt(path, now.plus(Duration.ofDays(400))).problemCode())
                .hasValue("PUBLISH_AT_TOO_FAR");
        var moved = publishAt(path, now.plus(Duration.ofDays(5)));
        assertThat(Instant.parse(moved.text("/publishAt"))).isEqualTo(now.plus(Duration.ofDays(5)));
        assertThat(publishAt(path, now.minus(Duration.ofDays(1))).text("/status"))
                .as("a time gone by")
                .isEqualTo("PUBLISHED");
        var other = added(aTemplate());
        publishAt(other, now.plus(Duration.ofDays(3)));
        assertThat(owner.delete(other + "/publication").status()).isEqualTo(204);
        assertThat(owner.get(other).text("/status")).isEqualTo("DRAFT");
        assertThat(owner.delete(other).status()).as("it never was in force").isEqualTo(204);
    }

    @Test
    void a_kind_is_chosen_until_the_template_was_published() {
        for (var kind : List.of("INDIVIDUAL", "LINKED", "GROUP")) {
            var path = added(aTemplate());
            assertThat(owner.patch(path, Map.of("version", 1, "kind", kind)).text("/kind"))
                    .isEqualTo(kind);
            assertThat(owner.post(path + "/publication", Map.of()).text("/status"))
                    .as(kind)
                    .isEqualTo("PUBLISHED");
            var other = kind.equals("GROUP") ? "LINKED" : "GROUP";
            assertThat(owner.patch(path, Map.of("version", 3, "kind", other)).problemCode())
                    .hasValue("TEMPLATE_KIND_STAYS");
        }
    }

    @Test
    void a_card_whose_days_are_over_is_not_published() {
        var body = aTemplate();
        var yesterday = LocalDate.ofInstant(house.clock().instant(), ZoneId.of("Asia/Shanghai"))
                .minusDays(1);
        var over = Map.of("kind", "DATES", "from", "2020-01-01", "to", yesterday.toString());
        body.put("validity", over);
        assertThat(owner.post(added(body) + "/publication", Map.of()).problemCode())
                .hasValue("VALIDITY_OVER");
        body.put(
                "validity",
                Map.of(
                        "kind",
                        "DATES",
                        "from",
                        "2020-01-01",
                        "to",
                        yesterday.plusDays(1).toString()));
        var path = added(body);
        assertThat(owner.post(path + "/publication", Map.of()).status())
                .as("its last day is today")
                .isEqualTo(200);
        assertThat(owner.patch(path, Map.of("version", 2, "validity", over)).status())
                .as("a draft is nobody's card")
                .isEqualTo(200);
        assertThat(owner.post(path + "/publication", Map.of()).problemCode()).hasValue("VALIDITY_OVER");
    }

    @Test
    void a_draft_is_deleted_but_nothing_that_was_ever_published_or_is_the_default() {
        var draft = added(aTemplate());
        assertThat(owner.delete(draft).status()).isEqualTo(204);
        assertThat(owner.get(draft).problemCode()).hasValue("TEMPLATE_NOT_FOUND");

        var published = added(aTemplate());
        owner.post(published + "/publication", Map.of());
        assertThat(owner.delete(published).problemCode()).hasValue("TEMPLATE_IN_USE");
        owner.delete(published + "/publication");
        assertThat(owner.delete(published).problemCode()).hasValue("TEMPLATE_IN_USE");

        var standard = added(aTemplate());
        var id = owner.get(standard).text("/id");
        assertThat(owner.put("/admin/merchant", Map.of("version", 1, "name", "店", "defaultTemplateId", id))
                        .status())
                .isEqualTo(200);
        assertThat(owner.patch(standard, Map.of("version", 1, "kind", "GROUP")).problemCode())
                .hasValue("TEMPLATE_KIND_STAYS");
        var refused = owner.delete(standard);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problemCode()).hasValue("TEMPLATE_IN_USE");
    }

    @Test
    void a_template_that_cards_were_made_of_is_not_deleted() {
        var path = added(aTemplate());
        var id = owner.get(path).text("/id");
        rows.change("""
                INSERT INTO member_card (id, merchant_id, template_id, member_id, holder_id, status, live_slot, channel,
                                         version, created_at, updated_at)
                SELECT id + 1, merchant_id, id, 1, 1, 'OFFLINE', id + 1, 'IMPORT', 1, created_at, created_at
                FROM card_template WHERE id = %s
                """.formatted(id));
        assertThat(owner.delete(path).problemCode()).hasValue("TEMPLATE_IN_USE");
        assertThat(owner.patch(path, Map.of("version", 1, "kind", "GROUP")).problemCode())
                .hasValue("TEMPLATE_KIND_STAYS");
        assertThat(rows.change("DELETE FROM member_card WHERE template_id = " + id))
                .isEqualTo(1);
        assertThat(owner.delete(path).status()).isEqualTo(204);
    }

    @Test
    void another_merchant_neither_sees_nor_changes_nor_publishes_nor_deletes_a_template() {
        var path = added(aTemplate());
        var id = owner.get(path).text("/id");
        var neighbour = aMerchant();
        try (var _ = JobsAtRest.in(house)) {
            var before = rows.merchantsChecksums();
            for (var answer : List.of(
                    neighbour.get(path),
                    neighbour.patch(path, Map.of("version", 1, "title", "抢来的卡")),
                    neighbour.post(path + "/publication", Map.of()),
                    neighbour.delete(path + "/publication"),
                    neighbour.delete(path),
                    neighbour.put("/admin/merchant", Map.of("version", 1, "name", "店", "defaultTemplateId", id)))) {
                assertThat(answer.status()).isEqualTo(404);
                assertThat(answer.problemCode()).hasValue("TEMPLATE_NOT_FOUND");
            }
            assertThat(idsOf(neighbour.get(TEMPLATES))).isEmpty();
            assertThat(rows.merchantsChecksums()).isEqualTo(before);
        }
    }

    @Test
    void every_change_has_its_row_in_the_audit() {
        var path = added(aTemplate());
        owner.patch(path, Map.of("version", 1, "title", "金卡"));
        owner.post(path + "/publication", Map.of());
        owner.delete(path + "/publication");
        owner.delete(added(aTemplate()));
        var audit = owner.get("/admin/audit?limit=6").json().get("items");
        assertThat(audit.valueStream().map(each -> each.get("action").asString()))
                .containsExactly(
                        "CARD_TEMPLATE_DELETED",
                        "CARD_TEMPLATE_CREATED",
                        "CARD_TEMPLATE_TAKEN_BACK",
                        "CARD_TEMPLATE_PUBLISHED",
                        "CARD_TEMPLATE_CHANGED",
                        "CARD_TEMPLATE_CREATED");
    }

    /** Lets time pass, in the house and outside alike. */
    private void pass(Duration time) {
        house.pass(time);
    }

    private Answer publishAt(String path, Instant at) {
        return owner.post(path + "/publication", Map.of("publishAt", at.toString()));
    }

    private String added(Map<String, Object> body) {
        var added = owner.post(TEMPLATES, body);
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        return TEMPLATES + "/" + added.text("/id");
    }

    private Api aMerchant() {
        var account = "t-" + UUID.randomUUID().toString().substring(0, 18);
        house.openMerchant(account);
        return house.admin().signedIn(account, Settings.OWNER_PASSWORD);
    }

    private static Map<String, Object> aTemplate() {
        return new LinkedHashMap<>(Map.of("name", "普通会员", "title", "会员卡"));
    }

    private static Map<String, Object> aPerk(String text, @Nullable String to) {
        var perk = new LinkedHashMap<String, Object>();
        perk.put("text", text);
        perk.put("description", "每年生日当月");
        perk.put("from", "2026-01-01");
        perk.put("to", to);
        return perk;
    }

    private static Map<String, Object> aLink() {
        var link = new LinkedHashMap<String, Object>(
                Map.of("text", "商城", "url", "https://shop.example/?from=card#top", "icon", "SHOP", "on", false));
        link.put("iconId", null);
        return link;
    }

    private static Map<String, Object> document(String kind, String version) {
        return Map.of("kind", kind, "version", version, "title", "协议", "url", "http://127.0.0.1:8081/m/doc");
    }

    private static Map<String, Object> field(String key, String type) {
        return Map.of("key", key, "label", "某项", "type", type);
    }

    private static Map<String, Object> wholeField(String key, String type, String editRight, List<String> options) {
        var field = new LinkedHashMap<>(field(key, type));
        field.putAll(Map.of("required", true, "editRight", editRight, "options", options));
        return field;
    }
}
