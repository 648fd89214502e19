package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import io.kabao.e2e.member.Everywhere;
import io.kabao.kernel.Actor;
import io.kabao.kernel.ActorRealm;
import io.kabao.kernel.idempotency.IdempotentRequest;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Books;
import io.kabao.ledger.CardRef;
import io.kabao.ledger.MemberCodes;
import io.kabao.ledger.SecondBooks;
import io.kabao.ledger.Verification;
import io.kabao.spend.Order;
import io.kabao.spend.Spend;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One-time codes that members show at the till. */
class MemberCodesTest {

    private static final int MANY = 200;
    private static final long BALANCE = 50_000;

    private final House house = House.shared();
    private final Rows rows = Rows.of(house.sandbox());
    private final Shop shop = Shop.open(house);
    private final Payer payer = Payer.of(shop, BALANCE);

    @AfterEach
    void theBooksAreRight() {
        assertThat(house.adminBean(Verification.class).verify(payer.merchantId()))
                .isEmpty();
    }

    private void assertInvalid(String code) {
        var refused = payer.paysByCode(code, 100);
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.problemCode()).hasValue("MEMBER_CODE_INVALID");
    }

    @Test
    void a_code_names_the_card_for_one_order() {
        var before = house.clock().instant();
        var made = payer.session().call("POST", "/wx/cards/" + payer.card() + "/member-codes", null);
        assertThat(made.text("/code")).matches("[0-9]{18}");
        assertThat(Instant.parse(made.text("/expiresAt")))
                .isBetween(before.plusSeconds(60), house.clock().instant().plusSeconds(60));
        var paid = payer.paysByCode(made.text("/code"), 1_200);
        assertThat(paid.status()).as(paid.body()).isEqualTo(201);
        assertThat(paid.text("/cardId")).isEqualTo(payer.card());
        assertInvalid(made.text("/code"));
        assertThat(payer.balance()).isEqualTo(BALANCE - 1_200);
        assertThat(rows.column("SELECT txn_id FROM member_code WHERE card_id = " + payer.card()))
                .containsExactly(paid.text("/txnId"));
    }

    @Test
    void a_top_up_uses_a_code_up_as_well() {
        var code = payer.memberCode();
        var body = Map.of("card", Map.of("memberCode", code), "amountFen", 700, "means", "CASH");
        assertThat(Payer.withKey(shop).post("/admin/topups", body).status()).isEqualTo(201);
        assertThat(Payer.withKey(shop).post("/admin/topups", body).problemCode())
                .hasValue("MEMBER_CODE_INVALID");
        assertInvalid(code);
        assertThat(payer.balance()).isEqualTo(BALANCE + 700);
    }

    @Test
    void an_order_that_is_refused_uses_no_code_up() {
        var code = payer.memberCode();
        assertThat(payer.paysByCode(code, BALANCE + 1).problemCode()).hasValue("BALANCE_TOO_LOW");
        assertThat(payer.paysByCode(code, BALANCE).status()).isEqualTo(201);
        assertThat(payer.balance()).isZero();
    }

    @Test
    void the_same_request_is_answered_the_same_while_its_code_is_used_up_and_when_it_is_forgotten() {
        var once = Payer.withKey(shop);
        var order = Payer.order(Map.of("memberCode", payer.memberCode()), 300, Map.of());
        var first = once.post("/admin/spends", order);
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(once.post("/admin/spends", order).json()).isEqualTo(first.json());
        rows.change("UPDATE member_code SET expires_at = '2020-01-01' WHERE card_id = " + payer.card());
        assertThat(house.adminBean(MemberCodes.class).sweep()).isPositive();
        assertThat(rows.number("SELECT COUNT(*) FROM member_code WHERE card_id = " + payer.card()))
                .isZero();
        assertThat(once.post("/admin/spends", order).json()).isEqualTo(first.json());
        assertThat(payer.balance()).isEqualTo(BALANCE - 300);
        var changed = Payer.order(Map.of("memberCode", "912345678901234567"), 300, Map.of());
        assertThat(once.post("/admin/spends", changed).problemCode()).hasValue("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void a_code_is_good_for_a_minute() {
        var code = payer.memberCode();
        shop.pass(Duration.ofSeconds(45));
        assertThat(payer.paysByCode(code, 100).status()).isEqualTo(201);
        var late = payer.memberCode();
        shop.pass(Duration.ofSeconds(61));
        assertInvalid(late);
        assertThat(payer.balance()).isEqualTo(BALANCE - 100);
    }

    @ParameterizedTest
    @CsvSource({"the clock has gone on for eight days, -192", "the clock was turned back by two hours, 2"})
    void a_code_of_another_time_is_refused(String what, int hours) {
        var code = payer.memberCode();
        // A moved row is what a moved clock looks like, and moves nobody else's time.
        rows.change(
                "UPDATE member_code SET made_at = made_at + INTERVAL %1$d HOUR, expires_at = expires_at + INTERVAL %1$d HOUR WHERE card_id = %2$s"
                        .formatted(hours, payer.card()));
        assertInvalid(code);
        assertThat(payer.balance()).as(what).isEqualTo(BALANCE);
    }

    @Test
    void a_code_is_good_at_its_own_merchant_alone() {
        var code = payer.memberCode();
        var other = Shop.open(house);
        var elsewhere =
                Payer.withKey(other).post("/admin/spends", Payer.order(Map.of("memberCode", code), 100, Map.of()));
        assertThat(elsewhere.problemCode()).hasValue("MEMBER_CODE_INVALID");
        assertThat(payer.paysByCode(code, 100).status()).isEqualTo(201);
    }

    @Test
    void what_is_no_code_is_refused() {
        assertInvalid("900000000000000000");
        for (var odd : List.of("90000000000000000", "9000000000000000001", "９00000000000000000", "")) {
            assertThat(payer.paysByCode(odd, 100).status()).as(odd).isEqualTo(400);
        }
        var two = Payer.order(Map.of("memberCode", payer.memberCode(), "cardId", payer.card()), 100, Map.of());
        assertThat(Payer.withKey(shop).post("/admin/spends", two).status()).isEqualTo(400);
        assertThat(payer.balance()).isEqualTo(BALANCE);
    }

    @Test
    void of_two_hundred_orders_by_one_code_one_is_paid() {
        var code = payer.memberCode();
        var second = SecondBooks.of(house, MANY);
        var instances = List.of(house.adminBean(Books.class), second);
        try {
            var outcomes = Counter.atOnce(
                    MANY, i -> Counter.outcome(() -> Patience.submitted(instances.get(i % 2), order(code, i))));
            assertThat(outcomes.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting())))
                    .isEqualTo(Map.of("done", 1L, "MEMBER_CODE_INVALID", MANY - 1L));
        } finally {
            second.stop();
        }
        assertThat(payer.balance()).isEqualTo(BALANCE - 10);
        assertThat(payer.orders()).isEqualTo(1);
    }

    private Spend order(String code, int number) {
        var actor = new Actor(ActorRealm.OPERATOR, payer.merchantId(), 1L, "127.0.0.1");
        var request = new IdempotentRequest(actor, "k-" + Shop.unique(20), new byte[32]);
        var booking = new Booking(
                actor,
                new CardRef.ByCode(code),
                Spend.TYPE,
                "R" + number + "-" + payer.card(),
                Booking.Place.NONE,
                request);
        return new Spend(booking, Spend.Channel.OFFLINE, Order.of(10), List.of());
    }

    @Test
    void only_who_holds_a_card_in_use_gets_a_code_for_it() {
        var path = "/wx/cards/" + payer.card() + "/member-codes";
        var other = Payer.of(shop, 100);
        var stranger = Guest.stranger(shop).inMiniProgram();
        for (var caller : List.of(other.session(), stranger)) {
            var refused = caller.call("POST", path, null);
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.problemCode()).hasValue("CARD_NOT_FOUND");
        }
        var made = payer.memberCode();
        for (var unusable :
                Map.of("FROZEN", "CARD_FROZEN", "CLAIMED", "CARD_NOT_ACTIVE").entrySet()) {
            setStatus(unusable.getKey());
            var refused = payer.session().call("POST", path, null);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.problemCode()).hasValue(unusable.getValue());
            assertThat(payer.paysByCode(made, 100).problemCode()).hasValue(unusable.getValue());
        }
        setStatus("ACTIVE");
        assertThat(payer.paysByCode(made, 100).status()).isEqualTo(201);
    }

    /** Whoever has only claimed a card has not activated it. */
    private void setStatus(String status) {
        assertThat(rows.change("UPDATE member_card SET status = '" + status + "', activated_at = "
                        + (status.equals("CLAIMED") ? "NULL" : "claimed_at") + " WHERE id = " + payer.card()))
                .isEqualTo(1);
    }

    @Test
    void no_table_and_no_key_holds_a_code() {
        var code = payer.memberCode();
        assertThat(payer.paysByCode(code, BALANCE + 1).status()).isEqualTo(422);
        assertThat(payer.paysByCode(code, 100).status()).isEqualTo(201);
        assertInvalid(code);
        assertThat(Everywhere.in(house).holding(code)).isEmpty();
    }
}
