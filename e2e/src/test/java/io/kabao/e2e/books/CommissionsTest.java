package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What orders earn the buyer and those who brought them: A brought B, B brought C, C brought D, D brought E, and E buys. */
class CommissionsTest {

    private final House house = House.shared();
    private final Counter counter = new Counter(house);
    private final Friends friends = Friends.at(counter);

    @AfterEach
    void booksAreRight() {
        counter.assertBooksAreRight();
    }

    /** Points of the balance that a card shows. */
    private long pointsShownOn(long card) {
        return counter.rows()
                .number("SELECT h.points FROM holder h JOIN member_card c ON c.holder_id = h.id WHERE c.id = " + card);
    }

    @Test
    void an_order_earns_the_buyer_and_three_above_and_a_refund_takes_its_share_back() {
        friends.inForce(Friends.rule("AMOUNT"));
        var order = friends.buy(Map.of("amountFen", 10_001));
        friends.awaitSettled();
        assertThat(friends.of("commission_fen")).containsExactly(0L, 50L, 100L, 200L, 100L);
        friends.refund(order, 3_000);
        friends.awaitSettled();
        assertThat(friends.of("commission_fen")).as("of 70.01 yuan").containsExactly(0L, 35L, 70L, 140L, 70L);
        friends.refund(order, 7_001);
        friends.awaitSettled();
        assertThat(friends.of("commission_fen")).containsOnly(0L);
        assertThat(friends.of("debt_fen")).containsOnly(0L);
    }

    @Test
    void points_that_the_buyer_earns_bring_points_to_those_above() {
        friends.inForce(Friends.rule("POINTS", "selfBp", 1_000, "level1Bp", 600, "level2Bp", 500, "level3Bp", 300));
        var order = friends.buy(Map.of("amountFen", 25_000));
        friends.awaitSettled();
        assertThat(friends.of("points")).containsExactly(0L, 7L, 12L, 15L, 250L + 25);
        friends.refund(order, 25_000);
        friends.awaitSettled();
        assertThat(friends.of("points")).containsOnly(0L);
        assertThat(friends.of("points_debt")).containsOnly(0L);
    }

    @Test
    void what_waits_is_nobody_s_until_its_days_are_over_and_what_was_given_back_by_then_never_is() {
        friends.inForce(Friends.rule("AMOUNT", "waitingDays", 7));
        var order = friends.buy(Map.of("amountFen", 10_000));
        friends.refund(order, 5_000);
        counter.pass(Duration.ofDays(6));
        friends.buy(Map.of("amountFen", 100));
        assertThat(friends.of("commission_fen")).containsOnly(0L);
        counter.pass(Duration.ofDays(8));
        friends.awaitSettled();
        assertThat(friends.of("commission_fen")).containsExactly(0L, 25L, 51L, 102L, 51L);
        assertThat(counter.rows()
                        .number("SELECT COUNT(*) FROM txn WHERE biz_type = 'COMMISSION' AND merchant_id = "
                                + counter.merchantId()))
                .isEqualTo(7);
    }

    @Test
    void bounds_of_a_day_and_of_a_member_hold() {
        friends.inForce(Friends.rule(
                "AMOUNT", "levels", 1, "selfBp", 0, "caps", Map.of("perOrder", 150, "perDay", 250, "perMember", 300)));
        for (var order = 0; order < 3; order++) {
            friends.buy(Map.of("amountFen", 10_000));
            friends.awaitSettled();
        }
        assertThat(friends.of("commission_fen").get(3)).isEqualTo(250);
        counter.pass(Duration.ofDays(1));
        friends.buy(Map.of("amountFen", 10_000));
        friends.awaitSettled();
        assertThat(friends.of("commission_fen").get(3)).isEqualTo(300);
    }

