package io.kabao.e2e;

import io.kabao.sandbox.Sandbox;
import io.kabao.sandbox.http.Violations.Violation;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * After each test of this module, in every sandbox of this JVM: no rule of the outside world was broken, but for those
 * that the test {@link Provokes}. JUnit finds it by itself, so that no test class can forget it.
 */
public final class KeptRules implements AfterEachCallback, AfterAllCallback {

    static {
        // Where the disk is slow, what is waited for may take a multiple of Awaitility's own ten seconds.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var provoked = context.getRequiredTestMethod().getAnnotation(Provokes.class);
        if (provoked == null) {
            requireNone(broken());
            return;
        }
        var named = Set.of(provoked.value());
        var broken = broken();
        requireNone(broken.stream()
                .filter(violation -> !named.contains(violation.rule()))
                .toList());
        var rules = broken.stream().map(Violation::rule).collect(Collectors.toSet());
        if (provoked.always() && !rules.containsAll(named)) {
            throw new AssertionError(
                    "It was to break %s and broke %s".formatted(Arrays.toString(provoked.value()), rules));
        }
    }

    /** What a class breaks while it cleans up is its own, too. */
    @Override
    public void afterAll(ExtensionContext context) {
        requireNone(broken());
    }

    /** What was broken since the last look, which the next look does not see again. */
    private static List<Violation> broken() {
        return Sandbox.running().stream()
                .map(sandbox -> sandbox.http().world().violations())
                .flatMap(violations -> violations.takeAll().stream())
                .toList();
    }

    private static void requireNone(List<Violation> broken) {
        if (!broken.isEmpty()) {
            throw new AssertionError("Rules of the outside world were broken:\n"
                    + broken.stream().map(Violation::toString).collect(Collectors.joining("\n")));
        }
    }
}
