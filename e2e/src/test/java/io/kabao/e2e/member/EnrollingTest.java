package io.kabao.e2e.member;

import static io.kabao.e2e.member.Desk.atOnce;
import static io.kabao.e2e.member.Desk.freshPhone;
import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.e2e.JobsAtRest;
import io.kabao.e2e.Rows;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Cards opened by hand at the counter. */
class EnrollingTest {

    private static final int MANY = 200;

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Desk desk = new Desk(shop);
    private final Rows rows = Rows.of(house.sandbox());

    @Test
    void a_card_opened_by_hand_is_active_at_once_and_counts_as_the_counter_says() {
        var store = shop.store("人民广场店", shop.organization("华东"));
        var staff = shop.staff("小王", Map.of("storeId", store));
        var template = shop.template(Map.of("validity", Map.of("kind", "DAYS", "days", 30)));
        var phone = freshPhone();
        var made = Desk.made(desk.enrol(
                Map.of("phone", phone, "name", "王小明", "templateId", template, "storeId", store, "staffId", staff)));

        assertThat(made.text("/card/status")).isEqualTo("ACTIVE");
        assertThat(made.text("/card/channel")).isEqualTo("CONSOLE");
        assertThat(made.text("/card/issuingStoreId")).isEqualTo(store);
        assertThat(made.text("/card/issuingStaffId")).isEqualTo(staff);
        assertThat(made.json().at("/card/expiresAt").isNull()).isFalse();
        assertThat(made.text("/member/nameMasked")).isEqualTo("王**");
        assertThat(made.text("/member/phoneMasked")).isEqualTo(phone.substring(0, 3) + "****" + phone.substring(7));
        assertThat(made.json().at("/member/phoneVerified").asBoolean()).isFalse();
        assertThat(rows.column("SELECT CONCAT(channel, ' ', reasons, ' ', activated_at IS NOT NULL, ' ',"
                        + " identity_id IS NULL AND code_id IS NULL) FROM claim WHERE card_id = "
                        + made.text("/card/id")))
                .containsExactly("CONSOLE BY_HAND 1 1");
        assertThat(rows.column("SELECT h.last_entry_no FROM holder h JOIN member_card c ON c.holder_id = h.id"
                        + " WHERE c.id = " + made.text("/card/id")))
                .containsExactly("0");
    }

    @Test
    void an_old_card_waits_with_a_phone_that_occupies_nothing() {
        var template = shop.template();
        var phone = freshPhone();
        var first = desk.oldCard(template, "OLD-1", Map.of("phone", phone, "name", "甲"));
        var second = desk.oldCard(template, "OLD-2", Map.of("phone", phone, "name", "乙"));

        assertThat(first.text("/card/status")).isEqualTo("OFFLINE");
        assertThat(first.text("/card/number")).isEqualTo("OLD-1");
        assertThat(first.json().at("/card/expiresAt").isNull()).isTrue();
        assertThat(second.text("/member/id")).isNotEqualTo(first.text("/member/id"));
        assertThat(rows.column("SELECT holder_id FROM member_card WHERE id IN (" + first.text("/card/id") + ","
                        + second.text("/card/id") + ")"))
                .doesNotHaveDuplicates();
        assertThat(rows.number("SELECT COUNT(*) FROM claim WHERE card_id = " + first.text("/card/id")))
                .isZero();
        assertThat(desk.found(phone, 1)).containsExactly(second.text("/member/id"), first.text("/member/id"));
        assertThat(desk.oldCard(template, "OLD-3", Map.of())
                        .json()
                        .at("/member/phoneMasked")
                        .isNull())
                .isTrue();
    }

    @Test
    void an_old_card_of_the_counter_is_bound_by_who_proves_the_phone() {
        var template = shop.template(Map.of("autoBindOrCreate", true));
        var guest = Guest.stranger(shop);
        var old = desk.oldCard(template, "OLD-7", Map.of("phone", guest.phone(), "name", "王小明"));
        var session = guest.inMiniProgram();
        var claimed = guest.claim(session, shop.scene(template));
        assertThat(claimed.text("/number")).isEqualTo("OLD-7");
        assertThat(claimed.text("/status")).isEqualTo("ACTIVE");
        assertThat(desk.owner().get("/admin/members/" + old.text("/member/id")).problemCode())
                .as("the old row went over to the member's")
                .hasValue("MEMBER_NOT_FOUND");
        assertThat(desk.found("%E7%8E%8B", 10)).hasSize(1).doesNotContain(old.text("/member/id"));
    }

