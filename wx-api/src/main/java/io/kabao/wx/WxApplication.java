package io.kabao.wx;

import io.kabao.door.Pages;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
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

    /** WeChat shows the code that leads to an official account; a long press on that picture follows it. */
    @Bean
    Pages customersPages(@Value("${KABAO_WECHAT_MP_BASE:https://mp.weixin.qq.com}") URI followCodes) {
        return new Pages("m", followCodes);
    }
}
