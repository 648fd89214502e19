package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.access.BuiltInRole;
import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.claim.Shop;
import io.kabao.ledger.Books;
import io.kabao.ledger.SecondBooks;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Top-ups that are paid back, by figures worked out by hand. */
class TopUpRefundsTest {

    private static final int MANY = 200;

    private final House house = House.shared();
    private final Counter counter = new Counter(house);
    private final Api owner = counter.owner();
    private final Books other = SecondBooks.of(house, 128);
    private final List<Books> instances = List.of(house.adminBean(Books.class), other);
    private final long card = counter.card();

    @AfterEach
    void theBooksAreRight() {
        other.stop();
        var verified = owner.post("/admin/ledger/verification", Map.of());
        assertThat(verified.json().get("findings").isEmpty())
                .as(verified.body())
                .isTrue();
    }

    private static Api withKey(Api caller) {
        return caller.with("Idempotency-Key", "k-" + Shop.unique(20));
    }

    /** 1,000 yuan paid, 200 given on top, and 50 points. */
    private String toppedUp() {
        var rule = counter.rule(Map.of("amountFen", 100_000, "bonusFen", 20_000, "points", 50));
        return Long.toString(instances
                .getFirst()
                .submit(counter.topUpBy(rule, card, 100_000))
                .answer()
                .id());
    }

    private long spent(long fen) {
        return instances
                .getFirst()
                .submit(counter.spend(card, "V" + Shop.unique(16), fen, Counter.Key.fresh()))
                .answer()
                .id();
    }

    private Answer preview(String topUp, String cause) {
        return owner.get("/admin/topups/" + topUp + "/refund-preview?cause=" + cause);
    }

    private static Map<String, Object> back(String cause) {
        return Map.of("cause", cause, "means", "CASH", "reason", "顾客要求");
    }

    private Answer refund(String topUp, String cause) {
        var key = withKey(owner);
        return Patience.served(() -> key.post("/admin/topups/" + topUp + "/refund", back(cause)));
    }

    private static long fen(Answer answer, String field) {
        assertThat(answer.json().has(field)).as(answer.body()).isTrue();
        return answer.json().get(field).asLong();
    }

    private List<String> entriesOf(Answer done) {
        return counter.rows()
                .column("SELECT CONCAT(account, ' ', amount) FROM entry WHERE txn_id = " + done.text("/txnId"));
    }

    @ParameterizedTest
    @CsvSource({
        // 1000 − 600 × 1000 ÷ 1200 and 1000 − 600
        "60000, MERCHANT, 50000",
        "60000, CONSUMER, 40000",
        // 1000 − 1150 × 1000 ÷ 1200 = 41.67
        "115000, MERCHANT, 4167",
        // 1000 − 1150 is no claim
        "115000, CONSUMER, 0",
        "120000, MERCHANT, 0",
        "100000, CONSUMER, 0",
        "1, MERCHANT, 100000",
        "1, CONSUMER, 99999"
    })
    void what_is_paid_back_follows_from_what_was_bought(long spent, String cause, long paid) {
        var topUp = toppedUp();
        spent(spent);
        var shown = preview(topUp, cause);
        assertThat(fen(shown, "paidFen")).isEqualTo(paid);
        assertThat(fen(shown, "principalFen") + fen(shown, "bonusFen")).isEqualTo(120_000 - spent);
        assertThat(fen(shown, "spentFen")).isEqualTo(spent);
        assertThat(fen(shown, "points")).isEqualTo(50);
        assertThat(counter.balanceOf(card)).isEqualTo(120_000 - spent);
        var done = refund(topUp, cause);
        if (paid == 0) {
            assertThat(done.problemCode()).hasValue("NOTHING_TO_PAY_BACK");
            assertThat(counter.balanceOf(card)).isEqualTo(120_000 - spent);
        } else {
            assertThat(done.status()).as(done.body()).isEqualTo(201);
            for (var field : List.of("paidFen", "principalFen", "bonusFen", "points", "pointsOwed")) {
                assertThat(fen(done, field)).as(field).isEqualTo(fen(shown, field));
            }
            assertThat(counter.balanceOf(card)).isZero();
        }
    }

    @Test
    void on_the_members_wish_the_books_keep_what_was_bought_at_list_prices() {
        var topUp = toppedUp();
        spent(60_000);
        var done = refund(topUp, "CONSUMER");
        // Spent were 500 of the principal and 100 of the bonus; of the 500 left 400 are paid, and 100 earned.
        assertThat(entriesOf(done))
                .containsExactlyInAnyOrder(
                        "PRINCIPAL -50000",
                        "BONUS -10000",
                        "CASH_DESK 40000",
                        "REVENUE 10000",
                        "BONUS_COST 10000",
                        "POINTS -50",
                        "POINTS_ISSUED 50");
        assertThat(counter.rows().number("SELECT amount_fen FROM till_move WHERE txn_id = " + done.text("/txnId")))
                .isEqualTo(-40_000);
        var shown = owner.get("/admin/topups/" + topUp);
        assertThat(fen(shown, "paidBackFen")).isEqualTo(40_000);
        assertThat(fen(shown, "bonusTakenBackFen")).isEqualTo(10_000);
        assertThat(fen(shown, "pointsTakenBack")).isEqualTo(50);
        assertThat(refund(topUp, "CONSUMER").problemCode()).hasValue("NOTHING_TO_PAY_BACK");
    }

