package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.access.BuiltInRole;
import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.claim.Shop;
import io.kabao.ledger.Books;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Principal that members take out in money. */
class WithdrawalsTest {

    private static final int MANY = 200;

    private final House house = House.shared();
    private final Counter counter = new Counter(house);
    private final Api owner = counter.owner();
    private final Books books = house.adminBean(Books.class);
    private final long card = counter.card();

    @AfterEach
    void theBooksAreRight() {
        counter.assertBooksAreRight();
    }

    private Map<String, Object> out(long fen) {
        return out(card, fen);
    }

    private Map<String, Object> out(long from, long fen) {
        return Map.of(
                "card",
                Map.of("cardId", Long.toString(from)),
                "amountFen",
                fen,
                "means",
                "CASH",
                "storeId",
                Long.toString(counter.store()),
                "reason",
                "急用");
    }

    private static Api withKey(Api caller) {
        return caller.with("Idempotency-Key", "k-" + Shop.unique(20));
    }

    private Answer withdraw(long fen) {
        var key = withKey(owner);
        return Patience.served(() -> key.post("/admin/withdrawals", out(fen)));
    }

    private void toppedUp(long principal, long bonus) {
        books.submit(counter.topUp(card, principal, bonus, Counter.Key.fresh()));
    }

    @Test
    void principal_goes_out_of_the_oldest_top_ups_and_their_bonus_stays_to_be_spent() {
        toppedUp(10_000, 2_000);
        toppedUp(5_000, 0);
        var done = withdraw(12_000);
        assertThat(done.status()).as(done.body()).isEqualTo(201);
        assertThat(done.json().get("principalFen").asLong()).isEqualTo(12_000);
        assertThat(done.json().get("balanceFen").asLong()).isEqualTo(5_000);
        assertThat(counter.rows()
                        .column("SELECT CONCAT(account, ' ', amount) FROM entry WHERE txn_id = " + done.text("/id")
                                + " ORDER BY id"))
                .containsExactly("PRINCIPAL -10000", "PRINCIPAL -2000", "CASH_DESK 12000");
        assertThat(counter.rows().number("SELECT COUNT(*) FROM spend WHERE merchant_id = " + counter.merchantId()))
                .as("it is no consumption")
                .isZero();
        assertThat(counter.rows().number("SELECT amount_fen FROM till_move WHERE txn_id = " + done.text("/id")))
                .isEqualTo(-12_000);

        var refused = withdraw(3_001);
        assertThat(refused.problemCode()).hasValue("PRINCIPAL_TOO_LOW");
        assertThat(refused.json().get("principalFen").asLong()).isEqualTo(3_000);
        var spent = books.submit(counter.spend(card, "B-" + card, 2_500, Counter.Key.fresh()))
                .answer();
        assertThat(spent.bonusFen()).isEqualTo(2_000);
        assertThat(spent.principalFen()).isEqualTo(500);
        assertThat(withdraw(2_500).status()).isEqualTo(201);
        assertThat(counter.balanceOf(card)).isZero();
    }

    @Test
    void after_a_withdrawal_the_bonus_of_the_lot_catches_up_first() {
        toppedUp(10_000, 2_000);
        assertThat(withdraw(6_000).status()).isEqualTo(201);
        var spent = books.submit(counter.spend(card, "C-" + card, 1_000, Counter.Key.fresh()))
                .answer();
        // (6000 + 1000) × 2000 ÷ 12000 = 1166, so all of it from the bonus.
        assertThat(spent.bonusFen()).isEqualTo(1_000);
        assertThat(spent.principalFen()).isZero();
    }

    @Test
    void the_same_key_pays_once() {
        toppedUp(10_000, 0);
        var key = withKey(owner);
        var done = key.post("/admin/withdrawals", out(4_000));
        assertThat(key.post("/admin/withdrawals", out(4_000)).body()).isEqualTo(done.body());
        assertThat(counter.balanceOf(card)).isEqualTo(6_000);
    }

