package io.kabao.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Settings that were stored before perks had days and links a switch. */
class StoredSettingsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);

    @Test
    void what_was_written_of_old_is_shown_as_it_was() {
        var stored = """
                {"validity": {"kind": "FOREVER"}, "perks": [{"text": "九折"}],
                 "links": [{"text": "商城", "url": "https://shop.example/"}], "profileFields": [],
                 "bindingFields": ["phone"], "storeIds": [12], "documents": []}
                """;
        var settings = JsonMapper.shared().readValue(stored, TemplateSettings.class);
        assertThat(settings.perks().getFirst().isShownOn(TODAY)).isTrue();
        assertThat(settings.links().getFirst().shows()).isTrue();
        assertThat(settings.links().getFirst().icon()).isNull();
        assertThat(settings.isValidAt(12)).isTrue();
    }

    @Test
    void a_perk_is_shown_from_its_first_day_to_its_last() {
        var perk = new TemplateSettings.Perk("八折", null, TODAY, TODAY.plusDays(1));
        assertThat(perk.isShownOn(TODAY.minusDays(1))).isFalse();
        assertThat(perk.isShownOn(TODAY)).isTrue();
        assertThat(perk.isShownOn(TODAY.plusDays(1))).isTrue();
        assertThat(perk.isShownOn(TODAY.plusDays(2))).isFalse();
    }
}
