package io.kabao.kernel.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class LineCutTest {
    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    void a_line_of_32_kib_stays_whole() {
        var line = "x".repeat(LineCut.BYTES_MAX);
        assertThat(LineCut.cut(line)).isEqualTo(line);
        assertThat(LineCut.cut("卡".repeat(10_000))).hasSize(10_000);
    }

    @Test
    void a_longer_line_is_cut_and_says_so_at_its_end() {
        var cut = LineCut.cut("x".repeat(LineCut.BYTES_MAX + 1));
        assertThat(bytes(cut)).isLessThanOrEqualTo(LineCut.BYTES_MAX);
        assertThat(cut).endsWith("x… [cut, 32769 bytes in all]" + System.lineSeparator());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "卡", "🎂", "\\\"", "\\\\", "\\u0000", "a\\n"})
    void a_cut_json_line_is_still_one_json_object(String piece) {
        for (int shift = 0; shift < 8; shift++) {
            var line = "{\"a\":\"" + "y".repeat(shift) + "\",\"log\":{\"level\":\"INFO\",\"list\":[1,{\"message\":\""
                    + piece.repeat(40_000) + "\"}]},\"z\":1}\n";
            var cut = LineCut.cut(line);
            var tree = json.readTree(cut);
            assertThat(bytes(cut)).isBetween(LineCut.BYTES_MAX - 512, LineCut.BYTES_MAX);
            assertThat(cut).endsWith("\n").doesNotContain("\n\n");
            assertThat(tree.at("/log/list/1/message").asString()).endsWith("… [cut, " + bytes(line) + " bytes in all]");
        }
    }

    @Test
    void a_line_that_ends_in_many_short_values_is_cut_in_the_last_one_that_fits() {
        var line = new StringBuilder("{\"message\":\"m\"");
        for (int i = 0; i < 5_000; i++) {
            line.append(",\"key").append(i).append("\":\"value\"");
        }
        assertThat(json.readTree(LineCut.cut(line.append("}\n").toString())).size())
                .isGreaterThan(1_000);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