    @Test
    void where_more_is_paid_than_is_left_of_the_principal_the_merchant_has_earned_less() {
        var topUp = toppedUp();
        spent(115_000);
        var done = refund(topUp, "MERCHANT");
        // 1150 took 191.66 of the bonus and 958.34 of the principal: 41.66 are left, 41.67 are paid.
        assertThat(entriesOf(done))
                .containsExactlyInAnyOrder(
                        "PRINCIPAL -4166",
                        "BONUS -834",
                        "CASH_DESK 4167",
                        "REVENUE -1",
                        "BONUS_COST 834",
                        "POINTS -50",
                        "POINTS_ISSUED 50");
    }

    @Test
    void within_seven_days_and_unused_all_that_was_paid_comes_back() {
        var topUp = toppedUp();
        assertThat(fen(preview(topUp, "SEVEN_DAYS"), "paidFen")).isEqualTo(100_000);
        var key = withKey(owner);
        var done = key.post("/admin/topups/" + topUp + "/refund", back("SEVEN_DAYS"));
        assertThat(fen(done, "paidFen")).isEqualTo(100_000);
        assertThat(fen(done, "principalFen")).isEqualTo(100_000);
        assertThat(fen(done, "bonusFen")).isEqualTo(20_000);
        assertThat(fen(done, "balanceFen")).isZero();
        assertThat(key.post("/admin/topups/" + topUp + "/refund", back("SEVEN_DAYS"))
                        .body())
                .isEqualTo(done.body());
    }

    @Test
    void once_used_or_after_seven_days_another_cause_is_needed() {
        var used = toppedUp();
        spent(1);
        var refused = refund(used, "SEVEN_DAYS");
        assertThat(refused.problemCode()).hasValue("TOPUP_USED");
        assertThat(fen(refused, "spentFen")).isOne();
        var late = toppedUp();
        var paidAgo = "UPDATE topup SET created_at = created_at - INTERVAL %d DAY WHERE id = " + late;
        counter.rows().change(paidAgo.formatted(7));
        assertThat(fen(preview(late, "SEVEN_DAYS"), "paidFen")).isEqualTo(100_000);
        counter.rows().change(paidAgo.formatted(1));
        assertThat(preview(late, "SEVEN_DAYS").problemCode()).hasValue("REFUND_TOO_LATE");
        assertThat(fen(refund(late, "CONSUMER"), "paidFen")).isEqualTo(100_000);
    }

    @Test
    void who_has_not_just_proved_themselves_pays_nothing_back() {
        var topUp = toppedUp();
        var before = counter.balanceOf(card);
        counter.doubtOwner();
        assertThat(refund(topUp, "MERCHANT").problemCode()).hasValue("TOTP_REQUIRED");
        assertThat(counter.balanceOf(card)).isEqualTo(before);
    }

    @Test
    void an_order_given_back_after_the_refund_can_be_paid_back_once_more() {
        var topUp = toppedUp();
        var order = spent(60_000);
        assertThat(fen(refund(topUp, "CONSUMER"), "paidFen")).isEqualTo(40_000);
        instances.getFirst().submit(counter.refund(card, order, null, Counter.Key.fresh()));
        assertThat(counter.balanceOf(card)).isEqualTo(60_000);
        var rest = refund(topUp, "CONSUMER");
        assertThat(fen(rest, "paidFen")).isEqualTo(60_000);
        assertThat(fen(rest, "principalFen")).isEqualTo(50_000);
        assertThat(fen(rest, "points")).isZero();
        assertThat(counter.balanceOf(card)).isZero();
    }

    @Test
    void what_was_paid_out_before_is_not_paid_twice() {
        var topUp = toppedUp();
        var out = Map.of(
                "card", Map.of("cardId", Long.toString(card)), "amountFen", 30_000, "means", "CASH", "reason", "急用");
        assertThat(withKey(owner).post("/admin/withdrawals", out).status()).isEqualTo(201);
        spent(60_000);
        // 1000 − 600 × 1000 ÷ 1200 − 300
        assertThat(fen(preview(topUp, "MERCHANT"), "paidFen")).isEqualTo(20_000);
        assertThat(fen(refund(topUp, "MERCHANT"), "paidFen")).isEqualTo(20_000);
        assertThat(counter.balanceOf(card)).isZero();
    }

