package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.access.BuiltInRole;
import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import io.kabao.e2e.claim.Shop;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What orders earn the buyer and those who brought them: A brought B, B brought C, C brought D, D brought E, and E buys. */
class CommissionsTest {

    private static final int E = 4;

    private final House house = House.shared();
    private final Counter counter = new Counter(house);
    private final Counter.Colleague second = counter.hire(BuiltInRole.OWNER);
    private List<Long> cards = List.of();

    @BeforeEach
    void fiveFriends() {
        // Whoever brought somebody is the older member.
        cards = counter.activeCards(5).stream()
                .sorted(Comparator.comparing(this::member))
                .toList();
        var members = cards.stream().map(this::member).toList();
        for (var place = 1; place < members.size(); place++) {
            counter.rows()
                    .change("UPDATE member m JOIN member f ON f.id = " + members.get(place - 1)
                            + " SET m.referrer_id = f.id, m.second_referrer_id = f.referrer_id,"
                            + " m.third_referrer_id = f.second_referrer_id WHERE m.id = " + members.get(place));
        }
        counter.booked(counter.topUp(cards.get(E), 100_000, 0, Counter.Key.fresh()));
        counter.owner().post("/admin/points-rules", Map.of("name", "一元一分", "points", 1, "perFen", 100));
    }

    @AfterEach
    void booksAreRight() {
        counter.assertBooksAreRight();
    }

    private long member(long card) {
        return counter.rows().number("SELECT member_id FROM member_card WHERE id = " + card);
    }

    private Answer inForce(Map<String, Object> rule) {
        counter.rows()
                .change("INSERT INTO referral_permit (id, merchant_id, levels_most, set_at, accepted_most) VALUES ("
                        + counter.merchantId() + ", " + counter.merchantId() + ", 3, NOW(3), 3)"
                        + " ON DUPLICATE KEY UPDATE levels_most = 3");
        var draft = counter.owner().post("/admin/referral-rules", rule);
        assertThat(draft.status()).as(draft.body()).isEqualTo(201);
        var agreed = second.api()
                .post(
                        "/admin/referral-rules/" + draft.text("/id") + "/approval",
                        Map.of("version", 1, "confirmedBp", Math.max(1, draft.number("/payoutBp"))));
        assertThat(agreed.status()).as(agreed.body()).isEqualTo(200);
        return agreed;
    }

    private static Map<String, Object> rule(String way, Object... more) {
        var rule = new HashMap<String, Object>(
                Map.of("levels", 3, "way", way, "selfBp", 100, "level1Bp", 200, "level2Bp", 100, "level3Bp", 50));
        for (var i = 0; i < more.length; i += 2) {
            rule.put((String) more[i], more[i + 1]);
        }
        return rule;
    }

