package io.kabao.kernel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Times in bodies. */
class TimeDeserializerTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule().addDeserializer(Instant.class, new TimeDeserializer()))
            .build();

    @ParameterizedTest
    @CsvSource({
        "2026-11-27T12:00:00+08:00, 2026-11-27T04:00:00Z",
        "2026-11-27T04:00:00.123Z, 2026-11-27T04:00:00.123Z",
        "2026-11-27T04:00Z, 2026-11-27T04:00:00Z",
        "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z",
        "1000-01-01T00:00:00Z, 1000-01-01T00:00:00Z"
    })
    void a_time_with_an_offset_is_read(String text, Instant time) {
        assertThat(JSON.readValue('"' + text + '"', Instant.class)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1795805000000",
                "1e300",
                "1800000000.5",
                "true",
                "[]",
                "\"\"",
                "\"1800000000\"",
                "\"2026-11-27\"",
                "\"2026-11-27T12:00:00\"",
                "\"2026-02-30T12:00:00Z\"",
                "\"+10000-01-01T00:00:00Z\"",
                "\"+1000000000-12-31T23:59:59.999999999Z\"",
                "\"9999-12-31T23:59:59-01:00\"",
                "\"-0001-01-01T00:00:00Z\"",
                "\"tomorrow\""
            })
    void anything_else_is_refused(String json) {
        assertThatThrownBy(() -> JSON.readValue(json, Instant.class)).isInstanceOf(DatabindException.class);
    }

    @Test
    void null_stays_null() {
        assertThat(JSON.readValue("null", Instant.class)).isNull();
    }

    record Planned(Edit<Instant> at) {}

    @Test
    void one_that_is_changed_is_read_likewise() {
        assertThat(JSON.readValue("{\"at\": \"2026-11-27T04:00:00Z\"}", Planned.class)
                        .at()
                        .value())
                .isEqualTo(Instant.parse("2026-11-27T04:00:00Z"));
        assertThatThrownBy(() -> JSON.readValue("{\"at\": 5}", Planned.class)).isInstanceOf(DatabindException.class);
    }
}
