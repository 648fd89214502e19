package io.kabao.e2e.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Settings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What can't stand in a card template. */
class CardTemplateRulesTest {

    private static final String TEMPLATES = "/admin/card-templates";

    private final House house = House.shared();
    private Api owner = house.admin();

    @BeforeEach
    void open() {
        owner = aMerchant();
    }

    static Stream<Arguments> wrongFields() {
        return Stream.of(
                Arguments.of("name", ""),
                Arguments.of("name", "长".repeat(61)),
                Arguments.of("title", "一二三四五六七八九十"),
                Arguments.of("title", "x".repeat(28)),
                Arguments.of("color", "Color011"),
                Arguments.of("color", "Color103"),
                Arguments.of("color", "color010"),
                Arguments.of("notice", "提".repeat(17)),
                Arguments.of("description", ""),
                Arguments.of("description", "说".repeat(1025)),
                Arguments.of("description", "铃\u0007"),
                Arguments.of("servicePhone", "call us"),
                Arguments.of("welcomeBonusFen", -1),
                Arguments.of("welcomeBonusFen", 100_001),
                Arguments.of("validity.days", Map.of("kind", "DAYS", "days", 0)),
                Arguments.of("validity.days", Map.of("kind", "DAYS", "days", 36_501)),
                Arguments.of("numberRule.prefix", Map.of("prefix", "vip")),
                Arguments.of("numberRule.prefix", Map.of("prefix", "ABCDEFGHI")),
                Arguments.of("numberRule.digits", Map.of("digits", 3)),
                Arguments.of("numberRule.digits", Map.of("digits", 17)),
                Arguments.of("profileFields[0].key", List.of(field("Shoe", "TEXT"))),
                Arguments.of("profileFields[0].key", List.of(field("k".repeat(31), "TEXT"))),
                Arguments.of("profileFields[0].key", List.of(Map.of("label", "鞋码", "type", "TEXT"))),
                Arguments.of("profileFields[0].label", List.of(Map.of("key", "shoe", "type", "TEXT"))),
                Arguments.of("profileFields[0].type", List.of(Map.of("key", "shoe", "label", "鞋码"))),
                Arguments.of("profileFields[1]", Arrays.asList(field("shoe", "TEXT"), null)),
                Arguments.of("profileFields[0].options", List.of(choice(texts(51)))),
                Arguments.of("profileFields[0].options[1]", List.of(choice(List.of("大", " ")))),
                Arguments.of(
                        "profileFields",
                        IntStream.range(0, 21)
                                .mapToObj(i -> field("k" + i, "TEXT"))
                                .toList()),
                Arguments.of("bindingFields", List.of()),
                Arguments.of("bindingFields[0]", List.of("card number")),
                Arguments.of("perks[0].text", List.of(Map.of("text", "长".repeat(61)))),
                Arguments.of("perks[0].text", List.of(Map.of())),
                Arguments.of("perks[0].description", List.of(Map.of("text", "九折", "description", "长".repeat(301)))),
                Arguments.of("perks[0]", Arrays.asList((Object) null)),
                Arguments.of("links[0].url", List.of(Map.of("text", "商城", "url", "http://shop.example/"))),
                Arguments.of("links[0].url", List.of(Map.of("text", "商城", "url", "javascript:alert(1)"))),
                Arguments.of("links[0].url", List.of(Map.of("text", "商城", "url", "https://u:p@shop.example/"))),
                Arguments.of("links[0].url", List.of(Map.of("text", "商城"))),
                Arguments.of("storeIds[0]", Arrays.asList((Object) null)),
                Arguments.of("storeIds", texts(501)),
                Arguments.of("documents[0].kind", List.of(document("COOKIES", "1"))),
                Arguments.of("documents[0].version", List.of(document("TERMS", ""))),
                Arguments.of("documents[0].version", List.of(document("TERMS", "版本一"))),
                Arguments.of("documents[0].url", List.of(Map.of("kind", "TERMS", "version", "1", "title", "协议"))));
    }

    @ParameterizedTest
    @MethodSource("wrongFields")
    void a_field_that_is_wrong_is_named_when_it_is_added_and_when_it_is_changed(String field, Object value) {
        var name = field.replaceAll("[.\\[].*", "");
        var body = aTemplate();
        body.put(name, value);
        assertThatNamed(owner.post(TEMPLATES, body), field);
        var path = added(aTemplate());
        var edit = new LinkedHashMap<String, Object>(Map.of("version", 1));
        edit.put(name, value);
        assertThatNamed(owner.patch(path, edit), field);
        assertThat(owner.get(path).json().get("version").intValue()).isEqualTo(1);
    }