    @Test
    void for_seventy_two_hours_after_a_rebinding_nothing_is_paid_out() {
        toppedUp(10_000, 0);
        counter.rebound(card, 71);
        var refused = withdraw(1_000);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problemCode()).hasValue("REBOUND_LATELY");
        assertThat(refused.text("/allowedFrom")).isNotBlank();
        counter.rebound(card, 73);
        assertThat(withdraw(1_000).status()).isEqualTo(201);
    }

    @Test
    void who_has_not_just_proved_themselves_pays_nothing_out_and_agrees_to_nothing() {
        counter.allow(Map.of("secondPersonAboveFen", 5_000));
        var manager = counter.hire(BuiltInRole.MANAGER);
        toppedUp(10_000, 0);
        var key = withKey(manager.api());
        var asked = key.post("/admin/withdrawals", out(5_001));
        counter.doubt(manager);
        assertThat(withKey(manager.api()).post("/admin/withdrawals", out(100)).problemCode())
                .hasValue("STEP_UP_REQUIRED");
        counter.doubtOwner();
        assertThat(withdraw(100).problemCode()).hasValue("TOTP_REQUIRED");
        var path = "/admin/approvals/" + asked.text("/approvalId") + "/approval";
        assertThat(owner.post(path, Map.of()).problemCode()).hasValue("TOTP_REQUIRED");
        assertThat(counter.balanceOf(card)).isEqualTo(10_000);
    }

    @Test
    void much_money_waits_for_a_second_person() {
        counter.allow(Map.of("secondPersonAboveFen", 5_000));
        var manager = counter.hire(BuiltInRole.MANAGER);
        var cashier = counter.hire(BuiltInRole.CASHIER);
        toppedUp(10_000, 0);
        assertThat(withKey(cashier.api()).post("/admin/withdrawals", out(1_000)).status())
                .isEqualTo(403);
        assertThat(withKey(manager.api()).post("/admin/withdrawals", out(5_000)).status())
                .isEqualTo(201);
        toppedUp(10_000, 0);
        var key = withKey(manager.api());
        var asked = key.post("/admin/withdrawals", out(5_001));
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        var path = "/admin/approvals/" + asked.text("/approvalId") + "/approval";
        assertThat(manager.api().post(path, Map.of()).problemCode()).hasValue("SAME_PERSON");
        var agreed = owner.post(path, Map.of());
        assertThat(agreed.status()).as(agreed.body()).isEqualTo(200);
        assertThat(counter.balanceOf(card)).isEqualTo(9_999);
        assertThat(key.post("/admin/withdrawals", out(5_001)).text("/id")).isEqualTo(agreed.text("/thingId"));
    }

    @Test
    void a_role_may_move_more_alone_than_others_or_nothing_at_all() {
        counter.allow(Map.of(
                "secondPersonAboveFen",
                5_000,
                "secondPersonByRole",
                List.of(sum(BuiltInRole.MANAGER.id(), 0), sum(BuiltInRole.FINANCE.id(), 8_000))));
        var manager = counter.hire(BuiltInRole.MANAGER, BuiltInRole.AUDITOR);
        var finance = counter.hire(BuiltInRole.FINANCE);
        toppedUp(30_000, 0);
        assertThat(withKey(manager.api()).post("/admin/withdrawals", out(1)).status())
                .isEqualTo(202);
        assertThat(withKey(finance.api()).post("/admin/withdrawals", out(8_000)).status())
                .isEqualTo(201);
        assertThat(withKey(finance.api()).post("/admin/withdrawals", out(8_001)).status())
                .isEqualTo(202);
        assertThat(withdraw(5_000).status()).isEqualTo(201);
        assertThat(withdraw(5_001).status()).isEqualTo(202);
        assertThat(counter.balanceOf(card)).isEqualTo(17_000);
    }

    private static Map<String, Object> sum(long role, long fen) {
        return Map.of("roleId", Long.toString(role), "aboveFen", fen);
    }

    @Test
    void what_is_no_amount_no_means_or_no_reason_pays_nothing() {
        toppedUp(10_000, 0);
        var shells = new HashMap<>(out(1_000));
        shells.put("means", "SHELLS");
        assertThat(withKey(owner).post("/admin/withdrawals", shells).problemCode())
                .hasValue("MEANS_UNKNOWN");
        var silent = new HashMap<>(out(1_000));
        silent.remove("reason");
        assertThat(withKey(owner).post("/admin/withdrawals", silent).status()).isEqualTo(400);
        for (var fen : new long[] {0, -1}) {
            assertThat(withdraw(fen).status()).isEqualTo(400);
        }
        assertThat(withdraw(Long.MAX_VALUE).problemCode()).hasValue("PRINCIPAL_TOO_LOW");
        assertThat(counter.balanceOf(card)).isEqualTo(10_000);
    }

    @Test
    void a_card_that_shares_anothers_balance_is_paid_nothing_of_it_and_nobody_is_asked() {
        counter.allow(Map.of("secondPersonAboveFen", 5_000));
        var manager = counter.hire(BuiltInRole.MANAGER).api();
        var cards = counter.activeCards(2);
        var main = cards.getFirst();
        var child = cards.getLast();
        books.submit(counter.topUp(main, 20_000, 0, Counter.Key.fresh()));
        var linked = owner.post(
                "/admin/cards/" + child + "/link",
                Map.of("toCardId", Long.toString(main), "limits", Map.of("perSpendFen", 100, "perDayFen", 100)));
        assertThat(linked.status()).as(linked.body()).isEqualTo(200);

        for (var fen : new long[] {50, 5_001}) {
            var refused = withKey(manager).post("/admin/withdrawals", out(child, fen));
            assertThat(Company.refusal(refused)).as("%d fen", fen).isEqualTo("409 PRINCIPAL_NOT_OWN");
        }
        assertThat(counter.rows().number("SELECT COUNT(*) FROM approval WHERE merchant_id = " + counter.merchantId()))
                .as("what is refused waits for nobody")
                .isZero();
        assertThat(counter.balanceOf(main)).isEqualTo(20_000);
        assertThat(withKey(manager).post("/admin/withdrawals", out(main, 5_000)).status())
                .isEqualTo(201);
        assertThat(counter.balanceOf(main)).isEqualTo(15_000);
    }

    @Test
    void two_hundred_at_once_take_out_what_there_is_and_no_more() {
        toppedUp(3_750, 1_000);
        var statuses = Counter.atOnce(MANY, i -> withdraw(100).status());
        assertThat(Collections.frequency(statuses, 201)).isEqualTo(37);
        assertThat(Collections.frequency(statuses, 422)).isEqualTo(163);
        assertThat(counter.balanceOf(card)).isEqualTo(1_050);
    }
}
