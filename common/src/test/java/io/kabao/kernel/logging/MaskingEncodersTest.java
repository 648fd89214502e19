package io.kabao.kernel.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MaskingEncodersTest {
    private static final String[] CANARIES = {"13812345678", "hunter2", "oGZUI0egBJY1zhBYw2KhdUfwVJJE", "57_abcDEF"};

    private final LoggerContext context = new LoggerContext();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @BeforeEach
    void bind() {
        context.setMDCAdapter(MDC.getMDCAdapter());
        context.putObject(Environment.class.getName(), new MockEnvironment());
    }

    @AfterEach
    void stop() {
        context.stop();
        MDC.clear();
    }

    @Test
    void message_arguments_mdc_pairs_and_stack_traces_are_masked_in_json() {
        var log = loggerWith(new MaskingJsonEncoder());
        MDC.put("password", "hunter2");
        log.atError()
                .addKeyValue("token", "57_abcDEF")
                .addKeyValue("phone", 13812345678L)
                .setCause(new IllegalStateException(
                        "POST https://x/y?access_token=57_abcDEF {\"phone\":\"13812345678\"}",
                        new RuntimeException("password=hunter2\nopenid oGZUI0egBJY1zhBYw2KhdUfwVJJE")))
                .log("Sent {} to {} with {\"password\":\"hunter2\"}", "oGZUI0egBJY1zhBYw2KhdUfwVJJE", "13812345678");
        var line = text();
        assertThat(line).doesNotContain(CANARIES).endsWith("}\n").hasLineCount(1);
        var json = JsonMapper.builder().build().readTree(line);
        assertThat(json.path("message").asString())
                .isEqualTo("Sent oGZU**** to 138****5678 with {\"password\":\"****\"}");
        assertThat(json.path("password").asString()).isEqualTo("****");
        assertThat(json.path("log").path("level").asString()).isEqualTo("ERROR");
        assertThat(json.path("error").path("stack_trace").asString())
                .contains("access_token=****", "\"phone\":\"138****5678\"", "password=****", "openid oGZU****");
    }

    @Test
    void an_ordinary_line_keeps_time_level_logger_and_message() {
        loggerWith(new MaskingJsonEncoder()).info("Store {} opened", 1846213812345678901L);
        JsonNode json = JsonMapper.builder().build().readTree(text());
        assertThat(json.path("message").asString()).isEqualTo("Store 1846213812345678901 opened");
        assertThat(json.path("log").path("logger").asString()).isEqualTo("io.kabao.test");
        assertThat(json.path("@timestamp").asString()).isNotEmpty();
    }

    @Test
    void a_message_of_a_megabyte_becomes_one_json_line_of_32_kib() {
        loggerWith(new MaskingJsonEncoder()).info("password=hunter2 \"卡\"\n".repeat(60_000));
        assertThat(written.size()).isBetween(32_000, 32 * 1024);
        assertThat(text()).doesNotContain(CANARIES).hasLineCount(1);
        var json = JsonMapper.builder().build().readTree(text());
        assertThat(json.path("message").asString()).matches("(?s).*… \\[cut, [0-9]+ bytes in all]");
    }

    @Test
    void plain_text_is_masked_too() {
        var encoder = new MaskingTextEncoder();
        encoder.setPattern("%-5level %logger{39} : %m%n%ex");
        loggerWith(encoder)
                .warn("password=hunter2 for {}", "13812345678", new IllegalStateException("token=57_abcDEF"));
        assertThat(text())
                .doesNotContain(CANARIES)
                .startsWith("WARN  io.kabao.test : password=**** for 138****5678")
                .contains("IllegalStateException: token=****", "MaskingEncodersTest.java:");
    }

    private Logger loggerWith(Encoder<ILoggingEvent> encoder) {
        encoder.setContext(context);
        encoder.start();
        var appender = new OutputStreamAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(written);
        appender.start();
        var logger = context.getLogger("io.kabao.test");
        logger.setLevel(Level.INFO);
        logger.addAppender(appender);
        return logger;
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
