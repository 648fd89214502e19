package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.access.BuiltInRole;
import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.claim.Shop;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a merchant allows at its counters. */
class BookSettingsTest {

    private final House house = House.shared();
    private final Counter counter = new Counter(house);
    private final Api owner = counter.owner();

    private String audited(String column) {
        return counter.rows()
                .column("SELECT " + column + " FROM audit WHERE action = 'BOOK_SETTINGS_CHANGED' AND merchant_id = "
                        + counter.merchantId() + " ORDER BY id DESC LIMIT 1")
                .getFirst();
    }

    @Test
    void a_merchant_that_has_said_nothing_keeps_to_what_is_usual() {
        var settings = owner.get("/admin/book-settings");
        assertThat(settings.json().get("version").asInt()).isZero();
        assertThat(settings.json().get("limitFen").asLong()).isEqualTo(500_000);
        assertThat(settings.json().get("secondPersonAboveFen").asLong()).isEqualTo(200_000);
        assertThat(settings.json().get("staffDailyCapFen").asLong()).isEqualTo(2_000_000);
        assertThat(settings.json().get("proofAboveFen").asLong()).isEqualTo(500_000);
        assertThat(settings.text("/taken")).isEqualTo("PROPORTIONAL");
        assertThat(settings.json().get("means").valueStream().map(means -> means.asString()))
                .contains("CASH", "BANK_CARD");
    }

    @Test
    void what_is_changed_holds_at_the_next_top_up_and_is_on_record_before_and_after() {
        counter.allow(Map.of("limitFen", 1_000, "means", List.of("CASH", "SHELLS")));
        var card = counter.card();
        var paid = Map.of("card", Map.of("cardId", Long.toString(card)), "amountFen", 1_001, "means", "SHELLS");
        var refused = owner.with("Idempotency-Key", "k-" + Shop.unique(20)).post("/admin/topups", paid);
        assertThat(refused.problemCode()).hasValue("LIMIT_EXCEEDED");
        assertThat(refused.json().get("limitFen").asLong()).isEqualTo(1_000);
        assertThat(audited("was")).contains("\"limitFen\":500000");
        assertThat(audited("is_now")).contains("\"limitFen\":1000").contains("SHELLS");
        assertThat(owner.get("/admin/book-settings").json().get("version").asInt())
                .isEqualTo(1);
    }

    @Test
    void each_top_up_is_spent_in_the_order_that_held_when_it_was_paid_in() {
        var card = counter.card();
        counter.allow(Map.of("taken", "PRINCIPAL_FIRST"));
        counter.booked(counter.topUp(card, 1_000, 200, Counter.Key.fresh()));
        counter.allow(Map.of("taken", "BONUS_FIRST"));
        counter.booked(counter.topUp(card, 1_000, 200, Counter.Key.fresh()));
        counter.allow(Map.of("taken", "PROPORTIONAL"));
        counter.booked(counter.topUp(card, 1_000, 200, Counter.Key.fresh()));

        assertThat(spent(card, 900)).as("principal first").isEqualTo("900 + 0");
        assertThat(spent(card, 200)).as("then its bonus").isEqualTo("100 + 100");
        assertThat(spent(card, 250)).as("the rest of it, and bonus first").isEqualTo("0 + 250");
        assertThat(spent(card, 100)).as("then its principal").isEqualTo("50 + 50");
        assertThat(spent(card, 950)).as("the rest of that one").isEqualTo("950 + 0");
        assertThat(spent(card, 600)).as("in proportion").isEqualTo("500 + 100");
        counter.assertBooksAreRight();
    }

    /** Principal and bonus that an order took. */
    private String spent(long card, long fen) {
        var done = counter.booked(counter.spend(card, "O" + Shop.unique(16), fen, Counter.Key.fresh()));
        return done.principalFen() + " + " + done.bonusFen();
    }

    @Test
    void sums_are_set_for_roles_that_are_there_and_for_each_once() {
        var role = owner.post("/admin/roles", Map.of("name", "领班", "permissions", List.of("TOPUP")))
                .text("/id");
        var ofRole = sum(role, 9_000);
        var ofManager = sum("2", 0);
        assertThat(byRole(List.of(ofRole, ofManager, ofRole)).problemCode()).hasValue("ROLE_TWICE");
        assertThat(byRole(List.of(sum("77", 1))).problemCode()).hasValue("ROLE_NOT_FOUND");
        assertThat(byRole(List.of(sum(role, Long.MAX_VALUE))).problemCode()).hasValue("SETTING_TOO_HIGH");
        assertThat(owner.get("/admin/book-settings").json().get("version").asInt())
                .isZero();
        assertThat(byRole(List.of(ofRole, ofManager)).status()).isEqualTo(200);
        var kept = owner.get("/admin/book-settings");
        assertThat(kept.text("/secondPersonByRole/0/roleId")).isEqualTo(role);
        assertThat(kept.json().at("/secondPersonByRole/0/aboveFen").asLong()).isEqualTo(9_000);
        assertThat(kept.json().at("/secondPersonByRole/1/aboveFen").asLong()).isZero();
    }

