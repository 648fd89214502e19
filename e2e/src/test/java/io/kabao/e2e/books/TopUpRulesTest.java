package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.claim.Shop;
import io.kabao.ledger.Books;
import io.kabao.ledger.SecondBooks;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is given for which top-up, and to how many. */
class TopUpRulesTest {

    private static final int MANY = 200;
    private static final Map<String, Object> PLAIN = Map.of("amountFen", 50_000, "bonusFen", 5_000);

    private final House house = House.shared();
    private final Counter counter = new Counter(house);
    private final Api owner = counter.owner();
    private final Books other = SecondBooks.of(house, 128);
    private final List<Books> instances = List.of(house.adminBean(Books.class), other);

    @AfterEach
    void theBooksAreRight() {
        other.stop();
        counter.assertBooksAreRight();
    }

    private static Map<String, Object> with(Map<String, Object> rule, String field, Object value) {
        var changed = new HashMap<>(rule);
        changed.put(field, value);
        return changed;
    }

    private Answer topUp(long card, long fen, String rule) {
        var paid = Map.of(
                "card", Map.of("cardId", Long.toString(card)), "amountFen", fen, "ruleId", rule, "means", "CASH");
        return owner.with("Idempotency-Key", "k-" + Shop.unique(20)).post("/admin/topups", paid);
    }

    private String toppedUp(int instance, String rule, long card) {
        return Counter.outcome(() ->
                Patience.submitted(instances.get(instance % instances.size()), counter.topUpBy(rule, card, 1_000)));
    }

