package io.kabao.kernel.settings;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.ExitCodeGenerator;

/** The app can't start with its settings; lists every fault by name, never a value, and ends the process with 1. */
public class BadSettings extends RuntimeException implements ExitCodeGenerator {
    private final transient List<Problem> problems;

    public BadSettings(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** Every fault found, in the order of the settings. */
    public List<Problem> problems() {
        return problems;
    }

    @Override
    public int getExitCode() {
        return 1;
    }

    /**
     * One fault.
     *
     * @param setting the name as it stands in the environment
     * @param fault what is wrong and what is expected, without the value
     */
    public record Problem(String setting, String fault) {
        @Override
        public String toString() {
            return setting + " " + fault;
        }
    }
}
