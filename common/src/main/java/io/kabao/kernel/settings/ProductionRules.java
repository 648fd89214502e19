package io.kabao.kernel.settings;

import static io.kabao.kernel.settings.Setting.KABAO_DATA_KEY;
import static io.kabao.kernel.settings.Setting.KABAO_PUBLIC_BASE;
import static io.kabao.kernel.settings.Setting.KABAO_SMS_ACCESS_KEY_ID;
import static io.kabao.kernel.settings.Setting.KABAO_SMS_ACCESS_KEY_SECRET;
import static io.kabao.kernel.settings.Setting.KABAO_SMS_ENDPOINT;
import static io.kabao.kernel.settings.Setting.KABAO_SMS_SIGN_NAME;
import static io.kabao.kernel.settings.Setting.KABAO_SMS_TEMPLATE_BIND;
import static io.kabao.kernel.settings.Setting.KABAO_SMS_TEMPLATE_CARD_BOUND_ELSEWHERE;
import static io.kabao.kernel.settings.Setting.KABAO_SMS_TEMPLATE_CLAIM;
import static io.kabao.kernel.settings.Setting.KABAO_SMS_TEMPLATE_IDENTITY;
import static io.kabao.kernel.settings.Setting.KABAO_SMS_TEMPLATE_PAY;
import static io.kabao.kernel.settings.Setting.KABAO_SMS_TEMPLATE_PHONE_TAKEN_OVER;
import static io.kabao.kernel.settings.Setting.KABAO_SMS_TEMPLATE_PIN;
import static io.kabao.kernel.settings.Setting.KABAO_WECHAT_API_BASE;
import static io.kabao.kernel.settings.Setting.KABAO_WECHAT_MP_BASE;
import static io.kabao.kernel.settings.Setting.KABAO_WECHAT_OPEN_BASE;
import static io.kabao.kernel.settings.Setting.KABAO_WECHAT_PAY_BASE;
import static io.kabao.kernel.settings.Setting.SPRING_DATASOURCE_PASSWORD;
import static io.kabao.kernel.settings.Setting.SPRING_DATASOURCE_URL;
import static io.kabao.kernel.settings.Setting.SPRING_DATASOURCE_USERNAME;
import static io.kabao.kernel.settings.Setting.SPRING_DATA_REDIS_URL;
import static io.kabao.kernel.settings.Setting.SPRING_FLYWAY_PASSWORD;
import static io.kabao.kernel.settings.Setting.SPRING_FLYWAY_USER;

import io.kabao.kernel.crypto.BadDataKey;
import io.kabao.kernel.crypto.DataKeys;
import io.kabao.kernel.settings.BadSettings.Problem;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.core.env.Environment;

/** The rules of the profile production: the real outside world, real secrets, separate database users. */
final class ProductionRules {
    private static final String WEAK =
            "is weak or a sample: expected at least " + WeakSecret.LENGTH_MIN + " characters made by chance";

    private final Environment environment;
    private final List<Problem> problems = new ArrayList<>();

    ProductionRules(Environment environment) {
        this.environment = environment;
    }

    List<Problem> problems() {
        real(KABAO_WECHAT_API_BASE, List.of("https://api.weixin.qq.com"));
        real(KABAO_WECHAT_OPEN_BASE, List.of("https://open.weixin.qq.com"));
        real(KABAO_WECHAT_MP_BASE, List.of("https://mp.weixin.qq.com"));
        real(KABAO_WECHAT_PAY_BASE, List.of("https://api.mch.weixin.qq.com", "https://api2.mch.weixin.qq.com"));
        real(KABAO_SMS_ENDPOINT, List.of("https://dysmsapi.aliyuncs.com"));
        sms();
        publicBase();
        dataKey();
        database();
        redis();
        return problems;
    }

    private void real(Setting setting, List<String> addresses) {
        setting.in(environment)
                .filter(text -> !addresses.contains(text))
                .ifPresent(text -> problems.add(setting.is(
                        "is not the real address: in production it is left out or " + addresses.getFirst())));
    }