    @Test
    void a_number_is_given_once() {
        var template = shop.template();
        desk.oldCard(template, "K-1", Map.of());
        var form = Map.<String, Object>of("templateId", template, "cardNumber", "K-1", "phone", freshPhone());
        assertThat(desk.enrol(form).problemCode()).hasValue("CARD_NUMBER_TAKEN");
        var offline = new HashMap<>(form);
        offline.put("offline", true);
        assertThat(desk.enrol(offline).problemCode()).hasValue("CARD_NUMBER_TAKEN");
        var elsewhere = new Desk(Shop.open(house));
        assertThat(elsewhere
                        .oldCard(elsewhere.shop().template(), "K-1", Map.of())
                        .status())
                .as("at another merchant")
                .isEqualTo(201);
    }

    /** The others are refused, or sent away while more wait than there are connections. */
    private static void assertOneWins(Map<Integer, Long> statuses) {
        assertThat(statuses).containsEntry(201, 1L);
        assertThat(statuses.keySet()).isSubsetOf(201, 409, 503);
    }

    @Test
    void of_many_enrolments_with_one_number_one_opens_a_card() {
        var template = shop.template();
        var statuses = atOnce(
                MANY,
                i -> desk.owner()
                        .begin(
                                "POST",
                                "/admin/members",
                                Map.of("templateId", template, "cardNumber", "ONE", "offline", true, "name", "甲" + i)));
        assertOneWins(statuses);
        assertThat(rows.number("SELECT COUNT(*) FROM member_card WHERE template_id = " + template))
                .isEqualTo(1);
        assertThat(rows.number("SELECT COUNT(*) FROM member m JOIN member_card c ON c.member_id = m.id"
                        + " WHERE c.template_id = " + template))
                .isEqualTo(1);
    }

    @Test
    void of_many_enrolments_with_one_phone_one_opens_a_card() {
        var template = shop.template();
        var phone = freshPhone();
        var statuses = atOnce(
                MANY,
                _ -> desk.owner().begin("POST", "/admin/members", Map.of("templateId", template, "phone", phone)));
        assertOneWins(statuses);
        assertThat(desk.found(phone, 10)).hasSize(1);
    }

    @Test
    void a_member_who_verified_the_phone_gets_the_card_and_only_one() {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var first = shop.template();
        var second = shop.template(Map.of("numberRule", Map.of("kind", "PHONE", "prefix", "P", "digits", 8)));
        assertThat(guest.claim(session, shop.scene(first)).status()).isEqualTo(201);

        var made = desk.enrolled(second, guest.phone(), "王小明");
        assertThat(made.json().at("/member/phoneVerified").asBoolean()).isTrue();
        assertThat(made.json().at("/member/cards").size()).isEqualTo(2);
        assertThat(made.text("/card/number"))
                .as("the phone is the number, so it is masked like one")
                .isEqualTo(made.text("/member/phoneMasked"));
        assertThat(session.get("/wx/cards").json().get("items").size()).isEqualTo(2);
        for (var template : List.of(first, second)) {
            assertThat(desk.enrol(Map.of("templateId", template, "phone", guest.phone()))
                            .problemCode())
                    .hasValue("MEMBER_HAS_CARD");
        }
    }

    @Test
    void who_was_written_down_before_gets_the_second_card_too_and_claims_both() {
        var first = shop.template();
        var second = shop.template();
        var guest = Guest.stranger(shop);
        var one = desk.enrolled(first, guest.phone(), "王小明");
        var two = desk.enrolled(second, guest.phone(), "王小明");
        assertThat(two.text("/member/id")).isEqualTo(one.text("/member/id"));
        assertThat(desk.enrol(Map.of("templateId", first, "phone", guest.phone()))
                        .problemCode())
                .hasValue("MEMBER_HAS_CARD");
        var session = guest.inMiniProgram();
        var claimed = guest.claim(session, shop.scene(first));
        assertThat(claimed.status()).as(claimed.body()).isEqualTo(200);
        assertThat(claimed.text("/id")).isEqualTo(one.text("/card/id"));
        assertThat(session.get("/wx/cards").json().get("items").size()).isEqualTo(2);
    }

    @Test
    void a_phone_that_a_stranger_merely_typed_keeps_nobody_from_a_card() {
        var template = shop.template(Map.of("smsRequired", false));
        var phone = freshPhone();
        var stranger = Guest.stranger(shop);
        var typed = stranger.inAccount()
                .post("/wx/claims", Map.of("scene", shop.scene(template), "phone", phone, "consents", List.of()));
        assertThat(typed.status()).as(typed.body()).isEqualTo(201);
        var made = desk.enrolled(template, phone, "王小明");
        assertThat(made.json().at("/member/cards").size()).isEqualTo(1);
        assertThat(desk.found(phone, 10)).hasSize(2);
    }

