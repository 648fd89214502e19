package io.kabao.kernel.settings;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints the list of faults instead of a stack trace. */
public class BadSettingsAnalyzer extends AbstractFailureAnalyzer<BadSettings> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, BadSettings cause) {
        var list = cause.problems().stream().map(problem -> "    " + problem).collect(Collectors.joining("\n"));
        return new FailureAnalysis(
                "These settings are missing or wrong:\n\n" + list,
                "Set them in the environment and start again; README.md describes each.",
                cause);
    }
}
