package io.kabao.kernel.settings;

import static io.kabao.kernel.settings.Setting.KABAO_DATA_KEY;
import static io.kabao.kernel.settings.Setting.KABAO_LOG_FORMAT;
import static io.kabao.kernel.settings.Setting.KABAO_OWNER_PASSWORD;
import static io.kabao.kernel.settings.Setting.KABAO_PLATFORM_PASSWORD;
import static io.kabao.kernel.settings.Setting.KABAO_PUBLIC_BASE;
import static io.kabao.kernel.settings.Setting.KABAO_SMS_ENDPOINT;
import static io.kabao.kernel.settings.Setting.KABAO_WECHAT_API_BASE;
import static io.kabao.kernel.settings.Setting.KABAO_WECHAT_MP_BASE;
import static io.kabao.kernel.settings.Setting.KABAO_WECHAT_OPEN_BASE;
import static io.kabao.kernel.settings.Setting.KABAO_WECHAT_PAY_BASE;
import static io.kabao.kernel.settings.Setting.SERVER_PORT;
import static io.kabao.kernel.settings.Setting.SPRING_DATASOURCE_PASSWORD;
import static io.kabao.kernel.settings.Setting.SPRING_DATASOURCE_URL;
import static io.kabao.kernel.settings.Setting.SPRING_DATASOURCE_USERNAME;
import static io.kabao.kernel.settings.Setting.SPRING_DATA_REDIS_URL;
import static io.kabao.kernel.settings.Setting.SPRING_FLYWAY_PASSWORD;
import static io.kabao.kernel.settings.Setting.SPRING_FLYWAY_USER;
import static io.kabao.kernel.settings.Setting.SPRING_PROFILES_ACTIVE;

import io.kabao.kernel.crypto.BadDataKey;
import io.kabao.kernel.crypto.DataKeys;
import io.kabao.kernel.settings.BadSettings.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.core.env.Environment;

/** The rules that hold wherever a door starts: everything needed is there and has the right form. */
final class BasicRules {
    private static final Set<String> LOG_FORMATS = Set.of("json", "text");

    private final Environment environment;
    private final List<Problem> problems = new ArrayList<>();

    BasicRules(Environment environment) {
        this.environment = environment;
    }

    List<Problem> problems() {
        database();
        redis();
        port();
        profile();
        dataKey();
        publicBase();
        List.of(
                        KABAO_WECHAT_API_BASE,
                        KABAO_WECHAT_OPEN_BASE,
                        KABAO_WECHAT_MP_BASE,
                        KABAO_WECHAT_PAY_BASE,
                        KABAO_SMS_ENDPOINT)
                .forEach(this::outside);
        List.of(KABAO_OWNER_PASSWORD, KABAO_PLATFORM_PASSWORD).forEach(this::password);
        KABAO_LOG_FORMAT
                .in(environment)
                .filter(format -> !LOG_FORMATS.contains(format))
                .ifPresent(format -> problems.add(KABAO_LOG_FORMAT.is("is unknown: expected json or text")));
        return problems;
    }

    private void database() {
        var given = SPRING_DATASOURCE_URL.in(environment);
        if (given.isEmpty()) {
            problems.add(SPRING_DATASOURCE_URL.is("is missing: expected jdbc:mysql://host:port/database"));
        } else {
            var url = DatabaseUrl.of(given.get());
            if (url.isEmpty()) {
                problems.add(SPRING_DATASOURCE_URL.is("is malformed: expected jdbc:mysql://host:port/database"));
            } else if (url.get().hasLogin()) {
                problems.add(SPRING_DATASOURCE_URL.is(
                        "holds a user or password: they belong in SPRING_DATASOURCE_USERNAME and _PASSWORD"));
            }
        }
        require(SPRING_DATASOURCE_USERNAME, "the database user of the app");
        require(SPRING_DATASOURCE_PASSWORD, "the password of the app's database user");
        var user = SPRING_FLYWAY_USER.in(environment);
        var password = SPRING_FLYWAY_PASSWORD.in(environment);
        if (user.isPresent() && password.isEmpty()) {
            problems.add(SPRING_FLYWAY_PASSWORD.is("is missing: SPRING_FLYWAY_USER is set, expected both or none"));
        } else if (user.isEmpty() && password.isPresent()) {
            problems.add(SPRING_FLYWAY_USER.is("is missing: SPRING_FLYWAY_PASSWORD is set, expected both or none"));
        }
    }

    private void redis() {
        var url = SPRING_DATA_REDIS_URL.in(environment);
        if (url.isEmpty()) {
            problems.add(SPRING_DATA_REDIS_URL.is("is missing: expected redis://:password@host:port or rediss://…"));
        } else if (url.flatMap(text -> Address.of(text, Set.of("redis", "rediss")))
                .isEmpty()) {
            problems.add(SPRING_DATA_REDIS_URL.is("is malformed: expected redis://:password@host:port or rediss://…"));
        }
    }

    private void port() {
        SERVER_PORT
                .in(environment)
                .filter(port -> !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535)
                .ifPresent(port -> problems.add(SERVER_PORT.is("is no port: expected a number from 0 to 65535")));
    }

    private void profile() {
        for (var profile : environment.getActiveProfiles()) {
            boolean meant = profile.equalsIgnoreCase("prod") || profile.equalsIgnoreCase("production");
            if (meant && !profile.equals("production")) {
                problems.add(SPRING_PROFILES_ACTIVE.is("names a profile that does not exist: expected production"));
            }
        }
    }

    private void dataKey() {
        try {
            DataKeys.parse(KABAO_DATA_KEY.in(environment).orElse(null));
        } catch (BadDataKey e) {
            problems.add(KABAO_DATA_KEY.is(e.fault()));
        }
    }

    private void publicBase() {
        KABAO_PUBLIC_BASE
                .in(environment)
                .filter(text -> Address.web(text).isEmpty() || text.endsWith("/"))
                .ifPresent(text -> problems.add(KABAO_PUBLIC_BASE.is(
                        "is malformed: expected https://host, without a query and without a slash at its end")));
    }

    private void outside(Setting setting) {
        setting.in(environment)
                .filter(text -> Address.web(text).isEmpty())
                .ifPresent(text -> problems.add(setting.is("is malformed: expected http://host:port or https://host")));
    }

    private void password(Setting setting) {
        setting.in(environment)
                .filter(WeakSecret::isWeak)
                .ifPresent(text -> problems.add(setting.is("is weak: expected at least " + WeakSecret.LENGTH_MIN
                        + " characters that are on no list of common passwords")));
    }

    private void require(Setting setting, String what) {
        if (setting.in(environment).isEmpty()) {
            problems.add(setting.is("is missing: expected " + what));
        }
    }
}
