package io.kabao.kernel.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.ConsoleAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.logback.LogbackLoggingSystem;
import org.springframework.mock.env.MockEnvironment;

/** Reads the shipped logback-spring.xml as Spring Boot does. */
class LogbackConfigurationTest {
    private final LogbackLoggingSystem system =
            new LogbackLoggingSystem(getClass().getClassLoader());

    @AfterEach
    void backToDefaults() {
        system.cleanUp();
        system.beforeInitialize();
        system.initialize(new LoggingInitializationContext(new MockEnvironment()), null, null);
    }

    @ParameterizedTest
    @CsvSource({",MaskingJsonEncoder", "json,MaskingJsonEncoder", "text,MaskingTextEncoder"})
    void the_console_is_masked_in_either_format(String format, String encoder) {
        var environment = new MockEnvironment();
        if (format != null) {
            environment.setProperty("kabao.log.format", format);
        }
        system.cleanUp();
        system.beforeInitialize();
        system.initialize(new LoggingInitializationContext(environment), null, null);
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var appenders = context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
        var console = (ConsoleAppender<?>) appenders.next();
        assertThat(appenders).isExhausted();
        assertThat(console.getEncoder().getClass().getSimpleName()).isEqualTo(encoder);
        assertThat(console.isStarted()).isTrue();
        assertThat(context.getLogger("me.chanjar.weixin.mp").getEffectiveLevel())
                .isEqualTo(Level.WARN);
        assertThat(context.getLogger("com.github.binarywang").getEffectiveLevel())
                .isEqualTo(Level.WARN);
        assertThat(context.getLogger("io.kabao").getEffectiveLevel()).isEqualTo(Level.INFO);
    }
}
