package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Settings;
import io.kabao.e2e.books.Branches.Bought;
import io.kabao.e2e.books.Branches.Money;
import io.kabao.ledger.Finding;
import io.kabao.report.DailySums;
import io.kabao.report.SumCheck;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * Two days at two stores, worked out by hand.
 *
 * <p>First day: card one gets 100.00 and 20.00 on top at the east store, card two 50.00 at the west one. Card one pays 60.00 at
 * the west store: a sixth of it is bonus, so 50.00 and 10.00. Then 30.00 at the east store, of which 10.00 in cash: 80.00 of
 * 120.00 are spent by then, with 13.33 of bonus, so 16.67 and 3.33. Half of the first order goes back: 25.00 and 5.00.
 * Second day: card two pays 10.00 at the east store, and card one gets 10.00 more at the west one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportsTest {

    private final Branches shop = new Branches(House.shared());
    private LocalDate first = LocalDate.EPOCH;
    private LocalDate second = LocalDate.EPOCH;

    @BeforeAll
    void twoDaysGoBy() {
        shop.untilTomorrowNoon();
        first = shop.today();
        var one = shop.card();
        var two = shop.card();
        shop.topUp(shop.east(), one, new Money("CASH", 10_000, 2_000));
        shop.topUp(shop.west(), two, new Money("BANK_CARD", 5_000, 0));
        var order = shop.spend(shop.west(), one, new Bought("A-" + one, 6_000, 0));
        shop.spend(shop.east(), one, new Bought("B-" + one, 3_000, 1_000));
        shop.refund(shop.west(), order, 3_000L, "做错了");
        shop.untilTomorrowNoon();
        second = shop.today();
        shop.spend(shop.east(), two, new Bought("C-" + two, 1_000, 0));
        shop.topUp(shop.west(), one, new Money("ALIPAY", 1_000, 0));
    }

    private JsonNode overview(Api reader, String query) {
        var answer = reader.get("/admin/overview" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static String days(LocalDate from, LocalDate to) {
        return "?from=" + from + "&to=" + to;
    }

    private static List<Long> numbers(JsonNode of, String... fields) {
        return List.of(fields).stream().map(field -> of.get(field).asLong()).toList();
    }

    private static void assertPart(JsonNode part, List<Long> topUp, List<Long> spend, List<Long> refund) {
        assertThat(numbers(part.get("topUp"), "amountFen", "bonusFen", "times", "people"))
                .isEqualTo(topUp);
        assertThat(numbers(part.get("spend"), "amountFen", "principalFen", "bonusFen", "otherFen", "times", "people"))
                .isEqualTo(spend);
        assertThat(numbers(part.get("refund"), "amountFen", "principalFen", "bonusFen", "otherFen", "times", "people"))
                .isEqualTo(refund);
    }

    private void assertWhatWasWorkedOut() {
        var ofFirst = overview(shop.owner(), days(first, first));
        assertPart(
                ofFirst.get("ofPeriod"),
                List.of(15_000L, 2_000L, 2L, 2L),
                List.of(9_000L, 6_667L, 1_333L, 1_000L, 2L, 1L),
                List.of(3_000L, 2_500L, 500L, 0L, 1L, 1L));
        assertPart(
                ofFirst.get("ofToday"),
                List.of(1_000L, 0L, 1L, 1L),
                List.of(1_000L, 1_000L, 0L, 0L, 1L, 1L),
                List.of(0L, 0L, 0L, 0L, 0L, 0L));
        var both = overview(shop.owner(), days(first, second));
        for (var part : List.of("ofPeriod", "cumulative")) {
            assertPart(
                    both.get(part),
                    List.of(16_000L, 2_000L, 3L, 2L),
                    List.of(10_000L, 7_667L, 1_333L, 1_000L, 3L, 2L),
                    List.of(3_000L, 2_500L, 500L, 0L, 1L, 1L));
        }
        assertThat(numbers(
                        both.get("balance"),
                        "principalFen",
                        "bonusFen",
                        "heldFen",
                        "balanceFen",
                        "remainingFen",
                        "points"))
                .containsExactly(10_833L, 1_167L, 0L, 12_000L, 12_000L, 0L);
        assertClearing();
    }

    private void assertClearing() {
        var sheet = clearing(days(first, second));
        assertThat(sheet.get("pairs").valueStream().map(ReportsTest::pair))
                .containsExactlyInAnyOrder("东店→西店 2500 500", "东店→东店 1667 333", "西店→东店 1000 0");
        assertThat(sheet.get("stores")
                        .valueStream()
                        .map(store -> store.at("/store/name").asString() + " "
                                + numbers(store, "owesFen", "owedFen", "netFen")))
                .containsExactlyInAnyOrder("东店 [3000, 1000, -2000]", "西店 [1000, 3000, 2000]");
        assertThat(clearing(days(second, second)).get("pairs").valueStream().map(ReportsTest::pair))
                .containsExactly("西店→东店 1000 0");
    }

    private static String pair(JsonNode pair) {
        return pair.at("/sold/name").asString() + "→"
                + pair.at("/redeemed/name").asString() + " "
                + pair.get("principalFen").asLong() + " " + pair.get("bonusFen").asLong();
    }

    private JsonNode clearing(String query) {
        var answer = shop.owner().get("/admin/clearing" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private DailySums sums() {
        return shop.house().adminBean(DailySums.class);
    }

    private List<Finding> differences() {
        return shop.house().adminBean(SumCheck.class).differences(shop.merchantId());
    }

    @Test
    void figures_are_the_same_before_and_after_they_are_summed_up() {
        assertWhatWasWorkedOut();
        shop.pass(DailySums.STILL_MOVING.plusSeconds(1));
        sums().bringUp();
        assertThat(shop.rows()
                        .number("SELECT SUM(times) FROM daily_sum WHERE store_id = 0 AND day <> '1970-01-02'"
                                + " AND merchant_id = " + shop.merchantId()))
                .isEqualTo(7);
        assertWhatWasWorkedOut();
        assertThat(sums().bringUp()).isZero();
        assertThat(differences()).isEmpty();
    }

    @Test
    void many_who_sum_up_at_once_count_every_txn_once() {
        var many = new Branches(House.shared());
        var card = many.card();
        Counter.atOnce(300, i -> many.topUp(many.east(), card, new Money("CASH", 100, 10)));
        many.pass(DailySums.STILL_MOVING.plusSeconds(1));
        Counter.atOnce(8, i -> many.house().adminBean(DailySums.class).bringUp());
        assertThat(many.rows()
                        .column("SELECT CONCAT(times, ' ', principal_fen, ' ', bonus_fen) FROM daily_sum"
                                + " WHERE store_id = 0 AND day = '1970-01-02' AND merchant_id = " + many.merchantId()))
                .containsExactly("300 30000 3000");
        assertThat(many.house().adminBean(SumCheck.class).differences(many.merchantId()))
                .isEmpty();
    }

    @Test
    void what_a_slow_writer_may_still_commit_is_left_for_later() {
        var busy = new Branches(House.shared());
        var card = busy.card();
        var booked = busy.topUp(busy.east(), card, Money.cash(100));
        sums().bringUp();
        assertThat(busy.rows().number("SELECT last_id FROM sum_cursor")).isLessThan(booked.id());
        busy.pass(DailySums.STILL_MOVING.plusSeconds(1));
        sums().bringUp();
        assertThat(busy.rows().number("SELECT last_id FROM sum_cursor")).isGreaterThanOrEqualTo(booked.id());
    }

    @Test
    void a_sum_that_was_changed_behind_our_back_is_found() {
        shop.pass(DailySums.STILL_MOVING.plusSeconds(1));
        sums().bringUp();
        var change = "UPDATE daily_sum SET bonus_fen = bonus_fen %s 1 WHERE store_id = 0 AND flow = 'SPEND' AND day = '"
                + first + "' AND merchant_id = " + shop.merchantId();
        assertThat(shop.rows().change(change.formatted("+"))).isEqualTo(1);
        assertThat(differences()).extracting(Finding::invariant).containsExactly("SUM_OF_DAYS");
        shop.rows().change(change.formatted("-"));
        var clearing = "UPDATE clearing_sum SET principal_fen = principal_fen %s 1 WHERE merchant_id = "
                + shop.merchantId() + " LIMIT 1";
        shop.rows().change(clearing.formatted("+"));
        assertThat(differences()).extracting(Finding::invariant).containsExactly("SUM_OF_CLEARING");
        shop.rows().change(clearing.formatted("-"));
        assertThat(differences()).isEmpty();
    }

    @Test
    void a_store_sees_its_own_figures_and_no_balance_of_the_merchant() {
        var east = overview(shop.cashier(shop.east()), days(first, second));
        assertThat(east.get("balance").isNull()).isTrue();
        assertPart(
                east.get("ofPeriod"),
                List.of(10_000L, 2_000L, 1L, 1L),
                List.of(4_000L, 2_667L, 333L, 1_000L, 2L, 2L),
                List.of(0L, 0L, 0L, 0L, 0L, 0L));
        assertThat(overview(
                                shop.owner(),
                                days(first, second) + "&storeId=" + shop.east().store())
                        .get("ofPeriod"))
                .isEqualTo(east.get("ofPeriod"));
        var foreign = shop.cashier(shop.east())
                .get("/admin/overview?storeId=" + shop.west().store());
        assertThat(foreign.problemCode()).hasValue("STORE_NOT_FOUND");
        assertThat(shop.cashier(shop.east()).get("/admin/clearing").status()).isEqualTo(403);
    }

    @Test
    void people_are_counted_once_in_every_range_of_days() {
        var chain = new Branches(House.shared());
        var cards = List.of(chain.card(), chain.card(), chain.card());
        // Who comes on which of eight days.
        var came = List.of("110", "001", "000", "100", "111", "000", "010", "100");
        var days = new ArrayList<LocalDate>();
        for (var day : came) {
            chain.untilTomorrowNoon();
            days.add(chain.today());
            for (var who = 0; who < cards.size(); who++) {
                if (day.charAt(who) == '1') {
                    chain.topUp(chain.west(), cards.get(who), Money.cash(100));
                    chain.topUp(chain.west(), cards.get(who), Money.cash(100));
                }
            }
            if (days.size() == 5) {
                chain.house().adminBean(DailySums.class).bringUp();
            }
        }
        for (var from = 0; from < came.size(); from++) {
            for (var to = from; to < came.size(); to++) {
                var range = came.subList(from, to + 1);
                var expected = IntStream.range(0, cards.size())
                        .filter(who -> range.stream().anyMatch(day -> day.charAt(who) == '1'))
                        .count();
                var shown = overview(chain.owner(), days(days.get(from), days.get(to)));
                assertThat(shown.at("/ofPeriod/topUp/people").asLong())
                        .as("%s", range)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void a_range_is_at_most_ninety_two_days_and_begins_before_it_ends() {
        assertThat(overview(shop.owner(), days(second.minusDays(91), second)).isEmpty())
                .isFalse();
        for (var path : List.of("/admin/overview", "/admin/clearing")) {
            assertRangeRefused(shop.owner().get(path + days(second.minusDays(92), second)));
            assertRangeRefused(shop.owner().get(path + days(second, first)));
        }
        var now = shop.now();
        assertRangeRefused(shop.owner()
                .get("/admin/txns?from=" + now.minus(Duration.ofDays(92)).minusSeconds(1) + "&to=" + now));
        assertRangeRefused(shop.owner().get("/admin/txns?from=" + now + "&to=" + now));
    }

    private static void assertRangeRefused(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.problemCode()).hasValue("RANGE_WRONG");
    }

    @Test
    void money_that_came_in_at_no_store_is_cleared_under_none() {
        var open = new Branches(House.shared());
        var card = open.card();
        var owner = house().admin().signedIn(open.account(), Settings.OWNER_PASSWORD);
        var form = Map.of("card", Map.of("cardId", Long.toString(card)), "amountFen", 500, "means", "CASH");
        assertThat(owner.with("Idempotency-Key", "k-" + card)
                        .post("/admin/topups", form)
                        .status())
                .isEqualTo(201);
        open.spend(open.west(), card, new Bought("N-" + card, 200, 0));
        var sheet = owner.get("/admin/clearing").json();
        assertThat(sheet.at("/pairs/0/sold/id").isNull()).isTrue();
        assertThat(sheet.at("/pairs/0/redeemed/name").asString()).isEqualTo("西店");
        assertThat(sheet.at("/pairs/0/principalFen").asLong()).isEqualTo(200);
    }

    private static House house() {
        return House.shared();
    }
}
