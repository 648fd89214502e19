package io.kabao.admin;

import io.kabao.access.FirstStart;
import io.kabao.access.Opening;
import io.kabao.door.Pages;
import io.kabao.merchant.Merchants;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/** The admin door. */
@SpringBootApplication
@ComponentScan(
        basePackages = "io.kabao",
        excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = "io\\.kabao\\.(wx|sandbox|e2e)\\..*"))
public class AdminApplication {

    /** Starts the door. */
    public static void main(String[] arguments) {
        SpringApplication.run(AdminApplication.class, arguments);
    }

    @Bean
    Pages console() {
        return new Pages("console");
    }

    @Bean
    ApplicationRunner firstStart(
            Merchants merchants,
            Opening opening,
            @Value("${KABAO_OWNER_PASSWORD:#{null}}") @Nullable String ownersPassword,
            @Value("${KABAO_PLATFORM_PASSWORD:#{null}}") @Nullable String platformsPassword) {
        return _ -> new FirstStart(merchants, opening, System.out).run(ownersPassword, platformsPassword);
    }
}