    private Answer buy(Map<String, ?> order) {
        var whole = new HashMap<String, Object>(order);
        whole.put("card", Map.of("cardId", Long.toString(cards.get(E))));
        whole.put("storeId", Long.toString(counter.store()));
        whole.put("orderNo", "F-" + Shop.unique(16));
        whole.putIfAbsent("channel", "ONLINE");
        var answer =
                counter.owner().with("Idempotency-Key", "k-" + Shop.unique(20)).post("/admin/spends", whole);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private void refund(Answer spend, long fen) {
        var answer = counter.owner()
                .with("Idempotency-Key", "k-" + Shop.unique(20))
                .post("/admin/refunds", Map.of("spendId", spend.text("/id"), "amountFen", fen, "reason", "退货"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    /** Of A to E. */
    private List<Long> of(String column) {
        return cards.stream()
                .map(card -> counter.rows()
                        .number("SELECT h." + column
                                + " FROM holder h JOIN member m ON m.holder_id = h.id WHERE m.id = " + member(card)))
                .toList();
    }

    private void awaitSettled() {
        Awaitility.await("commissions")
                .until(() -> counter.rows()
                                .number("SELECT COUNT(*) FROM commission WHERE settle_at IS NOT NULL AND merchant_id = "
                                        + counter.merchantId())
                        == 0);
    }

    @Test
    void an_order_earns_the_buyer_and_three_above_and_a_refund_takes_its_share_back() {
        inForce(rule("AMOUNT"));
        var order = buy(Map.of("amountFen", 10_001));
        awaitSettled();
        assertThat(of("commission_fen")).containsExactly(0L, 50L, 100L, 200L, 100L);
        refund(order, 3_000);
        awaitSettled();
        assertThat(of("commission_fen")).as("of 70.01 yuan").containsExactly(0L, 35L, 70L, 140L, 70L);
        refund(order, 7_001);
        awaitSettled();
        assertThat(of("commission_fen")).containsOnly(0L);
        assertThat(of("debt_fen")).containsOnly(0L);
    }

    @Test
    void points_that_the_buyer_earns_bring_points_to_those_above() {
        inForce(rule("POINTS", "selfBp", 1_000, "level1Bp", 600, "level2Bp", 500, "level3Bp", 300));
        var order = buy(Map.of("amountFen", 25_000));
        awaitSettled();
        assertThat(of("points")).containsExactly(0L, 7L, 12L, 15L, 250L + 25);
        refund(order, 25_000);
        awaitSettled();
        assertThat(of("points")).containsOnly(0L);
        assertThat(of("points_debt")).containsOnly(0L);
    }

    @Test
    void what_waits_is_nobody_s_until_its_days_are_over_and_what_was_given_back_by_then_never_is() {
        inForce(rule("AMOUNT", "waitingDays", 7));
        var order = buy(Map.of("amountFen", 10_000));
        refund(order, 5_000);
        counter.pass(Duration.ofDays(6));
        buy(Map.of("amountFen", 100));
        assertThat(of("commission_fen")).containsOnly(0L);
        counter.pass(Duration.ofDays(8));
        awaitSettled();
        assertThat(of("commission_fen")).containsExactly(0L, 25L, 51L, 102L, 51L);
        assertThat(counter.rows()
                        .number("SELECT COUNT(*) FROM txn WHERE biz_type = 'COMMISSION' AND merchant_id = "
                                + counter.merchantId()))
                .isEqualTo(7);
    }

    @Test
    void bounds_of_a_day_and_of_a_member_hold() {
        inForce(rule(
                "AMOUNT", "levels", 1, "selfBp", 0, "caps", Map.of("perOrder", 150, "perDay", 250, "perMember", 300)));
        for (var order = 0; order < 3; order++) {
            buy(Map.of("amountFen", 10_000));
            awaitSettled();
        }
        assertThat(of("commission_fen").get(3)).isEqualTo(250);
        counter.pass(Duration.ofDays(1));
        buy(Map.of("amountFen", 10_000));
        awaitSettled();
        assertThat(of("commission_fen").get(3)).isEqualTo(300);
    }

    @Test
    void with_nothing_rewarded_the_rates_stay_to_be_seen_and_nobody_is_paid() {
        var none = inForce(rule("AMOUNT", "levels", 0));
        assertThat(none.number("/level1Bp")).isEqualTo(200);
        buy(Map.of("amountFen", 10_000));
        assertThat(counter.rows().number("SELECT COUNT(*) FROM commission WHERE merchant_id = " + counter.merchantId()))
                .isZero();
    }

    @Test
    void lines_below_their_price_and_lines_that_earn_nothing_count_for_nobody() {
        inForce(rule("AMOUNT", "levels", 1, "selfBp", 0));
        buy(Map.of(
                "lines",
                List.of(
                        Map.of(
                                "name",
                                "茶",
                                "unitPriceFen",
                                1_000,
                                "quantity",
                                1,
                                "earnsPoints",
                                true,
                                "promotional",
                                false),
                        Map.of(
                                "name",
                                "礼品卡",
                                "unitPriceFen",
                                2_000,
                                "quantity",
                                1,
                                "earnsPoints",
                                false,
                                "promotional",
                                false),
                        Map.of(
                                "name",
                                "特价",
                                "unitPriceFen",
                                4_000,
                                "quantity",
                                1,
                                "earnsPoints",
                                true,
                                "promotional",
                                true))));
        awaitSettled();
        assertThat(of("commission_fen").get(3)).isEqualTo(20);
    }
}