    /** Without them nobody could claim outside a mini-program, or take a phone over from an old WeChat. */
    private void sms() {
        require(KABAO_SMS_ACCESS_KEY_ID, "the id of Aliyun's access key");
        require(KABAO_SMS_ACCESS_KEY_SECRET, "the secret of Aliyun's access key");
        require(KABAO_SMS_SIGN_NAME, "the signature that Aliyun has approved");
        List.of(
                        KABAO_SMS_TEMPLATE_CLAIM,
                        KABAO_SMS_TEMPLATE_BIND,
                        KABAO_SMS_TEMPLATE_IDENTITY,
                        KABAO_SMS_TEMPLATE_PIN,
                        KABAO_SMS_TEMPLATE_PAY,
                        KABAO_SMS_TEMPLATE_CARD_BOUND_ELSEWHERE,
                        KABAO_SMS_TEMPLATE_PHONE_TAKEN_OVER)
                .forEach(template ->
                        require(template, "the code of a template that Aliyun has approved, such as SMS_1"));
    }

    private void require(Setting setting, String what) {
        if (setting.in(environment).isEmpty()) {
            problems.add(setting.is("is missing: expected " + what));
        }
    }

    private void publicBase() {
        var base = KABAO_PUBLIC_BASE.in(environment);
        if (base.isEmpty()) {
            problems.add(KABAO_PUBLIC_BASE.is("is missing: expected the https address customers reach wx-api at"));
            return;
        }
        base.flatMap(Address::web)
                .filter(uri -> !uri.getScheme().equals("https") || Address.isLoopback(uri.getHost()))
                .ifPresent(uri -> problems.add(
                        KABAO_PUBLIC_BASE.is("can't be reached by customers: expected https and a public host")));
    }

    private void dataKey() {
        try {
            if (DataKeys.parse(KABAO_DATA_KEY.in(environment).orElse(null)).anyRootMatches(WeakSecret::isSampleKey)) {
                problems.add(KABAO_DATA_KEY.is("is a sample: expected base64 of 32 bytes made by chance"));
            }
        } catch (BadDataKey e) {
            // Already told by the basic rules.
            return;
        }
    }

    private void database() {
        SPRING_DATASOURCE_URL
                .in(environment)
                .flatMap(DatabaseUrl::of)
                .filter(url -> url.withoutTls() && !url.isLoopback())
                .ifPresent(url -> problems.add(SPRING_DATASOURCE_URL.is(
                        "switches encryption off towards another machine: expected no sslMode=DISABLED")));
        var user = SPRING_DATASOURCE_USERNAME.in(environment).orElse("");
        if (user.equalsIgnoreCase("root")) {
            problems.add(SPRING_DATASOURCE_USERNAME.is("is the server's superuser: expected a user of the app's own"));
        }
        var migrating = SPRING_FLYWAY_USER.in(environment);
        if (migrating.isEmpty()) {
            problems.add(SPRING_FLYWAY_USER.is("is missing: expected the database user that migrates the tables"));
        } else if (migrating.get().equals(user)) {
            problems.add(SPRING_FLYWAY_USER.is("is the app's own user: expected another one, which may change tables"));
        }
        for (var setting : List.of(SPRING_DATASOURCE_PASSWORD, SPRING_FLYWAY_PASSWORD)) {
            setting.in(environment)
                    .filter(WeakSecret::isWeakOrSample)
                    .ifPresent(text -> problems.add(setting.is(WEAK)));
        }
    }

    private void redis() {
        SPRING_DATA_REDIS_URL
                .in(environment)
                .flatMap(text -> Address.of(text, Set.of("redis", "rediss")))
                .filter(uri -> WeakSecret.isWeakOrSample(passwordIn(uri)))
                .ifPresent(uri -> problems.add(
                        SPRING_DATA_REDIS_URL.is("has no good password: expected redis://:password@host:port"
                                + " with at least " + WeakSecret.LENGTH_MIN + " characters made by chance")));
    }

    private static String passwordIn(URI uri) {
        var login = uri.getUserInfo() == null ? "" : uri.getUserInfo();
        return login.substring(login.indexOf(':') + 1);
    }
}
