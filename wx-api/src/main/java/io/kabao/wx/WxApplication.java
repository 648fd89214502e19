package io.kabao.wx;

import io.kabao.door.Pages;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/** The customers' door. */
@SpringBootApplication
@ComponentScan(
        basePackages = "io.kabao",
        excludeFilters =
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = "io\\.kabao\\.(admin|sandbox|e2e)\\..*"))
public class WxApplication {

    /** Starts the door. */
    public static void main(String[] arguments) {
        SpringApplication.run(WxApplication.class, arguments);
    }

    @Bean
    Pages customersPages() {
        return new Pages("m");
    }
}
