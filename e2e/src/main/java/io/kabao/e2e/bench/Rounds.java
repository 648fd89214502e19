package io.kabao.e2e.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Contenders take turns, round by round, so that a slow minute of the machine meets all of them; of the rounds the
 * median counts.
 */
final class Rounds {
    /** The median of three; one is for a quick look. */
    static final int ROUNDS = Integer.getInteger("kabao.bench.rounds", 3);

    static final Duration TURN = Duration.ofSeconds(1);
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final int WARM_UP_CLIENTS = 8;

    private Rounds() {}

    /** What a contender reached with so many clients: median over the rounds, and slowest and fastest of them. */
    record Result(double perSecond, double slowest, double fastest, double p50Millis, double p99Millis) {

        static Result of(List<Load.Sample> samples) {
            double[] speeds = sorted(samples, Load.Sample::perSecond);
            return new Result(
                    speeds[speeds.length / 2],
                    speeds[0],
                    speeds[speeds.length - 1],
                    median(samples, Load.Sample::p50Nanos) / 1e6,
                    median(samples, Load.Sample::p99Nanos) / 1e6);
        }

        private static double median(List<Load.Sample> samples, ToDoubleFunction<Load.Sample> of) {
            return sorted(samples, of)[samples.size() / 2];
        }

        private static double[] sorted(List<Load.Sample> samples, ToDoubleFunction<Load.Sample> of) {
            return samples.stream().mapToDouble(of).sorted().toArray();
        }
    }

    /** Lets the compilers see each contender before anything counts. */
    static void warmUp(List<Contender> contenders) throws Exception {
        for (Contender contender : contenders) {
            Load.run(contender, WARM_UP_CLIENTS, WARM_UP);
        }
    }

    /** The results with this number of clients, in the order of the contenders. */
    static Map<Contender, Result> run(List<Contender> contenders, int clients) throws Exception {
        var samples = new LinkedHashMap<Contender, List<Load.Sample>>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Contender contender : contenders) {
                samples.computeIfAbsent(contender, _ -> new ArrayList<>()).add(Load.run(contender, clients, TURN));
            }
        }
        var results = new LinkedHashMap<Contender, Result>();
        samples.forEach((contender, of) -> results.put(contender, Result.of(of)));
        return results;
    }
}
