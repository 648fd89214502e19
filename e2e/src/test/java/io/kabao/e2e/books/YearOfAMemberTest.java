package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.points.ExpiringPoints;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Thirteen months of one member, reckoned by hand. */
class YearOfAMemberTest extends LevelsCase {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private void passTo(MonthDay day) {
        var now = house.clock().instant().atZone(ZONE);
        var next = day.atYear(now.getYear());
        var then = next.isAfter(now.toLocalDate()) ? next : day.atYear(now.getYear() + 1);
        counter.pass(Duration.between(
                now.toInstant(), then.atTime(LocalTime.of(10, 0)).atZone(ZONE).toInstant()));
        house.adminBean(ExpiringPoints.class).end();
        endTerms();
    }

    private LocalDate keptUntil() {
        var until = counter.rows().column("SELECT keep_until FROM card_level WHERE id = " + card);
        return LocalDate.parse(until.getFirst().substring(0, 10)).plusDays(1);
    }

    @Test
    void a_member_climbs_pays_less_loses_points_at_the_end_of_the_year_and_keeps_the_level_in_the_days_of_grace() {
        rule();
        set(Map.of("expiry", Map.of("kind", "END_OF_YEAR", "count", 0)));
        worth(Map.of("asMoney", Map.of("points", 100, "fen", 100)));
        var silver = level("银卡", "growth", 300, "discountBp", 500, "pointsBp", 15_000, "gift", Map.of("points", 200));
        var keep = Map.of("months", 12, "warningDays", 30, "graceDays", 7, "fall", "RECALCULATED");
        put(List.of(level("普通会员"), silver), Map.of("keep", keep));

        passTo(MonthDay.of(Month.NOVEMBER, 10));
        assertThat(spend(Map.of("amountFen", 20_000)).number("/pointsEarned")).isEqualTo(200);
        count();
        assertThat(standing().number("/standing/next/missing")).as("300 - 200").isEqualTo(100);

        passTo(MonthDay.of(Month.DECEMBER, 20));
        spend(Map.of("amountFen", 15_000));
        count();
        assertThat(name()).as("200 + 150 of growth").isEqualTo("银卡");
        awaitGifts();
        assertThat(points()).as("200 + 150 and 200 for the level").isEqualTo(550);
        var reachedIn = house.clock().instant().atZone(ZONE).getYear();
        assertThat(keptUntil()).isEqualTo(LocalDate.of(reachedIn + 1, Month.DECEMBER, 21));

        passTo(MonthDay.of(Month.DECEMBER, 31));
        var large = spend(Map.of("amountFen", 10_000));
        assertThat(large.number("/principalFen")).as("5 % off").isEqualTo(9_500);
        assertThat(large.number("/pointsEarned")).as("95 and half as many").isEqualTo(142);
        var small = spend(Map.of("amountFen", 2_000, "pointsToUse", 500));
        assertThat(small.number("/principalFen")).as("1,900 less 500 by points").isEqualTo(1_400);
        assertThat(small.number("/pointsEarned")).isEqualTo(21);
        assertThat(points()).as("550 + 142 - 500 + 21").isEqualTo(213);

        passTo(MonthDay.of(Month.JANUARY, 2));
        assertThat(points()).as("the year is over").isZero();
        refund(large, Map.of());
        count();
        assertThat(of("points_debt")).as("what it earned ended unused").isZero();
        assertThat(standing().number("/standing/growth"))
                .as("20,000 + 15,000 + 1,400 fen")
                .isEqualTo(364);
        assertThat(name()).isEqualTo("银卡");

        passTo(MonthDay.of(Month.MARCH, 1));
        assertThat(spend(Map.of("amountFen", 10_000)).number("/pointsEarned")).isEqualTo(142);

        passTo(MonthDay.of(Month.DECEMBER, 10));
        count();
        assertThat(standing().number("/standing/growth"))
                .as("9,500 fen since January")
                .isEqualTo(95);
        assertThat(standing().number("/standing/atRisk/missing")).isEqualTo(205);

        passTo(MonthDay.of(Month.DECEMBER, 24));
        assertThat(name()).as("three days of grace are over").isEqualTo("银卡");
        assertThat(spend(Map.of("amountFen", 21_600)).number("/pointsEarned"))
                .as("20,520 fen: 205 and half as many")
                .isEqualTo(307);
        count();
        assertThat(standing().json().at("/standing/atRisk").isNull()).isTrue();
        assertThat(keptUntil()).isEqualTo(LocalDate.of(reachedIn + 2, Month.DECEMBER, 25));

        passTo(MonthDay.of(Month.DECEMBER, 29));
        assertThat(name()).as("it was kept").isEqualTo("银卡");
        assertThat(points()).as("142 + 307").isEqualTo(449);
        passTo(MonthDay.of(Month.JANUARY, 1));
        assertThat(points()).isZero();
        assertThat(reasons()).containsExactly("REACHED");
        assertThat(of("principal_fen"))
                .as("100,000 - 20,000 - 15,000 - 1,400 - 9,500 - 20,520")
                .isEqualTo(33_580);
    }
}
