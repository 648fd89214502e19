package io.kabao.kernel.settings;

import java.util.ArrayList;
import java.util.Set;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;

/**
 * Checks the settings before anything else is made of them. Only the two doors are checked (property {@code kabao.app});
 * the profile {@code production} adds its own rules. Errors: BadSettings with every fault.
 */
public class SettingsCheck implements EnvironmentPostProcessor, Ordered {
    private static final Set<String> DOORS = Set.of("wx-api", "admin-api");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!DOORS.contains(environment.getProperty("kabao.app", ""))) {
            return;
        }
        var problems = new ArrayList<>(new BasicRules(environment).problems());
        if (environment.acceptsProfiles(Profiles.of("production"))) {
            problems.addAll(new ProductionRules(environment).problems());
        }
        if (!problems.isEmpty()) {
            throw new BadSettings(problems);
        }
    }

    /** After the configuration files are read, so that a setting may come from any of them. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
