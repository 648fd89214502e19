package io.kabao.e2e;

import io.kabao.access.Opening;
import io.kabao.admin.AdminApplication;
import io.kabao.sandbox.Sandbox;
import io.kabao.wx.WxApplication;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.web.context.support.StandardServletEnvironment;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Both doors in this JVM, in the sandbox that all tests share; their clock is movable. */
public final class House {

    private static final Duration TOKENS_KEPT = Duration.ofHours(1);

    private final Sandbox sandbox = Sandbox.shared();
    private final MovableClock clock = new MovableClock();
    /** Chosen before the doors open: what they send to customers says where the pages are. */
    private final int wxPort = Ports.free();

    private final ConfigurableApplicationContext admin = open(AdminApplication.class, "admin-api", 0);
    private final ConfigurableApplicationContext wx = open(WxApplication.class, "wx-api", wxPort);

    private static final class Shared {
        private static final House HOUSE = new House();
    }

    /** The house of this JVM, opened by the first who asks; it is closed when the JVM ends. */
    public static House shared() {
        return Shared.HOUSE;
    }

    /** The database, Redis and the outside world. */
    public Sandbox sandbox() {
        return sandbox;
    }

    /** The time of both doors. */
    public MovableClock clock() {
        return clock;
    }

    /**
     * Time goes by, here and outside. Redis counts by a clock of its own and would keep what WeChat has ended by then: after
     * an hour its tokens are forgotten.
     */
    public void pass(Duration time) {
        clock.advance(time);
        sandbox.http().world().clock().advance(time);
        if (time.compareTo(TOKENS_KEPT) >= 0) {
            var redis = adminBean(StringRedisTemplate.class);
            redis.delete(redis.keys("kabao:wx:token:*"));
        }
    }

    /** Nobody in particular, at the admin door. */
    public Api admin() {
        return Api.at(portOf(admin));
    }

    /** Nobody in particular, at the customers' door. */
    public Api wx() {
        return Api.at(portOf(wx));
    }

    /** The first merchant's owner, freshly signed in at the admin door; whoever was signed in as the owner before is out. */
    public Api owner() {
        return admin().signedIn(Settings.OWNER, Settings.OWNER_PASSWORD);
    }

    /**
     * Makes a signed-in operator one who has a second factor and has just proved it; how they get there is tested elsewhere.
     * Whoever signs in anew afterwards would be asked for a one-time password.
     */
    public void trust(String account) {
        Trust.give(Rows.of(sandbox), account);
    }

    /** Somebody has just given their password again, who has no second factor. */
    public void prove(String account) {
        Trust.prove(Rows.of(sandbox), account);
    }

    /** Takes back what {@link #trust} gave. */
    public void trustNoMore(String account) {
        Trust.take(Rows.of(sandbox), account);
    }

    /** One more merchant, whose owner signs in with this account and {@link Settings#OWNER_PASSWORD}; its id. */
    public long openMerchant(String ownersAccount) {
        var owner = new Opening.Owner(ownersAccount, "另一位店主", Settings.OWNER_PASSWORD);
        return admin.getBean(Opening.class).open("另一家商户", owner).id();
    }

    /** A bean of the admin door, for what no door offers yet. */
    public <T> T adminBean(Class<T> type) {
        return admin.getBean(type);
    }

    /** All beans of a type that the admin door has. */
    public <T> Collection<T> adminBeans(Class<T> type) {
        return admin.getBeansOfType(type).values();
    }

    /** The beans of a type that both doors have. */
    public <T> List<T> beans(Class<T> type) {
        return Stream.of(admin, wx).map(door -> door.getBean(type)).toList();
    }

    /** Which handlers each door has, published or not. */
    public List<RequestMappingHandlerMapping> handlerMappings() {
        return Stream.of(admin, wx)
                .map(door -> door.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class))
                .toList();
    }

    private ConfigurableApplicationContext open(Class<?> door, String name, int port) {
        var settings = new HashMap<>(Settings.of(sandbox));
        settings.put("SERVER_PORT", Integer.toString(port));
        settings.put("KABAO_PUBLIC_BASE", "http://127.0.0.1:" + wxPort);
        // Both doors bring an application.yaml, and this JVM sees only one of the two.
        settings.put("KABAO_APP", name);
        settings.put("SPRING_APPLICATION_NAME", name);
        settings.put("KABAO_LOG_FORMAT", "text");
        // A whole suite beside them may keep a machine busy for seconds; what happens without Redis has houses of its
        // own.
        settings.put("SPRING_DATA_REDIS_TIMEOUT", "15s");
        settings.put("SPRING_DATASOURCE_HIKARI_CONNECTIONTIMEOUT", "15000");
        return new SpringApplicationBuilder(door)
                .environment(environment(settings))
                .initializers(context -> ((GenericApplicationContext) context).registerBean(Clock.class, () -> clock))
                .run();
    }

    private static StandardServletEnvironment environment(Map<String, String> settings) {
        var environment = new StandardServletEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.copyOf(settings)));
        return environment;
    }

    private static int portOf(ConfigurableApplicationContext door) {
        return Integer.parseInt(door.getEnvironment().getRequiredProperty("local.server.port"));
    }
}