    private static void assertThatNamed(Answer refused, String field) {
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.problemCode()).hasValue("INVALID_REQUEST");
        assertThat(refused.json()
                        .get("errors")
                        .valueStream()
                        .map(wrong -> wrong.get("field").asString()))
                .as(refused.body())
                .contains(field);
    }

    static Stream<Arguments> brokenRules() {
        return Stream.of(
                broken("VALIDITY_WRONG", "validity", Map.of("kind", "DATES", "from", "2026-01-01")),
                broken("VALIDITY_WRONG", "validity", Map.of("kind", "DATES", "from", "0001-01-01", "to", "2099-01-01")),
                broken("VALIDITY_WRONG", "validity", Map.of("kind", "DAYS")),
                broken("VALIDITY_WRONG", "validity", Map.of("kind", "DAYS", "days", 3, "to", "2099-01-01")),
                broken("VALIDITY_WRONG", "validity", Map.of("kind", "FOREVER", "days", 3)),
                broken(
                        "VALIDITY_TURNED",
                        "validity",
                        Map.of("kind", "DATES", "from", "2099-01-02", "to", "2099-01-01")),
                broken("NUMBER_TOO_LONG", "numberRule", Map.of("prefix", "ABCDEFGH", "digits", 13)),
                broken("PROFILE_KEY_TWICE", "profileFields", List.of(field("shoe", "TEXT"), field("shoe", "DATE"))),
                broken("PROFILE_KEY_RESERVED", "profileFields", List.of(field("phone", "PHONE"))),
                broken("PROFILE_TYPE_FIXED", "profileFields", List.of(field("birthday", "TEXT"))),
                broken("PROFILE_TYPE_FIXED", "profileFields", List.of(field("gender", "TEXT"))),
                broken("PROFILE_OPTIONS_WRONG", "profileFields", List.of(field("shoe", "CHOICE"))),
                broken("PROFILE_OPTIONS_WRONG", "profileFields", List.of(choice(List.of("大", "大")))),
                broken(
                        "PROFILE_OPTIONS_WRONG",
                        "profileFields",
                        List.of(wholeField("shoe", "TEXT", "EDITABLE", List.of("大", "小")))),
                broken("BINDING_FIELD_UNKNOWN", "bindingFields", List.of("gender")),
                broken("BINDING_FIELD_UNKNOWN", "bindingFields", List.of("shoe")),
                broken("BINDING_FIELD_UNKNOWN", "bindingFields", List.of("phone", "phone")),
                broken(
                        "ICON_TWICE",
                        "links",
                        List.of(Map.of("text", "商城", "url", "https://shop.example/", "icon", "SHOP", "iconId", "1"))),
                broken("PERK_DAYS_WRONG", "perks", List.of(Map.of("text", "九折", "from", "1999-12-31"))),
                broken("PERK_DAYS_WRONG", "perks", List.of(Map.of("text", "九折", "to", "2200-01-01"))),
                broken("PERK_DAYS_WRONG", "perks", List.of(Map.of("text", "九折", "to", "+999999999-12-31"))),
                broken(
                        "PERK_DAYS_TURNED",
                        "perks",
                        List.of(Map.of("text", "九折", "from", "2026-02-01", "to", "2026-01-31"))),
                broken("DOCUMENT_TWICE", "documents", List.of(document("TERMS", "1"), document("TERMS", "2"))));
    }

    private static Arguments broken(String code, String field, Object value) {
        return Arguments.of(code, field, value);
    }

    @ParameterizedTest
    @MethodSource("brokenRules")
    void what_does_not_fit_together_is_refused_by_a_code_of_its_own(String code, String field, Object value) {
        var body = aTemplate();
        body.put(field, value);
        var refused = owner.post(TEMPLATES, body);
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.problemCode()).hasValue(code);
        assertThat(refused.text("/field")).startsWith(field);
        assertThat(owner.patch(added(aTemplate()), Map.of("version", 1, field, value))
                        .problemCode())
                .hasValue(code);
    }

    @Test
    void a_phone_that_is_the_number_must_be_verified() {
        var body = aTemplate();
        body.put("numberRule", Map.of("kind", "PHONE"));
        body.put("smsRequired", false);
        assertThat(owner.post(TEMPLATES, body).problemCode()).hasValue("PHONE_NUMBER_NEEDS_SMS");
        body.put("smsRequired", true);
        var path = added(body);
        assertThat(owner.patch(path, Map.of("version", 1, "smsRequired", false)).problemCode())
                .as("by an edit of one of the two")
                .hasValue("PHONE_NUMBER_NEEDS_SMS");
    }

    @Test
    void a_groups_card_gives_no_welcome_bonus() {
        var body = aTemplate();
        body.put("kind", "GROUP");
        body.put("welcomeBonusFen", 1);
        var refused = owner.post(TEMPLATES, body);
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.problemCode()).hasValue("GROUP_WITHOUT_GIFT");
        assertThat(refused.text("/field")).isEqualTo("welcomeBonusFen");
        body.put("welcomeBonusFen", 0);
        added(body);
    }

    @Test
    void a_store_of_another_merchant_can_not_be_named() {
        var foreign = aMerchant().post("/admin/stores", Map.of("name", "别家的店")).text("/id");
        var body = aTemplate();
        body.put("storeIds", List.of(foreign));
        var refused = owner.post(TEMPLATES, body);
        assertThat(refused.problemCode()).hasValue("STORE_NOT_FOUND");
        assertThat(refused.text("/field")).isEqualTo("storeIds");
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

    private static Map<String, Object> choice(List<String> options) {
        return Map.of("key", "shoe", "label", "鞋码", "type", "CHOICE", "options", options);
    }

    private static List<String> texts(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
    }
}
