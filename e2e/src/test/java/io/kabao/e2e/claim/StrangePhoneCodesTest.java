package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Phone codes that WeChat gave out and that are no good at this claim: too old, or another app's. */
class StrangePhoneCodesTest {

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Books books = new Books(shop);
    private final String scene = shop.scene(shop.template());
    private final Guest guest = Guest.stranger(shop);
    private final Api session = guest.inMiniProgram();

    @Test
    void after_five_minutes_a_phone_code_is_refused_and_a_fresh_one_works() {
        var code = guest.phoneCode();
        shop.pass(Duration.ofSeconds(301));
        isRefusedWithNothingDone(code);
    }

    @Test
    void a_phone_code_of_another_mini_program_is_refused_and_one_of_this_works() {
        var other = Shop.open(house);
        var there = shop.outside()
                .post("/sandbox/people/" + guest.person() + "/phone-codes", Map.of("appId", other.miniProgram()));
        isRefusedWithNothingDone(there.text("/code"));
        assertThat(new Books(other).count("identity", "1 = 1")).isZero();
    }

    private void isRefusedWithNothingDone(String code) {
        var before = books.everything();
        for (var tries = 0; tries < 2; tries++) {
            var refused = session.post("/wx/claims", Map.of("scene", scene, "phoneCode", code, "consents", List.of()));
            assertThat(refused.status()).as(refused.body()).isEqualTo(422);
            assertThat(refused.problemCode()).hasValue("PHONE_CODE_INVALID");
            assertThat(refused.text("/detail")).contains("手机号");
        }
        assertThat(books.everything()).isEqualTo(before);
        assertThat(books.count("identity", "member_id IS NOT NULL")).isZero();
        assertThat(guest.claim(session, scene).status()).isEqualTo(201);
    }
}
