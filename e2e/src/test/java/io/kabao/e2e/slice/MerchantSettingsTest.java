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
import tools.jackson.databind.json.JsonMapper;

/** What a merchant says about itself. */
class MerchantSettingsTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String MERCHANT = "/admin/merchant";

    private final House house = House.shared();
    private Api owner = house.admin();

    @BeforeEach
    void open() {
        var account = "s-" + UUID.randomUUID().toString().substring(0, 18);
        house.openMerchant(account);
        owner = house.admin().signedIn(account, Settings.OWNER_PASSWORD);
    }

    @Test
    void a_new_merchant_has_everything_as_usual() {
        var merchant = owner.get(MERCHANT);
        assertThat(merchant.status()).isEqualTo(200);
        assertThat(merchant.text("/name")).isEqualTo("另一家商户");
        assertThat(merchant.text("/zone")).isEqualTo("Asia/Shanghai");
        assertThat(merchant.text("/currencySymbol")).isEqualTo("¥");
        assertThat(merchant.text("/memberCalled")).isEqualTo("会员");
        assertThat(keywords(merchant)).containsExactly("会员卡", "办卡", "领卡", "会员");
        assertThat(merchant.json().get("defaultTemplateId").isNull()).isTrue();
        assertThat(merchant.json().get("version").intValue()).isEqualTo(1);
    }

    @Test
    void all_settings_are_replaced_at_once_and_come_back() {
        var template = owner.post("/admin/card-templates", Map.of("name", "会员", "title", "会员卡"))
                .text("/id");
        var settings = new LinkedHashMap<String, Object>(Map.of(
                "name", "清茶馆",
                "logoUrl", "https://tea.example/logo.png",
                "servicePhone", "400-800-1234",
                "zone", "Asia/Urumqi",
                "currencySymbol", "元",
                "memberCalled", "茶友",
                "defaultTemplateId", template,
                "replyText", "欢迎光临\n点这里领卡",
                "replyKeywords", List.of("茶卡", "Join"),
                "licenceName", "清茶馆有限公司"));
        settings.put("licenceNumber", "91310000MA1FL0000X");
        settings.put("version", 1);
        var changed = owner.put(MERCHANT, settings);
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        settings.put("version", 2);
        settings.forEach((name, value) ->
                assertThat(changed.json().get(name)).as(name).isEqualTo(JSON.readTree(JSON.writeValueAsString(value))));
        assertThat(owner.get(MERCHANT).json()).isEqualTo(changed.json());

        var cleared = owner.put(MERCHANT, Map.of("version", 2, "name", "清茶馆", "replyKeywords", List.of()));
        assertThat(cleared.json().get("logoUrl").isNull()).isTrue();
        assertThat(cleared.json().get("defaultTemplateId").isNull()).isTrue();
        assertThat(cleared.text("/zone")).isEqualTo("Asia/Shanghai");
        assertThat(keywords(cleared)).isEmpty();
        assertThat(keywords(owner.get(MERCHANT))).isEmpty();
    }

    @Test
    void a_stale_version_is_refused_and_each_change_is_in_the_audit() {
        assertThat(owner.put(MERCHANT, Map.of("version", 1, "name", "甲")).status())
                .isEqualTo(200);
        var late = owner.put(MERCHANT, Map.of("version", 1, "name", "乙"));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.problemCode()).hasValue("STALE_VERSION");
        assertThat(late.text("/updatedBy/name"))
                .isEqualTo(owner.get("/admin/me").text("/name"));
        assertThat(owner.get(MERCHANT).text("/name")).isEqualTo("甲");
        assertThat(owner.get("/admin/audit?limit=1&refused=false").text("/items/0/action"))
                .isEqualTo("MERCHANT_CHANGED");
    }

    static Stream<Arguments> wrongFields() {
        return Stream.of(
                Arguments.of("name", ""),
                Arguments.of("name", "长".repeat(61)),
                Arguments.of("logoUrl", "http://tea.example/logo.png"),
                Arguments.of("logoUrl", "https://tea.example/" + "x".repeat(300)),
                Arguments.of("servicePhone", "call us"),
                Arguments.of("currencySymbol", "dollars"),
                Arguments.of("memberCalled", "一二三四五六七八九十一二三"),
                Arguments.of("replyText", "说".repeat(301)),
                Arguments.of("replyText", "铃\u0007"),
                Arguments.of("replyKeywords", texts(31)),
                Arguments.of("replyKeywords[0]", List.of("")),
                Arguments.of("replyKeywords[1]", List.of("办卡", "长".repeat(21))),
                Arguments.of("replyKeywords[0]", List.of("两\n行")),
                Arguments.of("replyKeywords[0]", Arrays.asList((Object) null)),
                Arguments.of("licenceNumber", "沪字一号"));
    }

    @ParameterizedTest
    @MethodSource("wrongFields")
    void a_field_that_is_wrong_is_named(String field, Object value) {
        var settings = new LinkedHashMap<String, Object>(Map.of("version", 1, "name", "店"));
        settings.put(field.replaceAll("\\[.*", ""), value);
        var refused = owner.put(MERCHANT, settings);
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.json()
                        .get("errors")
                        .valueStream()
                        .map(wrong -> wrong.get("field").asString()))
                .as(refused.body())
                .contains(field);
    }

    @Test
    void an_unknown_zone_and_a_keyword_twice_are_refused() {
        assertThat(owner.put(MERCHANT, Map.of("version", 1, "name", "店", "zone", "Asia/Nowhere"))
                        .problemCode())
                .hasValue("ZONE_UNKNOWN");
        assertThat(owner.put(MERCHANT, Map.of("version", 1, "name", "店", "zone", "+08:00"))
                        .problemCode())
                .hasValue("ZONE_UNKNOWN");
        assertThat(owner.put(MERCHANT, Map.of("version", 1, "name", "店", "replyKeywords", List.of("Join", "JOIN")))
                        .problemCode())
                .hasValue("KEYWORD_TWICE");
        assertThat(owner.put(MERCHANT, Map.of("version", 1, "name", "店", "defaultTemplateId", "12345"))
                        .problemCode())
                .hasValue("TEMPLATE_NOT_FOUND");
        assertThat(owner.get(MERCHANT).json().get("version").intValue()).isEqualTo(1);
    }

    private static List<String> keywords(Answer merchant) {
        return merchant.json()
                .get("replyKeywords")
                .valueStream()
                .map(keyword -> keyword.asString())
                .toList();
    }

    private static List<String> texts(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
    }
}
