package io.kabao.e2e.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * What signing in at the console takes: Argon2id with 19 MiB each, and so the heap. The door has 256 MiB of it, and a sign-in
 * that is not answered 200 ends the benchmark.
 */
final class SignInBench {
    private static final Duration TURN = Duration.ofSeconds(15);
    private static final List<Integer> CLIENTS = List.of(1, 8);

    private SignInBench() {}

    /** Takes about a minute. */
    static void run(PrintStream out) throws Exception {
        try (House house = House.open()) {
            var signIn = new Contender("POST /admin/sessions", house::signingIn);
            out.printf(
                    "%7s %10s %8s %8s %14s %14s%n",
                    "clients", "op/s", "p50 ms", "p99 ms", "heap used MiB", "heap most MiB");
            for (int clients : CLIENTS) {
                Load.Sample sample = Load.run(signIn, clients, TURN);
                out.printf(
                        "%7d %10.1f %8.0f %8.0f %14.0f %14.0f%n",
                        clients,
                        sample.perSecond(),
                        sample.p50Nanos() / 1e6,
                        sample.p99Nanos() / 1e6,
                        house.heapOfAdmin("jvm_memory_used_bytes"),
                        house.heapOfAdmin("jvm_memory_max_bytes"));
            }
        }
    }
}