    private static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("MEMBER_PHONE_NEEDED", Map.of("phone", "")),
                Arguments.of("MEMBER_PHONE_WRONG", Map.of("phone", "12345")),
                Arguments.of("CARD_NUMBER_NEEDED", Map.of("offline", true)),
                Arguments.of("INVALID_REQUEST", Map.of("cardNumber", "有空格 的")),
                Arguments.of("INVALID_REQUEST", Map.of("cardNumber", "x".repeat(33))),
                Arguments.of("INVALID_REQUEST", Map.of("name", "x".repeat(41))),
                Arguments.of("CARD_EXPIRY_WRONG", Map.of("expiresAt", "2001-01-01T00:00:00Z")),
                Arguments.of("CARD_EXPIRY_WRONG", Map.of("expiresAt", "9900-01-01T00:00:00Z")),
                Arguments.of("TEMPLATE_NOT_FOUND", Map.of("templateId", "1")),
                Arguments.of("STORE_NOT_FOUND", Map.of("storeId", "1")),
                Arguments.of("STAFF_NOT_FOUND", Map.of("staffId", "1")),
                Arguments.of("PROFILE_FIELD_UNKNOWN", Map.of("profile", Map.of("nonsense", "x"))),
                Arguments.of("PROFILE_FIELD_WRONG", Map.of("profile", Map.of("birthday", "31.12.1999"))));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void what_does_not_fit_is_refused_and_nothing_is_written(String code, Map<String, Object> change) {
        var template = shop.template(Map.of("bindingFields", List.of("phone", "birthday")));
        var form = new HashMap<String, Object>(Map.of("templateId", template, "phone", freshPhone()));
        form.putAll(change);
        if ("".equals(form.get("phone"))) {
            form.remove("phone");
        }
        try (var _ = JobsAtRest.in(house)) {
            var before = rows.merchantsChecksums();
            var answer = desk.enrol(form);
            assertThat(answer.problemCode()).as(answer.body()).hasValue(code);
            assertThat(rows.merchantsChecksums()).isEqualTo(before);
        }
    }

    @Test
    void things_of_another_merchant_are_not_there() {
        var other = Shop.open(house);
        var template = shop.template();
        var phone = freshPhone();
        assertThat(desk.enrol(Map.of("templateId", other.template(), "phone", phone))
                        .status())
                .isEqualTo(404);
        assertThat(desk.enrol(Map.of(
                                "templateId",
                                template,
                                "phone",
                                phone,
                                "storeId",
                                other.store("店", other.organization("区"))))
                        .status())
                .isEqualTo(404);
        assertThat(desk.enrol(Map.of("templateId", template, "phone", phone, "staffId", other.staff("小张", Map.of())))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_draft_takes_old_cards_but_no_new_ones() {
        var draft = shop.owner()
                .post("/admin/card-templates", Map.of("name", "会员卡", "title", "会员卡"))
                .text("/id");
        assertThat(desk.enrol(Map.of("templateId", draft, "phone", freshPhone()))
                        .problemCode())
                .hasValue("TEMPLATE_NOT_PUBLISHED");
        desk.oldCard(draft, "EARLY-1", Map.of());
        assertThat(shop.owner().delete("/admin/card-templates/" + draft).problemCode())
                .hasValue("TEMPLATE_IN_USE");
    }

    @Test
    void a_card_ends_when_the_counter_says() {
        var end = house.clock().instant().plus(Duration.ofDays(10)).toString();
        var old = desk.oldCard(shop.template(), "ENDS-1", Map.of("expiresAt", end));
        assertThat(old.text("/card/expiresAt")).startsWith(end.substring(0, 16));
    }

    @Test
    void claims_go_round_numbers_that_old_cards_have() {
        var prefix = "S" + Shop.unique(5).toUpperCase(Locale.ROOT);
        var template = shop.template(Map.of("numberRule", Map.of("kind", "SEQUENCE", "prefix", prefix, "digits", 4)));
        for (var number = 1; number <= 12; number++) {
            desk.oldCard(template, prefix + "%04d".formatted(number), Map.of());
        }
        assertThat(desk.enrolled(template, freshPhone(), "甲").text("/card/number"))
                .isEqualTo(prefix + "0013");
    }

    @Test
    void the_audit_tells_what_was_done_without_personal_data() {
        var template = shop.template(Map.of("bindingFields", List.of("phone", "idNumber")));
        var phone = freshPhone();
        var made = Desk.made(desk.enrol(Map.of(
                "templateId",
                template,
                "phone",
                phone,
                "name",
                "司马相如",
                "cardNumber",
                phone,
                "profile",
                Map.of("idNumber", "110101199003074477"))));
        var id = made.text("/member/id");
        var changed = desk.owner()
                .patch(
                        "/admin/members/" + id,
                        Map.of("version", made.json().at("/member/version").asInt(), "name", "司马迁"));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        var audit = rows.column("SELECT CONCAT_WS(' ', action, was, is_now) FROM audit WHERE thing_id = " + id);
        assertThat(audit).hasSize(2).anyMatch(row -> row.startsWith("CARD_OPENED"));
        assertThat(audit)
                .allSatisfy(row -> assertThat(row)
                        .contains("司**")
                        .doesNotContain("司马", phone, phone.substring(2), "110101199003074477"));
    }
}
