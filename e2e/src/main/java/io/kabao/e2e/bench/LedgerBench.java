package io.kabao.e2e.bench;

import java.io.PrintStream;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What moving money costs: spends through admin-api, with session, rules, idempotency, lots and JSON, beside the same
 * statements through bare JDBC, one spend a transaction and many; one hot holder beside many; top-ups; balances beside
 * bare point reads. All take turns.
 */
final class LedgerBench {
    private static final int MEMBERS = Integer.getInteger("kabao.bench.members", 100_000);
    private static final List<Integer> CLIENTS = List.of(1, 16, 64, 256);
    private static final Duration TURN = Duration.ofMillis(Integer.getInteger("kabao.bench.turn", 2_000));
    private static final Duration WARM_UP = TURN.multipliedBy(3);
    private static final int WARM_UP_CLIENTS = 64;
    private static final int SIDE_CLIENTS = 64;
    private static final int COUNTED = 21;
    private static final int BATCH = 128;
    private static final int BATCH_CLIENTS = 2;

    /** More connections do no more, they wait for each other. */
    private static final int BARE_CLIENTS_MOST = 64;

    private static final String POINT_READ = """
        SELECT id, merchant_id, principal_fen, bonus_fen, held_fen, commission_fen, debt_fen, points, points_debt,
               last_entry_no
        FROM holder
        WHERE merchant_id = ? AND id = ?
        """;

    private final House house;
    private final PrintStream out;
    private final int members;
    private final Contender spends;
    private final Contender hot;
    private final Contender topUps;
    private final Contender bare;
    private final Contender bareBatch;
    private final Contender bareHot;
    private final Contender balances;
    private final Contender pointReads;

    private LedgerBench(House house, Cardholder customer, List<Long> cards, PrintStream out) {
        this.house = house;
        this.out = out;
        this.members = cards.size();
        var home = customer.home();
        var calls = new BookCalls(house, customer, cards);
        spends = calls.spends("POST /admin/spends", calls::anyCard);
        hot = calls.spends("POST /admin/spends, one card", cards::getFirst);
        topUps = calls.topUps();
        balances = calls.balances();
        bare = new Contender("bare JDBC", () -> new SpendSql(house, home, calls::anyCard, 1));
        bareBatch = new Contender(
                "bare JDBC, " + BATCH + " a commit", () -> new SpendSql(house, home, calls::anyCard, BATCH));
        bareHot = new Contender("bare JDBC, one row lock", () -> new SpendSql(house, home, () -> cards.get(1), 1));
        var read = new BareJdbc.Query(POINT_READ, List.of(home.merchantId(), customer.holder()));
        pointReads = new Contender("bare point read", () -> new BareJdbc(house.settings(), List.of(read)));
    }

    /** Takes under six minutes; with {@code -Dkabao.bench.members}, {@code …turn} (ms) and {@code …rounds} less. */
    static void run(PrintStream out) throws Exception {
        try (House house = House.open();
                Connection connection = house.database()) {
            Cardholder customer = Cardholder.come(house);
            var crowd = new BookCrowd(connection, house.dataKey(), customer.home());
            crowd.growTo(MEMBERS, 0);
            var bench = new LedgerBench(house, customer, crowd.cards(), out);
            bench.warmUp();
            bench.count();
            bench.spends();
            bench.sides();
        }
    }

    private void warmUp() throws Exception {
        for (Contender contender : List.of(spends, topUps, balances)) {
            Load.run(contender, WARM_UP_CLIENTS, WARM_UP);
        }
        Load.run(bare, BARE_CLIENTS_MOST / 4, TURN);
        Load.run(bareBatch, BATCH_CLIENTS, TURN);
        Load.run(pointReads, WARM_UP_CLIENTS / 4, TURN);
    }

