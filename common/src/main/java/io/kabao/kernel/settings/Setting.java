package io.kabao.kernel.settings;

import java.util.Optional;
import org.springframework.core.env.Environment;

/** The settings that are checked; each is named as it stands in the environment. */
enum Setting {
    SPRING_DATASOURCE_URL("spring.datasource.url"),
    SPRING_DATASOURCE_USERNAME("spring.datasource.username"),
    SPRING_DATASOURCE_PASSWORD("spring.datasource.password"),
    SPRING_FLYWAY_USER("spring.flyway.user"),
    SPRING_FLYWAY_PASSWORD("spring.flyway.password"),
    SPRING_DATA_REDIS_URL("spring.data.redis.url"),
    SPRING_PROFILES_ACTIVE("spring.profiles.active"),
    SERVER_PORT("server.port"),
    KABAO_DATA_KEY("kabao.data-key"),
    KABAO_PUBLIC_BASE("kabao.public-base"),
    KABAO_WECHAT_API_BASE("kabao.wechat.api-base"),
    KABAO_WECHAT_OPEN_BASE("kabao.wechat.open-base"),
    KABAO_WECHAT_MP_BASE("kabao.wechat.mp-base"),
    KABAO_WECHAT_PAY_BASE("kabao.wechat.pay-base"),
    KABAO_SMS_ENDPOINT("kabao.sms.endpoint"),
    KABAO_SMS_ACCESS_KEY_ID("kabao.sms.access-key-id"),
    KABAO_SMS_ACCESS_KEY_SECRET("kabao.sms.access-key-secret"),
    KABAO_SMS_SIGN_NAME("kabao.sms.sign-name"),
    KABAO_SMS_TEMPLATE_CLAIM("kabao.sms.template.claim"),
    KABAO_SMS_TEMPLATE_BIND("kabao.sms.template.bind"),
    KABAO_SMS_TEMPLATE_IDENTITY("kabao.sms.template.identity"),
    KABAO_SMS_TEMPLATE_PIN("kabao.sms.template.pin"),
    KABAO_SMS_TEMPLATE_PAY("kabao.sms.template.pay"),
    KABAO_SMS_TEMPLATE_CARD_BOUND_ELSEWHERE("kabao.sms.template.card-bound-elsewhere"),
    KABAO_SMS_TEMPLATE_PHONE_TAKEN_OVER("kabao.sms.template.phone-taken-over"),
    KABAO_OWNER_PASSWORD("kabao.owner-password"),
    KABAO_PLATFORM_PASSWORD("kabao.platform-password"),
    KABAO_LOG_FORMAT("kabao.log.format");

    private final String property;

    Setting(String property) {
        this.property = property;
    }

    /** The value, or empty if it is absent or blank. */
    Optional<String> in(Environment environment) {
        return Optional.ofNullable(environment.getProperty(property)).filter(value -> !value.isBlank());
    }

    /** A fault of this setting; the words follow its name. */
    BadSettings.Problem is(String fault) {
        return new BadSettings.Problem(name(), fault);
    }
}
