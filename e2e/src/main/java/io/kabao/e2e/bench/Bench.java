package io.kabao.e2e.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** The program behind {@code scripts/bench}: runs the benchmark named, or lists them all. */
public final class Bench {
    private static final int WRONG_ARGUMENT = 2;

    private static final List<Benchmark> ALL = List.of(
            new Benchmark(
                    "house", "reading through admin-api beside the same statements through bare JDBC", HouseBench::run),
            new Benchmark("signin", "operators who sign in, and the heap that this takes", SignInBench::run),
            new Benchmark(
                    "claim",
                    "customers who claim a card through wx-api beside the same statements through bare JDBC",
                    ClaimBench::run),
            new Benchmark(
                    "ledger",
                    "spends, top-ups and balances through the doors beside the same statements through bare JDBC",
                    LedgerBench::run),
            new Benchmark("points", "orders that earn points beside the same that earn none", PointsBench::run),
            new Benchmark(
                    "growth",
                    "the same calls among 50,000 members and among a million, and how long the books check themselves",
                    GrowthBench::run),
            new Benchmark(
                    "codes",
                    "plain codes beside the usual way to draw them, and books of badges with the memory they take",
                    CodesBench::run));

    private Bench() {}

    /** A benchmark by its name; it prints what it finds. */
    private record Benchmark(String name, String purpose, Body body) {}

    @FunctionalInterface
    private interface Body {
        void run(PrintStream out) throws Exception;
    }

    /** Takes the name of a benchmark. Exit code 2: there is none of that name. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            list(System.out);
            return;
        }
        Optional<Benchmark> wanted =
                ALL.stream().filter(bench -> bench.name().equals(arguments[0])).findFirst();
        if (wanted.isEmpty() || arguments.length > 1) {
            System.err.println("There is no benchmark \"" + String.join(" ", arguments) + "\".");
            list(System.err);
            System.exit(WRONG_ARGUMENT);
        }
        wanted.orElseThrow().body().run(System.out);
        // What a benchmark started has been closed; a driver's idle thread must not keep the program.
        System.exit(0);
    }

    private static void list(PrintStream out) {
        out.println("Benchmarks, for scripts/bench NAME:");
        ALL.forEach(bench -> out.printf("  %-12s %s%n", bench.name(), bench.purpose()));
    }
}