    private static Map<String, Long> counted(List<String> outcomes) {
        return outcomes.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private void assertOff(String rule, String reason) {
        var shown = owner.get("/admin/topup-rules/" + rule);
        assertThat(shown.text("/status")).isEqualTo("OFF");
        assertThat(shown.text("/offReason")).isEqualTo(reason);
    }

    @Test
    void a_rule_gives_bonus_and_points_and_every_fen_of_it_is_in_the_books() {
        var rule = counter.rule(with(PLAIN, "points", 120));
        var card = counter.card();
        var done = topUp(card, 50_000, rule);
        assertThat(done.status()).as(done.body()).isEqualTo(201);
        assertThat(done.json().get("principalFen").asLong()).isEqualTo(50_000);
        assertThat(done.json().get("bonusFen").asLong()).isEqualTo(5_000);
        assertThat(done.json().get("points").asLong()).isEqualTo(120);
        assertThat(done.json().get("balanceFen").asLong()).isEqualTo(55_000);
        assertThat(done.text("/ruleId")).isEqualTo(rule);
        assertThat(counter.rows()
                        .column("SELECT CONCAT(account, ' ', amount) FROM entry WHERE txn_id = " + done.text("/id")))
                .containsExactlyInAnyOrder(
                        "PRINCIPAL 50000",
                        "BONUS 5000",
                        "CASH_DESK -50000",
                        "BONUS_COST -5000",
                        "POINTS 120",
                        "POINTS_ISSUED -120");
        assertThat(topUp(card, 50_001, rule).problemCode()).hasValue("RULE_AMOUNT_WRONG");
        assertThat(topUp(card, 50_000, "1").problemCode()).hasValue("RULE_NOT_FOUND");
        var strange = new Counter(house).rule(PLAIN);
        assertThat(topUp(card, 50_000, strange).problemCode()).hasValue("RULE_NOT_FOUND");
    }

    @Test
    void principal_and_bonus_together_stay_within_the_limit_of_the_card() {
        var rule = counter.rule(Map.of("amountFen", 450_000, "bonusFen", 50_001));
        assertThat(topUp(counter.card(), 450_000, rule).problemCode()).hasValue("LIMIT_EXCEEDED");
        assertThat(owner.get("/admin/topup-rules/" + rule).json().get("used").asInt())
                .isZero();
    }

    @Test
    void two_hundred_at_once_on_many_cards_use_up_the_stock_and_no_more() {
        var rule = counter.rule(Map.of("amountFen", 1_000, "bonusFen", 100, "stock", 37));
        var cards = counter.cards(20);
        var outcomes = Counter.atOnce(MANY, i -> toppedUp(i, rule, cards.get(i % cards.size())));
        assertThat(counted(outcomes)).isEqualTo(Map.of("done", 37L, "RULE_OFF", 163L));
        assertThat(cards.stream().mapToLong(counter::balanceOf).sum()).isEqualTo(37 * 1_100);
        assertOff(rule, "SOLD_OUT");
        assertThat(counter.rows().number("SELECT COUNT(*) FROM topup WHERE rule_id = " + rule))
                .isEqualTo(37);
    }

    @Test
    void two_hundred_at_once_by_one_member_have_it_as_often_as_one_may() {
        var rule = counter.rule(Map.of("amountFen", 1_000, "bonusFen", 100, "perMember", 3));
        var cards = counter.cards(2);
        var outcomes = Counter.atOnce(MANY, i -> toppedUp(i, rule, cards.get(i % 2)));
        assertThat(counted(outcomes)).isEqualTo(Map.of("done", 6L, "RULE_HAD_BEFORE", 194L));
        assertThat(counter.balanceOf(cards.getFirst())).isEqualTo(3_300);
        assertThat(counter.balanceOf(cards.getLast())).isEqualTo(3_300);
    }

    @Test
    void a_rule_is_off_before_its_time_after_it_and_by_hand_and_says_why() {
        var now = house.clock().instant();
        var card = counter.card();
        var late = counter.rule(with(PLAIN, "from", now.plus(Duration.ofDays(1)).toString()));
        assertOff(late, "NOT_YET");
        assertThat(topUp(card, 50_000, late).text("/reason")).isEqualTo("NOT_YET");
        var over =
                counter.rule(with(PLAIN, "until", now.minus(Duration.ofDays(1)).toString()));
        assertOff(over, "ENDED");
        assertThat(topUp(card, 50_000, over).text("/reason")).isEqualTo("ENDED");
        var off = counter.rule(with(PLAIN, "active", false));
        assertOff(off, "SWITCHED_OFF");
        var refused = topUp(card, 50_000, off);
        assertThat(refused.problemCode()).hasValue("RULE_OFF");
        assertThat(refused.text("/reason")).isEqualTo("SWITCHED_OFF");
        assertThat(counter.balanceOf(card)).isZero();
    }

    @Test
    void a_rule_is_changed_at_its_version_and_removed_only_while_nobody_has_had_it() {
        var rule = counter.rule(with(PLAIN, "stock", 5));
        var path = "/admin/topup-rules/" + rule;
        var changed = owner.patch(path, Map.of("version", 1, "bonusFen", 6_000));
        assertThat(changed.json().get("version").asInt()).isEqualTo(2);
        assertThat(owner.patch(path, Map.of("version", 1, "bonusFen", 7_000)).problemCode())
                .hasValue("STALE_VERSION");
        assertThat(topUp(counter.card(), 50_000, rule).json().get("bonusFen").asLong())
                .isEqualTo(6_000);
        assertThat(topUp(counter.card(), 50_000, rule).status()).isEqualTo(201);
        var tooFew = owner.patch(path, Map.of("version", 2, "stock", 1));
        assertThat(tooFew.problemCode()).hasValue("RULE_STOCK_TOO_LOW");
        assertThat(tooFew.json().get("used").asInt()).isEqualTo(2);
        assertThat(owner.patch(path, Map.of("version", 2, "stock", 2)).text("/offReason"))
                .isEqualTo("SOLD_OUT");
        assertThat(owner.delete(path).problemCode()).hasValue("RULE_IN_USE");
        var unused = counter.rule(PLAIN);
        assertThat(owner.delete("/admin/topup-rules/" + unused).status()).isEqualTo(204);
        assertThat(Api.idsOf(owner.get("/admin/topup-rules"))).containsExactly(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"amountFen\":0",
                "\"amountFen\":-1",
                "\"amountFen\":9223372036854775808",
                "\"amountFen\":0.5",
                "\"amountFen\":1,\"bonusFen\":-1",
                "\"amountFen\":1,\"points\":-1",
                "\"amountFen\":1,\"stock\":-1",
                "\"amountFen\":1,\"perMember\":0",
                "\"amountFen\":1,\"from\":\"tomorrow\""
            })
    void what_is_no_figure_makes_no_rule(String figures) {
        var answer = owner.post("/admin/topup-rules", "{\"name\":\"坏规则\"," + figures + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    }

    @Test
    void figures_beyond_all_bounds_and_dates_the_wrong_way_round_make_no_rule() {
        var tooMuch = Map.of("name", "坏规则", "amountFen", 1, "bonusFen", Long.MAX_VALUE);
        var refused = owner.post("/admin/topup-rules", tooMuch);
        assertThat(refused.problemCode()).hasValue("RULE_WRONG");
        assertThat(refused.text("/field")).isEqualTo("bonusFen");
        var backwards =
                Map.of("name", "坏规则", "amountFen", 1, "from", "2026-02-01T00:00:00Z", "until", "2026-01-01T00:00:00Z");
        assertThat(owner.post("/admin/topup-rules", backwards).text("/field")).isEqualTo("until");
        var never = Map.of("name", "坏规则", "amountFen", 1, "until", "2200-01-01T00:00:00Z");
        assertThat(owner.post("/admin/topup-rules", never).problemCode()).hasValue("RULE_WRONG");
        var settings = Map.of("version", 1, "name", "茶馆", "licenceExpiresOn", "+99999-01-01");
        assertThat(owner.put("/admin/merchant", settings).problemCode()).hasValue("LICENCE_DATE_WRONG");
        assertThat(Api.idsOf(owner.get("/admin/topup-rules"))).isEmpty();
    }

    private void licenceUntil(LocalDate day) {
        var settings = Map.of(
                "version",
                owner.get("/admin/merchant").json().get("version").asInt(),
                "name",
                "茶馆",
                "licenceExpiresOn",
                day.toString());
        var answer = owner.put("/admin/merchant", settings);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("/licenceExpiresOn")).isEqualTo(day.toString());
    }

    @Test
    void once_the_licence_has_run_out_members_spend_and_nothing_is_taken_in() {
        var today = LocalDate.ofInstant(house.clock().instant(), ZoneId.of("Asia/Shanghai"));
        var card = counter.card();
        var rule = counter.rule(PLAIN);
        licenceUntil(today);
        assertThat(topUp(card, 50_000, rule).status()).isEqualTo(201);
        licenceUntil(today.minusDays(1));
        var refused = topUp(card, 50_000, rule);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problemCode()).hasValue("LICENCE_OVER");
        assertThat(refused.text("/expiredOn")).isEqualTo(today.minusDays(1).toString());
        assertThat(owner.post("/admin/topup-rules", Map.of("name", "新规则", "amountFen", 1))
                        .problemCode())
                .hasValue("LICENCE_OVER");
        instances.getFirst().submit(counter.spend(card, "L-" + card, 10_000, Counter.Key.fresh()));
        assertThat(counter.balanceOf(card)).isEqualTo(45_000);
    }
}
