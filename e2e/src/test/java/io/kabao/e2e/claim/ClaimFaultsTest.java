package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claims that go wrong: each is told its own reason, nothing is half done, and the next try gets the card. */
class ClaimFaultsTest {

    private static final String LOGIN = "/sns/jscode2session";
    private static final String PHONE = "/wxa/business/getuserphonenumber";

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private String scene = "";

    @BeforeEach
    void make_a_code() {
        scene = shop.scene(shop.template());
    }

    @AfterEach
    void all_is_well_again() {
        shop.outside().delete("/sandbox/faults");
    }

    @ParameterizedTest
    @CsvSource({
        "ERRCODE, -1, 5, WECHAT_UNAVAILABLE",
        "ERRCODE, 45009, 1, WECHAT_UNAVAILABLE",
        "ERRCODE, 45011, 1, WECHAT_TOO_OFTEN",
        "ERRCODE, 40001, 5, WECHAT_UNAVAILABLE",
        "ERRCODE, 40013, 1, WECHAT_UNAVAILABLE",
        "ERRCODE, 40164, 1, WECHAT_UNAVAILABLE",
        "HTML, 0, 1, WECHAT_UNAVAILABLE",
        "EMPTY, 0, 1, WECHAT_UNAVAILABLE",
        "REFUSED, 0, 1, WECHAT_UNAVAILABLE",
        "TIMEOUT_BEFORE, 0, 1, WECHAT_UNAVAILABLE"
    })
    void while_wechat_is_not_well_the_claim_waits_for_another_try(String kind, int errcode, int times, String code) {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        fault(PHONE, kind, errcode, times);
        var refused = guest.claim(session, scene);
        assertThat(refused.problemCode()).as(refused.body()).hasValue(code);
        assertThat(refused.status()).isIn(429, 503);
        assertThat(refused.header("Retry-After")).isEqualTo(refused.status() == 429 ? "60" : "");
        assertNothingIsThere(session);
        shop.outside().delete("/sandbox/faults");
        assertThat(guest.claim(session, scene).status()).isEqualTo(201);
    }

    @Test
    void a_token_that_wechat_takes_for_dead_is_fetched_anew_within_the_claim() {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        fault(PHONE, "ERRCODE", 40001, 1);
        assertThat(guest.claim(session, scene).status()).isEqualTo(201);
    }

    @Test
    void a_phone_code_whose_answer_was_lost_is_used_up_and_a_fresh_one_works() {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var code = guest.phoneCode();
        fault(PHONE, "RESET", 0, 1);
        assertThat(claim(session, code).status()).isEqualTo(503);
        shop.outside().delete("/sandbox/faults");
        assertNothingIsThere(session);
        assertThat(guest.claim(session, scene).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "HTML, 0",
        "EMPTY, 0",
        "ERRCODE, -1",
        "ERRCODE, 45009",
        "ERRCODE, 40001",
        "ERRCODE, 40013",
        "ERRCODE, 40125",
        "ERRCODE, 40164",
        "TIMEOUT_BEFORE, 0"
    })
    void while_wechat_is_not_well_nobody_signs_in_and_everybody_is_told(String kind, int errcode) {
        fault(LOGIN, kind, errcode, 5);
        var refused = house.wx()
                .post(
                        "/wx/sessions",
                        Map.of(
                                "appId",
                                shop.miniProgram(),
                                "code",
                                Guest.stranger(shop).loginCode()));
        assertThat(refused.status()).as(refused.body()).isEqualTo(503);
        assertThat(refused.problemCode()).hasValue("WECHAT_UNAVAILABLE");
    }

    @Test
    void a_phone_code_serves_one_person_once() {
        var guest = Guest.stranger(shop);
        var thief = Guest.stranger(shop);
        var code = guest.phoneCode();
        assertThat(claim(guest.inMiniProgram(), code).status()).isEqualTo(201);
        var session = thief.inMiniProgram();
        var refused = claim(session, code);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problemCode()).hasValue("PHONE_CODE_INVALID");
        assertNothingIsThere(session);
    }

    @Test
    void a_code_of_another_kind_or_from_nowhere_is_no_phone_code() {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        for (var code : List.of(guest.loginCode(), "nobody-gave-this-out", "0")) {
            var refused = claim(session, code);
            assertThat(refused.problemCode()).as(code).hasValue("PHONE_CODE_INVALID");
        }
        assertNothingIsThere(session);
    }

    @Test
    void a_phone_in_the_body_proves_nothing_in_the_mini_program() {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var refused = session.post("/wx/claims", Map.of("scene", scene, "phone", "13800138000", "consents", List.of()));
        assertThat(refused.problemCode()).hasValue("PHONE_NEEDED");
        assertNothingIsThere(session);
    }

    @Test
    void a_plain_phone_on_the_page_is_refused_where_it_must_be_verified() {
        var guest = Guest.stranger(shop);
        var session = guest.inAccount();
        var refused = session.post("/wx/claims", Map.of("scene", scene, "phone", guest.phone(), "consents", List.of()));
        assertThat(refused.problemCode()).hasValue("PHONE_NOT_VERIFIED");
        assertNothingIsThere(session);
    }

    private Answer claim(Api session, String phoneCode) {
        return session.post("/wx/claims", Map.of("scene", scene, "phoneCode", phoneCode, "consents", List.of()));
    }

    private static void assertNothingIsThere(Api session) {
        assertThat(session.get("/wx/cards").json().get("items")).isEmpty();
    }

    private void fault(String path, String kind, int errcode, int times) {
        var order = new HashMap<String, Object>(Map.of("path", path, "kind", kind, "times", times));
        if (errcode != 0) {
            order.put("errcode", errcode);
        }
        if (kind.equals("TIMEOUT_BEFORE")) {
            order.put("millis", 30_000);
        }
        var ordered = shop.outside().post("/sandbox/faults", order);
        assertThat(ordered.status()).as(ordered.body()).isBetween(200, 299);
    }
}
