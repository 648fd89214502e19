package io.kabao.e2e.claim;

import io.kabao.wx.WxApplication;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The customers' door with a clock that is ahead by {@code LATER_SECONDS}. */
final class LaterDoor {

    private LaterDoor() {}

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(WxApplication.class, Later.class).run(arguments);
    }

    @Configuration(proxyBeanMethods = false)
    static class Later {

        @Bean
        @Primary
        Clock clockAhead(@Value("${LATER_SECONDS}") long seconds) {
            return Clock.offset(Clock.tickMillis(ZoneOffset.UTC), Duration.ofSeconds(seconds));
        }
    }
}
