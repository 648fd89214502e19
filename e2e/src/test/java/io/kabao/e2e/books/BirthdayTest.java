package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Orders of members who have their birthday. */
class BirthdayTest extends PointsCase {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private void rule(String birthday, long points) {
        var rule =
                Map.of("name", "生日" + birthday, "points", points, "perFen", 100, "onTop", true, "birthday", birthday);
        var answer = counter.owner().post("/admin/points-rules", rule);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.text("/birthday")).isEqualTo(birthday);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(house.clock().instant(), SHANGHAI);
    }

    private void askForBirthdays() {
        var path = "/admin/card-templates/"
                + counter.rows().number("SELECT template_id FROM member_card WHERE id = " + card);
        var field = Map.of("key", "birthday", "label", "生日", "type", "DATE", "editRight", "FILL_ONCE");
        var answer = counter.owner()
                .patch(
                        path,
                        Map.of(
                                "version",
                                counter.owner().get(path).number("/version"),
                                "profileFields",
                                List.of(field)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private void born(LocalDate day) {
        var path = "/admin/members/" + counter.rows().number("SELECT member_id FROM member_card WHERE id = " + card);
        var answer = counter.owner()
                .patch(
                        path,
                        Map.of(
                                "version",
                                counter.owner().get(path).number("/version"),
                                "profile",
                                Map.of("birthday", day.toString())));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private long earned() {
        return spend(Map.of("amountFen", 1_000)).number("/pointsEarned");
    }

    @Test
    void they_earn_more_on_the_day_and_others_do_not() {
        rule();
        rule("DAY", 4);
        askForBirthdays();
        assertThat(earned()).as("of whom nobody knows it").isEqualTo(10);
        born(today().minusYears(28));
        var spend = spend(Map.of("amountFen", 1_000));
        assertThat(spend.number("/pointsEarned")).isEqualTo(50);
        var seen = counter.owner().get("/admin/spends/" + spend.text("/id"));
        assertThat(seen.json().get("pointsReasons").findValuesAsString("name"))
                .containsExactlyInAnyOrder("一元一分", "生日DAY");
        born(today().plusDays(1).minusYears(28));
        assertThat(earned()).isEqualTo(10);
        counter.pass(Duration.ofDays(1));
        assertThat(earned()).isEqualTo(50);
    }

    @Test
    void a_month_is_the_calendar_s_and_an_order_that_was_set_aside_has_it_too() {
        rule("MONTH", 2);
        askForBirthdays();
        born(today().withDayOfMonth(1).minusYears(41));
        assertThat(earned()).isEqualTo(20);
        var held = keyed().post(
                        "/admin/holds", of(Map.of("orderNo", "H-" + card, "channel", "OFFLINE", "amountFen", 500)));
        assertThat(held.status()).as(held.body()).isEqualTo(201);
        assertThat(keyed().post("/admin/holds/" + held.text("/id") + "/capture", Map.of("amountFen", 500))
                        .status())
                .isEqualTo(200);
        assertThat(points()).isEqualTo(30);
        born(today().withDayOfMonth(1).minusMonths(1).minusYears(41));
        assertThat(earned()).isZero();
    }
}
