package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.claim.Shop;
import io.kabao.ledger.Verification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a payment above the shop's limit takes: the member's code, PIN or a code by SMS. */
class PaymentProofTest {

    private static final long LIMIT = 10_000;
    private static final long BALANCE = 60_000;
    private static final String PIN = "280714";
    private static final String WRONG = "280715";

    private final House house = House.shared();
    private final Rows rows = Rows.of(house.sandbox());
    private final Shop shop = Shop.open(house);
    private final Payer payer = Payer.of(shop, BALANCE);

    @BeforeEach
    void theShopWantsProof() {
        Payer.wantsProofAbove(shop, LIMIT);
    }

    @AfterEach
    void theBooksAreRight() {
        assertThat(house.adminBean(Verification.class).verify(payer.merchantId()))
                .isEmpty();
    }

    private static void assertPaid(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.problemCode()).hasValue(code);
    }

    private static List<String> ways(Answer refused) {
        assertRefused(refused, 422, "PROOF_REQUIRED");
        return refused.json()
                .get("ways")
                .valueStream()
                .map(way -> way.asString())
                .toList();
    }

    @Test
    void above_the_limit_an_order_is_refused_and_says_how_it_can_be_paid() {
        assertPaid(payer.pays(LIMIT, Map.of()));
        var refused = payer.pays(LIMIT + 1, Map.of());
        assertThat(ways(refused)).containsExactly("MEMBER_CODE", "SMS");
        assertThat(refused.text("/cardId")).isEqualTo(payer.card());
        assertThat(refused.json().get("proofAboveFen").asLong()).isEqualTo(LIMIT);
        payer.setsPin(PIN);
        assertThat(ways(payer.pays(LIMIT + 1, Map.of()))).containsExactly("MEMBER_CODE", "PIN", "SMS");
        assertThat(payer.balance()).isEqualTo(BALANCE - LIMIT);
        assertThat(payer.orders()).isEqualTo(1);
    }

    @Test
    void what_is_paid_by_other_means_needs_no_proof() {
        var others = Map.<String, Object>of("means", List.of(Map.of("kind", "BANK_CARD", "amountFen", 5_000)));
        assertPaid(payer.pays(LIMIT + 5_000, others));
        assertThat(ways(payer.pays(LIMIT + 5_001, others))).contains("MEMBER_CODE");
    }

    @Test
    void the_members_code_is_a_proof() {
        assertPaid(payer.paysByCode(payer.memberCode(), LIMIT + 1));
    }

    @Test
    void the_pin_is_a_proof_however_the_card_is_named() {
        payer.setsPin(PIN);
        assertPaid(payer.pays(LIMIT + 1, Map.of("pin", PIN)));
        var number = rows.column("SELECT number FROM member_card WHERE id = " + payer.card())
                .getFirst();
        for (var card : List.<Map<String, Object>>of(
                Map.of("number", number), Map.of("phone", payer.guest().phone()))) {
            var order = Payer.order(card, LIMIT + 1, Map.of("pin", PIN));
            assertPaid(Payer.withKey(shop).post("/admin/spends", order));
        }
        assertThat(payer.balance()).isEqualTo(BALANCE - 3 * (LIMIT + 1));
    }

    @Test
    void after_five_wrong_pins_the_right_one_waits_for_three_hours() {
        payer.setsPin(PIN);
        for (var attempt = 0; attempt < 5; attempt++) {
            assertRefused(payer.pays(100, Map.of("pin", WRONG)), 422, "PIN_WRONG");
        }
        var locked = payer.pays(100, Map.of("pin", PIN));
        assertRefused(locked, 429, "PIN_LOCKED");
        assertThat(Integer.parseInt(locked.header("Retry-After"))).isBetween(10_700, 10_800);
        assertThat(payer.balance()).isEqualTo(BALANCE);
        assertThat(payer.orders()).isZero();
        assertPaid(payer.pays(100, Map.of()));
        shop.pass(Duration.ofHours(3));
        assertPaid(payer.pays(LIMIT + 1, Map.of("pin", PIN)));
    }

    @Test
    void a_new_pin_ends_the_lock_and_the_old_one() {
        payer.setsPin(PIN);
        for (var attempt = 0; attempt < 5; attempt++) {
            payer.pays(100, Map.of("pin", WRONG));
        }
        payer.setsPin("731946");
        assertRefused(payer.pays(100, Map.of("pin", PIN)), 422, "PIN_WRONG");
        assertPaid(payer.pays(LIMIT + 1, Map.of("pin", "731946")));
    }

    @Test
    void a_right_pin_forgets_the_wrong_ones() {
        payer.setsPin(PIN);
        for (var round = 0; round < 2; round++) {
            for (var attempt = 0; attempt < 4; attempt++) {
                assertRefused(payer.pays(100, Map.of("pin", WRONG)), 422, "PIN_WRONG");
            }
            assertPaid(payer.pays(100, Map.of("pin", PIN)));
        }
    }

    @Test
    void of_fifty_wrong_pins_at_once_five_are_judged() {
        payer.setsPin(PIN);
        var outcomes = Counter.atOnce(
                50, _ -> payer.pays(100, Map.of("pin", WRONG)).problemCode().orElse("paid"));
        var counts = outcomes.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        // A try counts before it is judged, also where its turn to be judged does not come in time.
        assertThat(counts.keySet()).contains("PIN_WRONG").isSubsetOf("PIN_WRONG", "BUSY", "PIN_LOCKED");
        assertThat(counts.get("PIN_LOCKED")).as("%s", counts).isEqualTo(45);
    }

    @Test
    void a_pin_proves_for_its_member_alone() {
        payer.setsPin(PIN);
        var other = Payer.of(shop, BALANCE);
        assertRefused(other.pays(LIMIT + 1, Map.of("pin", PIN)), 409, "PIN_NOT_SET");
        assertThat(other.balance()).isEqualTo(BALANCE);
    }

    @Test
    void a_pin_from_before_the_phone_went_to_another_person_is_none() {
        payer.setsPin(PIN);
        rows.change("UPDATE member SET rebound_at = '2199-01-01' WHERE id = " + payer.memberId());
        assertRefused(payer.pays(LIMIT + 1, Map.of("pin", PIN)), 409, "PIN_NOT_SET");
        assertThat(ways(payer.pays(LIMIT + 1, Map.of()))).containsExactly("MEMBER_CODE", "SMS");
    }

    @Test
    void a_code_by_sms_is_a_proof_of_one_order() {
        var code = payer.paymentCode();
        var once = Payer.withKey(shop);
        var order = Payer.order(payer.byId(), LIMIT + 1, Map.of("smsCode", code));
        var first = once.post("/admin/spends", order);
        assertPaid(first);
        assertThat(once.post("/admin/spends", order).json()).isEqualTo(first.json());
        assertRefused(payer.pays(LIMIT + 1, Map.of("smsCode", code)), 422, "SMS_CODE_WRONG");
        assertThat(payer.orders()).isEqualTo(1);
    }

    @Test
    void an_order_that_is_refused_gives_the_code_by_sms_back() {
        var code = payer.paymentCode();
        assertRefused(payer.pays(BALANCE + 1, Map.of("smsCode", code)), 422, "BALANCE_TOO_LOW");
        assertPaid(payer.pays(BALANCE, Map.of("smsCode", code)));
    }

    @Test
    void of_many_orders_by_one_code_by_sms_one_is_paid() {
        var code = payer.paymentCode();
        var outcomes = Counter.atOnce(40, _ -> {
            var key = Payer.withKey(shop);
            var order = Payer.order(payer.byId(), LIMIT + 1, Map.of("smsCode", code));
            return Patience.served(() -> key.post("/admin/spends", order))
                    .problemCode()
                    .orElse("paid");
        });
        assertThat(outcomes.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting())))
                .isEqualTo(Map.of("paid", 1L, "SMS_CODE_WRONG", 39L));
    }

    @Test
    void a_code_by_sms_is_guessed_at_five_times() {
        var code = payer.paymentCode();
        var wrong = code.equals("000000") ? "000001" : "000000";
        for (var attempt = 0; attempt < 5; attempt++) {
            assertRefused(payer.pays(LIMIT + 1, Map.of("smsCode", wrong)), 422, "SMS_CODE_WRONG");
        }
        assertRefused(payer.pays(LIMIT + 1, Map.of("smsCode", code)), 429, "SMS_CODE_LOCKED");
        assertThat(payer.balance()).isEqualTo(BALANCE);
    }

    @Test
    void a_code_by_sms_for_something_else_or_for_somebody_else_is_none() {
        shop.pass(Duration.ofSeconds(61));
        payer.guest().askForSms(payer.session(), "PIN");
        var forPin = payer.guest().smsCode();
        assertRefused(payer.pays(LIMIT + 1, Map.of("smsCode", forPin)), 422, "SMS_CODE_WRONG");
        var code = payer.paymentCode();
        var other = Payer.of(shop, BALANCE);
        assertRefused(other.pays(LIMIT + 1, Map.of("smsCode", code)), 422, "SMS_CODE_WRONG");
        var asked = payer.session()
                .post(
                        "/wx/sms-codes",
                        Map.of("purpose", "PAY", "phone", payer.guest().phone()));
        assertRefused(asked, 400, "INVALID_REQUEST");
    }

    @Test
    void where_a_member_has_no_phone_and_no_app_there_is_no_way() {
        var template = shop.template();
        var number = "OLD" + Shop.unique(8);
        var form = Map.of("templateId", template, "cardNumber", number, "offline", true, "name", "老会员");
        assertThat(shop.owner().post("/admin/members", form).status()).isEqualTo(201);
        var card = Map.<String, Object>of("number", number);
        var body = Map.of("card", card, "amountFen", BALANCE, "means", "CASH");
        var cardId = Payer.withKey(shop).post("/admin/topups", body).text("/cardId");
        var refused = Payer.withKey(shop).post("/admin/spends", Payer.order(card, LIMIT + 1, Map.of()));
        assertThat(ways(refused)).isEmpty();
        assertRefused(
                shop.owner().post("/admin/cards/" + cardId + "/payment-codes", Map.of()), 409, "PAYER_HAS_NO_PHONE");
        assertRefused(
                Payer.withKey(shop).post("/admin/spends", Payer.order(card, LIMIT + 1, Map.of("smsCode", "123456"))),
                409,
                "PAYER_HAS_NO_PHONE");
    }

    @Test
    void one_proof_is_shown_and_not_two() {
        assertRefused(payer.pays(100, Map.of("pin", PIN, "smsCode", "123456")), 400, "INVALID_REQUEST");
        var both = Payer.order(Map.of("memberCode", payer.memberCode()), 100, Map.of("pin", PIN));
        assertRefused(Payer.withKey(shop).post("/admin/spends", both), 400, "INVALID_REQUEST");
        for (var odd : List.of("28071", "2807144", "28071a", "２８０７１４", "")) {
            assertRefused(payer.pays(100, Map.of("pin", odd)), 400, "INVALID_REQUEST");
        }
    }

    @Test
    void a_proof_for_nobodys_card_is_not_even_looked_at() {
        var order = Payer.order(Map.of("number", "NO-SUCH"), LIMIT + 1, Map.of("pin", PIN));
        assertRefused(Payer.withKey(shop).post("/admin/spends", order), 404, "CARD_NOT_FOUND");
    }

    @Test
    void a_pin_is_set_with_a_code_to_ones_own_verified_phone() {
        assertRefused(payer.session().put("/wx/me/pin", Map.of("pin", PIN)), 422, "PIN_NEEDS_CODE");
        assertRefused(payer.session().put("/wx/me/pin", Map.of("pin", PIN, "smsCode", "0000")), 422, "SMS_CODE_WRONG");
        for (var simple :
                List.of("000000", "123456", "121212", payer.guest().phone().substring(5))) {
            assertRefused(payer.session().put("/wx/me/pin", Map.of("pin", simple)), 422, "PIN_TOO_SIMPLE");
        }
        assertThat(payer.session().put("/wx/me/pin", Map.of("pin", "28071")).status())
                .isEqualTo(400);
        rows.change("UPDATE member SET verified_phone_hash = NULL WHERE id = " + payer.memberId());
        assertRefused(payer.session().put("/wx/me/pin", Map.of("pin", PIN, "smsCode", "0000")), 409, "PIN_NEEDS_PHONE");
        assertThat(rows.number("SELECT COUNT(*) FROM payment_pin WHERE member_id = " + payer.memberId()))
                .isZero();
    }

    @Test
    void neither_pin_nor_code_is_in_the_audit_or_kept_in_the_clear() {
        payer.setsPin(PIN);
        payer.pays(100, Map.of("pin", WRONG));
        assertPaid(payer.pays(LIMIT + 1, Map.of("pin", PIN)));
        var code = payer.paymentCode();
        assertPaid(payer.pays(LIMIT + 1, Map.of("smsCode", code)));
        var kept = rows.column("SELECT CONCAT_WS(' ', action, is_now, was, reason, refused_as, path) FROM audit"
                + " WHERE merchant_id = " + payer.merchantId());
        assertThat(kept)
                .anyMatch(row -> row.startsWith("PAYMENT_PIN_SET"))
                .anyMatch(row -> row.startsWith("PAYMENT_CODE_SENT"))
                .anyMatch(row -> row.startsWith("SPENT"))
                .anyMatch(row -> row.contains("PIN_WRONG"));
        for (var secret : List.of(PIN, WRONG, code)) {
            assertThat(kept).noneMatch(row -> row.matches("(?s)(.*[^0-9])?" + secret + "([^0-9].*)?"));
        }
        assertThat(rows.column("SELECT pin_hash FROM payment_pin WHERE member_id = " + payer.memberId()))
                .singleElement()
                .asString()
                .startsWith("$argon2id$")
                .doesNotContain(PIN);
    }

    @Test
    void whoever_is_erased_takes_the_pin_along() {
        payer.setsPin(PIN);
        assertPaid(payer.pays(BALANCE, Map.of("pin", PIN)));
        assertThat(payer.session().call("POST", "/wx/me/erasure", null).status())
                .isEqualTo(200);
        assertThat(rows.number("SELECT COUNT(*) FROM payment_pin WHERE merchant_id = " + payer.merchantId()))
                .isZero();
    }
}