    @Test
    void with_nothing_rewarded_the_rates_stay_to_be_seen_and_nobody_is_paid() {
        var none = friends.inForce(Friends.rule("AMOUNT", "levels", 0));
        assertThat(none.number("/level1Bp")).isEqualTo(200);
        friends.buy(Map.of("amountFen", 10_000));
        assertThat(counter.rows().number("SELECT COUNT(*) FROM commission WHERE merchant_id = " + counter.merchantId()))
                .isZero();
    }

    @Test
    void lines_below_their_price_and_lines_that_earn_nothing_count_for_nobody() {
        friends.inForce(Friends.rule("AMOUNT", "levels", 1, "selfBp", 0));
        friends.buy(Map.of(
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
        friends.awaitSettled();
        assertThat(friends.of("commission_fen").get(3)).isEqualTo(20);
    }

    @Test
    void whoever_goes_on_as_another_member_is_paid_as_that_one() {
        friends.inForce(Friends.rule("AMOUNT", "levels", 1, "selfBp", 0, "waitingDays", 7));
        friends.buy(Map.of("amountFen", 10_000));
        counter.rows()
                .change("UPDATE member SET status = 'MERGED', merged_into = " + friends.member(Friends.A)
                        + " WHERE id = " + friends.member(Friends.D));
        counter.pass(Duration.ofDays(8));
        friends.awaitSettled();
        assertThat(friends.of("commission_fen")).containsExactly(200L, 0L, 0L, 0L, 0L);
    }

    @Test
    void whose_card_shares_another_balance_has_the_points_there_and_gives_them_back_there() {
        var shared = friends.card(Friends.A);
        var linked = friends.card(Friends.D);
        var link = counter.owner()
                .post(
                        "/admin/cards/" + linked + "/link",
                        Map.of("toCardId", Long.toString(shared), "limits", Map.of("perDayFen", 1_000)));
        assertThat(link.status()).as(link.body()).isEqualTo(200);
        friends.inForce(Friends.rule("POINTS", "levels", 1, "selfBp", 0, "level1Bp", 1_000));
        var order = friends.buy(Map.of("amountFen", 10_000));
        friends.awaitSettled();
        assertThat(pointsShownOn(linked)).isEqualTo(10);
        assertThat(pointsShownOn(shared)).isEqualTo(10);
        assertThat(friends.of("points").get(Friends.D))
                .as("where nobody sees them")
                .isZero();

        var alone = counter.owner().post("/admin/cards/" + linked + "/unlink", Map.of());
        assertThat(alone.status()).as(alone.body()).isEqualTo(200);
        friends.refund(order, 10_000);
        friends.awaitSettled();
        assertThat(pointsShownOn(shared)).isZero();
        assertThat(friends.of("points_debt")).containsOnly(0L);
    }

    @Test
    void whose_rewards_were_stopped_earns_nothing_and_those_above_what_is_theirs() {
        friends.inForce(Friends.rule("AMOUNT"));
        var path = "/admin/members/" + friends.member(Friends.D) + "/rewards";
        var stopped = counter.owner().put(path, Map.of("rewarded", false, "reason", "刷单"));
        assertThat(stopped.status()).as(stopped.body()).isEqualTo(204);
        friends.buy(Map.of("amountFen", 10_000));
        friends.awaitSettled();
        assertThat(friends.of("commission_fen")).containsExactly(0L, 50L, 100L, 0L, 100L);
        counter.owner().put(path, Map.of("rewarded", true, "reason", "误会"));
        friends.buy(Map.of("amountFen", 10_000));
        friends.awaitSettled();
        assertThat(friends.of("commission_fen")).containsExactly(0L, 100L, 200L, 200L, 200L);
    }

    @Test
    void a_commission_is_named_where_movements_are_listed() {
        friends.inForce(Friends.rule("AMOUNT", "levels", 1, "selfBp", 0));
        friends.buy(Map.of("amountFen", 10_000));
        friends.awaitSettled();
        var newest = counter.owner().get("/admin/txns?limit=1");
        assertThat(newest.text("/items/0/type")).isEqualTo("COMMISSION");
        assertThat(newest.text("/items/0/title")).isEqualTo("推荐奖励");
    }
}
