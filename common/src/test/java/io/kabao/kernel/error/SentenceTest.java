package io.kabao.kernel.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SentenceTest {

    @Test
    void chinese_unless_english_is_asked_for() {
        var sentence = new Sentence("您好", "Hello");
        assertThat(sentence.in(Locale.SIMPLIFIED_CHINESE)).isEqualTo("您好");
        assertThat(sentence.in(Locale.FRENCH)).isEqualTo("您好");
        assertThat(sentence.in(Locale.UK)).isEqualTo("Hello");
    }

    @Test
    void numbers_fill_their_places_without_grouping() {
        assertThat(new Sentence("最多 {0} 个", "at most {0}").in(Locale.ENGLISH, 1_234_567))
                .isEqualTo("at most 1234567");
    }

    @Test
    void an_apostrophe_stays_where_nothing_is_filled_in() {
        assertThat(new Sentence("", "can't").in(Locale.ENGLISH)).isEqualTo("can't");
    }

    @ParameterizedTest
    @EnumSource
    void every_refusal_speaks_both_languages(KernelError error) {
        assertThat(error.sentence().zh())
                .isNotBlank()
                .isNotEqualTo(error.sentence().en());
        assertThat(error.sentence().en()).isNotBlank().matches("[\\x20-\\x7E]+");
        assertThat(error.status()).isBetween(400, 599);
    }
}