    /** A call alone: of many the middle, since jobs run beside; and a call among many. */
    private void count() throws Exception {
        out.printf("%d members%n%n| a call | statements | rows read |%n|---|---|---|%n", members);
        try (var counters = new Counters(house.database())) {
            for (Contender contender : List.of(spends, topUps, balances, bare, pointReads)) {
                var counts = new ArrayList<Counters.Count>();
                try (Contender.Client client = contender.connecting().connect()) {
                    for (int i = 0; i < COUNTED; i++) {
                        counts.add(counters.of(client::call));
                    }
                }
                out.printf(
                        "| %s | %d | %d |%n",
                        contender.name(),
                        counts.stream()
                                .mapToLong(Counters.Count::statements)
                                .sorted()
                                .toArray()[COUNTED / 2],
                        counts.stream().mapToLong(Counters.Count::rows).sorted().toArray()[COUNTED / 2]);
            }
            for (int clients : CLIENTS) {
                var samples = new ArrayList<Load.Sample>();
                Counters.Count count = counters.of(() -> samples.add(Load.run(spends, clients, TURN)));
                double calls = samples.getFirst().perSecond() * TURN.toNanos() / 1e9;
                out.printf(
                        "| %s, %d clients | %.2f | %.2f |%n",
                        spends.name(), clients, count.statements() / calls, count.rows() / calls);
            }
        }
    }

    private void spends() throws Exception {
        out.println("""

            | clients | spends/s [min – max] | p50 / p99 ms | bare/s | p50 ms | of bare | bare in batches/s | of those \
            | goal: of bare |
            |---|---|---|---|---|---|---|---|---|\
            """);
        for (int clients : CLIENTS) {
            var samples = new LinkedHashMap<Contender, List<Load.Sample>>();
            for (int round = 0; round < Rounds.ROUNDS; round++) {
                turn(samples, spends, clients);
                turn(samples, bare, Math.min(clients, BARE_CLIENTS_MOST));
                turn(samples, bareBatch, Math.min(clients, BATCH_CLIENTS));
            }
            var ours = result(samples, spends);
            var plain = result(samples, bare);
            double batched = result(samples, bareBatch).perSecond() * BATCH;
            out.printf(
                    "| %d | %.0f [%.0f – %.0f] | %.2f / %.2f | %.0f | %.2f | %.2f | %.0f | %.2f | %s |%n",
                    clients,
                    ours.perSecond(),
                    ours.slowest(),
                    ours.fastest(),
                    ours.p50Millis(),
                    ours.p99Millis(),
                    plain.perSecond(),
                    plain.p50Millis(),
                    ours.perSecond() / plain.perSecond(),
                    batched,
                    ours.perSecond() / batched,
                    goal(clients, ours.p50Millis() / plain.p50Millis()));
        }
    }

    private static String goal(int clients, double p50) {
        return switch (clients) {
            case 1 -> "p50 ≤ 1.6 × (%.2f)".formatted(p50);
            case 16 -> "≥ 0.4";
            case 64 -> "≥ 1.0, ≥ 0.4 of batches";
            default -> "≥ 1.5, ≥ 0.4 of batches";
        };
    }

    private void sides() throws Exception {
        var samples = new LinkedHashMap<Contender, List<Load.Sample>>();
        for (int round = 0; round < Rounds.ROUNDS; round++) {
            for (Contender contender : List.of(spends, hot, bareHot, topUps, balances, pointReads)) {
                turn(samples, contender, SIDE_CLIENTS);
            }
        }
        out.printf("%n| with %d clients | of | ratio | goal |%n|---|---|---|---|%n", SIDE_CLIENTS);
        ratio(samples, hot, spends, "≥ 0.8");
        ratio(samples, hot, bareHot, "≥ 4");
        ratio(samples, topUps, spends, "≥ 0.8");
        ratio(samples, balances, pointReads, "≥ 0.3");
    }

    private void ratio(Map<Contender, List<Load.Sample>> samples, Contender one, Contender other, String goal) {
        double ones = result(samples, one).perSecond();
        double others = result(samples, other).perSecond();
        out.printf(
                "| %s %.0f/s | %s %.0f/s | %.2f | %s |%n", one.name(), ones, other.name(), others, ones / others, goal);
    }

    private static void turn(Map<Contender, List<Load.Sample>> samples, Contender contender, int clients)
            throws Exception {
        samples.computeIfAbsent(contender, _ -> new ArrayList<>()).add(Load.run(contender, clients, TURN));
    }

    private static Rounds.Result result(Map<Contender, List<Load.Sample>> samples, Contender contender) {
        return Rounds.Result.of(Objects.requireNonNull(samples.get(contender)));
    }
}
