package io.kabao.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @ParameterizedTest
    @ValueSource(strings = {"=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"})
    void a_text_that_begins_like_a_formula_is_text(String beginning) {
        assertThat(Csv.text(beginning + "1+1")).isEqualTo("'" + beginning + "1+1");
        assertThat(Csv.text("  " + beginning + "=1+1")).startsWith("'");
        assertThat(Csv.text(beginning)).startsWith("'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "东店", "1=1", "a-b", "A+", "李@东店"})
    void other_texts_stay_as_they_are(String text) {
        assertThat(Csv.text(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.00",
        "1, 0.01",
        "-1, -0.01",
        "100, 1.00",
        "-12345, -123.45",
        "9223372036854775807, 92233720368547758.07",
        "-9223372036854775807, -92233720368547758.07"
    })
    void fen_are_written_in_yuan_with_two_decimals(long fen, String yuan) {
        assertThat(Csv.yuan(fen)).isEqualTo(yuan);
    }

    @Test
    void a_file_begins_with_its_mark_and_doubles_quotation_marks() throws IOException {
        var out = new ByteArrayOutputStream();
        new Csv(out).row(List.of("a\"b", "", "两,个"));
        assertThat(out.toByteArray()).startsWith(0xEF, 0xBB, 0xBF);
        assertThat(out.toString(StandardCharsets.UTF_8).substring(1)).isEqualTo("\"a\"\"b\",\"\",\"两,个\"\r\n");
    }
}
