package io.kabao.e2e.message;

import cn.dev33.satoken.SaManager;
import io.kabao.access.Opening;
import io.kabao.admin.AdminApplication;
import io.kabao.e2e.Api;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Settings;
import io.kabao.sandbox.Sandbox;
import io.kabao.wx.WxApplication;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.web.context.support.StandardServletEnvironment;

/**
 * A house of these tests alone: its clock goes weeks ahead, its Redis is killed, and limits hold as they do in
 * production. Callers choose their own address by X-Forwarded-For.
 */
public final class OwnHouse {

    /** How long this house keeps its audit, in days: the shortest that is allowed. */
    public static final int AUDIT_KEPT_DAYS = 183;

    private static final class Shared {
        private static final OwnHouse HOUSE = new OwnHouse();
    }

    private final Sandbox sandbox = Sandbox.throwAway();
    private final StoppableClock clock = new StoppableClock();
    private final ConfigurableApplicationContext door = open();

    /** The house of this JVM, opened by the first who asks; it is closed when the JVM ends. */
    public static OwnHouse shared() {
        return Shared.HOUSE;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    public Rows rows() {
        return Rows.of(sandbox);
    }

    /** Lets time pass, here and outside. */
    public void pass(Duration time) {
        clock.advance(time);
        sandbox.http().world().clock().advance(time);
    }

    /** The time of this house. */
    public StoppableClock clock() {
        return clock;
    }

    public <T> T bean(Class<T> type) {
        return door.getBean(type);
    }

    /** Nobody in particular, at this address. */
    public Api from(String ip) {
        return from(ip, door);
    }

    /** Likewise, at another instance. */
    static Api from(String ip, ConfigurableApplicationContext door) {
        var port = door.getEnvironment().getRequiredProperty("local.server.port");
        return Api.at(Integer.parseInt(port)).with("X-Forwarded-For", ip);
    }

    /** A merchant that nobody else uses. */
    public Merchant openMerchant() {
        var account = "m-" + UUID.randomUUID().toString().substring(0, 18);
        var owner = new Opening.Owner(account, "店主", Settings.OWNER_PASSWORD);
        return new Merchant(bean(Opening.class).open("一家商户", owner).id(), account);
    }

    /** A merchant and the account of its owner. */
    public record Merchant(long id, String account) {}

    /** One more instance on the same database and Redis; whoever opens it closes it. */
    ConfigurableApplicationContext open() {
        return open(Map.of("KABAO_LIMITS_OFFER_SCENE", "5"));
    }

    /** Likewise, with these settings more. */
    public ConfigurableApplicationContext open(Map<String, String> more) {
        return open("admin-api", more, AdminApplication.class, Probes.class);
    }

    /** A customers' door here, with these settings more; whoever opens it closes it. */
    ConfigurableApplicationContext openForCustomers(Map<String, String> more) {
        return open("wx-api", more, WxApplication.class);
    }

    private ConfigurableApplicationContext open(String name, Map<String, String> more, Class<?>... parts) {
        var settings = new HashMap<>(Settings.of(sandbox));
        settings.putAll(Map.of(
                "KABAO_APP",
                name,
                "SPRING_APPLICATION_NAME",
                name,
                "KABAO_LOG_FORMAT",
                "text",
                "KABAO_LIMITS_FACTOR",
                "1",
                "KABAO_AUDIT_KEEP_DAYS",
                Integer.toString(AUDIT_KEPT_DAYS),
                "SERVER_FORWARD_HEADERS_STRATEGY",
                "native"));
        settings.putAll(more);
        // Sa-Token notes terminals wherever the process looked last; that stays with whoever was there before.
        var before = SaManager.getSaTokenDao();
        try {
            return new SpringApplicationBuilder(parts)
                    .environment(environment(Map.copyOf(settings)))
                    .initializers(
                            context -> ((GenericApplicationContext) context).registerBean(Clock.class, () -> clock))
                    .run();
        } finally {
            SaManager.setSaTokenDao(before);
        }
    }

    private static StandardServletEnvironment environment(Map<String, Object> settings) {
        var environment = new StandardServletEnvironment();
        var name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, settings));
        return environment;
    }
}
