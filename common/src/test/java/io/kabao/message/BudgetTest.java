package io.kabao.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

    @Test
    void the_first_code_of_a_phone_waits_for_nothing() {
        assertThat(Budget.waitOfPhone(List.of(), NOW)).isZero();
    }

    @Test
    void the_second_waits_until_a_minute_has_passed_and_no_longer() {
        assertThat(Budget.waitOfPhone(sent(Duration.ofSeconds(1)), NOW)).isEqualTo(Duration.ofSeconds(59));
        assertThat(Budget.waitOfPhone(sent(Duration.ofMillis(59_999)), NOW)).isEqualTo(Duration.ofMillis(1));
        assertThat(Budget.waitOfPhone(sent(Duration.ofSeconds(60)), NOW)).isZero();
    }

    @Test
    void the_fifth_within_an_hour_waits_for_the_first_to_be_an_hour_old() {
        var four = sent(Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofMinutes(20), Duration.ofMinutes(50));
        assertThat(Budget.waitOfPhone(four, NOW)).isEqualTo(Duration.ofMinutes(10));
        assertThat(Budget.waitOfPhone(four.subList(0, 3), NOW)).isZero();
    }

    @Test
    void the_ninth_of_a_day_waits_for_the_first_to_be_a_day_old() {
        var eight = new ArrayList<Attempt>();
        for (var hours = 2; hours <= 23; hours += 3) {
            eight.add(attempt(Duration.ofHours(hours), CodeStatus.USED));
        }
        assertThat(eight).hasSize(8);
        assertThat(Budget.waitOfPhone(eight, NOW)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void what_failed_counts_for_the_minute_alone() {
        var failures = new ArrayList<Attempt>();
        for (var minutes = 1; minutes <= 15; minutes++) {
            failures.add(attempt(Duration.ofMinutes(minutes), CodeStatus.FAILED));
        }
        assertThat(Budget.waitOfPhone(failures, NOW)).isZero();
        failures.addFirst(attempt(Duration.ofSeconds(20), CodeStatus.FAILED));
        assertThat(Budget.waitOfPhone(failures, NOW)).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void a_person_gets_six_an_hour_and_twelve_a_day() {
        var times = new ArrayList<Instant>();
        for (var minutes = 0; minutes < 6; minutes++) {
            times.add(NOW.minus(Duration.ofMinutes(minutes)));
        }
        assertThat(Budget.waitBeyond(Budget.IDENTITY, times.subList(0, 5), NOW)).isZero();
        assertThat(Budget.waitBeyond(Budget.IDENTITY, times, NOW)).isEqualTo(Duration.ofMinutes(55));
        times.clear();
        for (var hours = 1; hours <= 12; hours++) {
            times.add(NOW.minus(Duration.ofHours(hours)));
        }
        assertThat(Budget.waitBeyond(Budget.IDENTITY, times, NOW)).isEqualTo(Duration.ofHours(12));
    }

    private static List<Attempt> sent(Duration... ago) {
        return List.of(ago).stream().map(age -> attempt(age, CodeStatus.OPEN)).toList();
    }

    private static Attempt attempt(Duration ago, CodeStatus status) {
        return new Attempt(NOW.minus(ago), status);
    }
}
