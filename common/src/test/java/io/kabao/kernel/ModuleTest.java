package io.kabao.kernel;

import io.kabao.sandbox.Sandbox;
import io.kabao.sandbox.junit.WithSandbox;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of the kernel's mechanisms against the sandbox's database: an application without a door, with a
 * {@link MovableClock}. All test classes so marked share one context; each keeps to merchants and topics of its own.
 */
@WithSandbox
@SpringBootTest(
        classes = ModuleTest.App.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "spring.config.import=classpath:kabao.yaml",
            "kabao.app=module-test",
            // Jobs are called by the tests themselves: with a clock that jumps they would run in their midst.
            "db-scheduler.enabled=false",
            // Two hundred callers at once queue for ten connections on a busy machine.
            "spring.datasource.hikari.connection-timeout=20000"
        })
@ContextConfiguration(initializers = ModuleTest.InSandbox.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ModuleTest {

    /** The kernel and what stands right on it. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @ComponentScan({"io.kabao.kernel", "io.kabao.audit", "io.kabao.delivery"})
    class App {}

    /** Tells the application where the sandbox is, and the time. */
    class InSandbox implements ApplicationContextInitializer<GenericApplicationContext> {

        static {
            // Where the disk is slow, what is waited for may take a multiple of Awaitility's own ten seconds.
            Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        }

        private static final String DATA_KEY = Base64.getEncoder().encodeToString(new byte[32]);

        @Override
        public void initialize(GenericApplicationContext context) {
            Map<String, Object> settings = new HashMap<>(Sandbox.shared().settings());
            settings.put("KABAO_DATA_KEY", DATA_KEY);
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new SystemEnvironmentPropertySource("sandbox-systemEnvironment", settings));
            context.registerBean(MovableClock.class);
        }
    }
}
