package io.kabao.kernel.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/** What all modules refuse. */
class ErrorCodesTest {

    private static final Object[] PLACES = {"a", "b", "c", "d"};

    private static Stream<ErrorCode> all() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(ErrorCode.class));
        return scanner.findCandidateComponents("io.kabao").stream()
                .map(found -> ClassUtils.resolveClassName(Objects.requireNonNull(found.getBeanClassName()), null))
                .filter(Class::isEnum)
                .flatMap(codes -> Arrays.stream(codes.getEnumConstants()))
                .map(ErrorCode.class::cast);
    }

    private static long apostrophes(String text) {
        return text.chars().filter(letter -> letter == '\'').count();
    }

    @Test
    void no_sentence_loses_an_apostrophe_or_keeps_a_place_when_its_places_are_filled() {
        assertThat(all().map(ErrorCode::name)).contains("INVALID_REQUEST", "BINDING_FIELD_UNKNOWN");
        assertThat(all()).allSatisfy(code -> {
            var sentence = code.sentence();
            assertThat(apostrophes(sentence.in(Locale.ENGLISH, PLACES))).isEqualTo(apostrophes(sentence.en()));
            assertThat(apostrophes(sentence.in(Locale.CHINESE, PLACES))).isEqualTo(apostrophes(sentence.zh()));
            assertThat(sentence.in(Locale.ENGLISH, PLACES)).doesNotContain("{");
        });
    }
}