    @Test
    void other_top_ups_of_the_card_stay_as_they_are() {
        var topUp = toppedUp();
        instances.getFirst().submit(counter.topUp(card, 7_000, 0, Counter.Key.fresh()));
        assertThat(fen(refund(topUp, "MERCHANT"), "paidFen")).isEqualTo(100_000);
        assertThat(counter.balanceOf(card)).isEqualTo(7_000);
    }

    @Test
    void money_that_nobody_can_account_for_is_taken_as_set_aside_and_not_paid_back() {
        var topUp = toppedUp();
        var order = spent(10_000);
        var part = "UPDATE spend_part SET principal_fen = principal_fen %s 1 WHERE spend_id = " + order;
        counter.rows().change(part.formatted("-"));
        assertThat(preview(topUp, "MERCHANT").problemCode()).hasValue("TOPUP_HELD");
        assertThat(refund(topUp, "MERCHANT").problemCode()).hasValue("TOPUP_HELD");
        counter.rows().change(part.formatted("+"));
        assertThat(fen(refund(topUp, "CONSUMER"), "paidFen")).isEqualTo(90_000);
    }

    @Test
    void nothing_is_paid_to_a_frozen_card_nor_soon_after_a_rebinding_nor_by_unknown_means() {
        var topUp = toppedUp();
        counter.rows().change("UPDATE member_card SET status = 'FROZEN' WHERE id = " + card);
        assertThat(refund(topUp, "MERCHANT").problemCode()).hasValue("CARD_FROZEN");
        counter.rows().change("UPDATE member_card SET status = 'OFFLINE' WHERE id = " + card);
        counter.rebound(card, 71);
        assertThat(refund(topUp, "MERCHANT").problemCode()).hasValue("REBOUND_LATELY");
        counter.rebound(card, 73);
        var shells = Map.of("cause", "MERCHANT", "means", "SHELLS", "reason", "顾客要求");
        assertThat(withKey(owner)
                        .post("/admin/topups/" + topUp + "/refund", shells)
                        .problemCode())
                .hasValue("MEANS_UNKNOWN");
        assertThat(refund("1", "MERCHANT").problemCode()).hasValue("TOPUP_NOT_FOUND");
        assertThat(fen(refund(topUp, "MERCHANT"), "paidFen")).isEqualTo(100_000);
    }

    @Test
    void much_money_waits_for_a_second_person_and_no_more_is_paid_than_was_agreed_to() {
        counter.allow(Map.of("secondPersonAboveFen", 30_000));
        var manager = counter.hire(BuiltInRole.MANAGER);
        var topUp = toppedUp();
        var order = spent(60_000);
        var key = withKey(manager.api());
        var asked = key.post("/admin/topups/" + topUp + "/refund", back("MERCHANT"));
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        var approval = "/admin/approvals/" + asked.text("/approvalId");
        assertThat(owner.get(approval).json().get("summary").get("amountFen").asLong())
                .isEqualTo(50_000);
        instances.getFirst().submit(counter.refund(card, order, null, Counter.Key.fresh()));
        var changed = owner.post(approval + "/approval", Map.of());
        assertThat(changed.problemCode()).hasValue("REFUND_CHANGED");
        assertThat(fen(changed, "paidFen")).isEqualTo(100_000);
        assertThat(counter.balanceOf(card)).isEqualTo(120_000);

        spent(60_000);
        var agreed = owner.post(approval + "/approval", Map.of());
        assertThat(agreed.status()).as(agreed.body()).isEqualTo(200);
        var done = key.post("/admin/topups/" + topUp + "/refund", back("MERCHANT"));
        assertThat(done.status()).as(done.body()).isEqualTo(201);
        assertThat(fen(done, "paidFen")).isEqualTo(50_000);
        assertThat(counter.balanceOf(card)).isZero();
        assertThat(counter.rows()
                        .number("SELECT COUNT(*) FROM txn WHERE id = " + done.text("/txnId") + " AND actor_id = "
                                + manager.id() + " AND approver_id IS NOT NULL"))
                .isOne();
    }

    @Test
    void a_refund_among_two_hundred_spends_pays_what_was_not_bought_before_it() {
        var topUp = toppedUp();
        var outcomes = Counter.atOnce(
                MANY,
                i -> i % 20 == 7
                        ? String.valueOf(refund(topUp, "MERCHANT").status())
                        : Counter.outcome(() -> Patience.submitted(
                                instances.get(i % 2),
                                counter.spend(card, "W" + Shop.unique(16), 500, Counter.Key.fresh()))));
        assertThat(Collections.frequency(outcomes, "201")).isOne();
        assertThat(Collections.frequency(outcomes, "422")).isEqualTo(9);
        var bought = 500L * Collections.frequency(outcomes, "done");
        assertThat(counter.balanceOf(card)).isZero();
        var paid = counter.rows().number("SELECT SUM(paid_fen) FROM topup_refund WHERE topup_id = " + topUp);
        // What is paid and the paid share of what was bought are what was paid in.
        assertThat(paid).isEqualTo(100_000 - bought * 100_000 / 120_000);
    }
}
