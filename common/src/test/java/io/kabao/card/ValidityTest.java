package io.kabao.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.card.TemplateSettings.Validity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ValidityTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Instant ACTIVATED = Instant.parse("2026-03-01T10:15:30.123Z");

    @Test
    void a_card_for_ever_has_no_end() {
        assertThat(Validity.FOREVER.endsAt(ACTIVATED, SHANGHAI)).isNull();
    }

    @Test
    void a_card_of_dates_ends_with_its_last_day_where_the_merchant_is() {
        var dates = new Validity(Validity.Kind.DATES, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31), null);
        assertThat(dates.endsAt(ACTIVATED, SHANGHAI)).isEqualTo("2026-12-31T16:00:00Z");
        assertThat(dates.endsAt(ACTIVATED, ZoneOffset.UTC)).isEqualTo("2027-01-01T00:00:00Z");
        assertThat(dates.endsAt(Instant.parse("2028-01-01T00:00:00Z"), SHANGHAI))
                .as("whenever it was activated")
                .isEqualTo("2026-12-31T16:00:00Z");
    }

    @Test
    void a_card_of_days_ends_to_the_millisecond_so_many_days_after_its_activation() {
        var days = new Validity(Validity.Kind.DAYS, null, null, 365);
        assertThat(days.endsAt(ACTIVATED, SHANGHAI)).isEqualTo("2027-03-01T10:15:30.123Z");
    }
}