    @Test
    void that_more_may_be_moved_alone_waits_for_somebody_else_who_may_say_so() {
        assertThat(byRole(List.of(sum("4", 1_000))).status()).isEqualTo(200);
        var finance = counter.hire(BuiltInRole.FINANCE);
        var more = Map.of("version", 1, "secondPersonByRole", List.of(sum("4", 2_000)));
        for (var wider : List.of(more, Map.of("version", 1), Map.of("version", 1, "secondPersonAboveFen", 200_001))) {
            assertThat(finance.api().put("/admin/book-settings", wider).status())
                    .as("%s", wider)
                    .isEqualTo(202);
        }
        var asked = finance.api().put("/admin/book-settings", more);
        var path = "/admin/approvals/" + asked.text("/approvalId") + "/approval";
        assertThat(finance.api().post(path, Map.of()).problemCode()).hasValue("SAME_PERSON");
        assertThat(owner.get("/admin/book-settings").number("/version")).isEqualTo(1);
        assertThat(owner.post(path, Map.of()).status()).isEqualTo(200);
        assertThat(owner.get("/admin/book-settings").number("/secondPersonByRole/0/aboveFen"))
                .isEqualTo(2_000);
        var less = Map.of("version", 2, "secondPersonAboveFen", 100, "secondPersonByRole", List.of(sum("4", 0)));
        assertThat(finance.api().put("/admin/book-settings", less).status()).isEqualTo(200);
    }

    private static Map<String, Object> sum(String role, long fen) {
        return Map.of("roleId", role, "aboveFen", fen);
    }

    private Answer byRole(List<Map<String, Object>> sums) {
        return owner.put("/admin/book-settings", Map.of("version", 0, "secondPersonByRole", sums));
    }

    @Test
    void whoever_comes_second_is_told_who_was_first_and_when() {
        counter.allow(Map.of("limitFen", 1_000));
        var late = owner.put("/admin/book-settings", Map.of("version", 0, "limitFen", 2_000));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.problemCode()).hasValue("STALE_VERSION");
        assertThat(late.json().get("version").asInt()).isEqualTo(1);
        assertThat(late.text("/updatedAt")).isNotBlank();
        assertThat(late.body()).contains("另一位店主");
        assertThat(owner.get("/admin/book-settings").json().get("limitFen").asLong())
                .isEqualTo(1_000);
    }

    @Test
    void of_many_who_say_something_for_the_first_time_one_is_heard() {
        var statuses = Counter.atOnce(
                20,
                i -> owner.put("/admin/book-settings", Map.of("version", 0, "limitFen", 1_000 + i))
                        .status());
        assertThat(Collections.frequency(statuses, 200)).isOne();
        assertThat(Collections.frequency(statuses, 409)).isEqualTo(19);
    }

    @Test
    void whoever_has_not_proved_themselves_again_changes_nothing() {
        counter.doubtOwner();
        var refused = owner.put("/admin/book-settings", Map.of("version", 0, "limitFen", 1_000));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problemCode()).hasValue("TOTP_REQUIRED");
    }

    @Test
    void settings_that_nobody_could_mean_are_refused() {
        var tooHigh = owner.put("/admin/book-settings", Map.of("version", 0, "limitFen", 1_000_000_001L));
        assertThat(tooHigh.problemCode()).hasValue("SETTING_TOO_HIGH");
        assertThat(tooHigh.text("/field")).isEqualTo("limitFen");
        assertThat(tooHigh.json().get("most").asLong()).isEqualTo(1_000_000_000);
        var twice = Map.of("version", 0, "means", List.of("CASH", "CASH"));
        assertThat(owner.put("/admin/book-settings", twice).problemCode()).hasValue("MEANS_WRONG");
        for (var bad : List.of("{\"version\":0,\"limitFen\":0}", "{\"version\":0,\"means\":[]}", "{\"limitFen\":1}")) {
            assertThat(owner.put("/admin/book-settings", bad).status()).as(bad).isEqualTo(400);
        }
        assertThat(owner.get("/admin/book-settings").json().get("version").asInt())
                .isZero();
    }
}
