package io.kabao.e2e.bench;

import java.io.PrintStream;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What points cost a spend: orders that earn some beside the same orders that earn none, in turns; and what levels do. */
final class PointsBench {
    private static final int MEMBERS = Integer.getInteger("kabao.bench.members", 20_000);
    private static final List<Integer> CLIENTS = List.of(1, 16, 64);
    private static final Duration WARM_UP = Duration.ofSeconds(6);
    private static final int WARM_UP_CLIENTS = 64;
    private static final int COUNTED = 21;
    private static final String RULE = "{\"name\":\"A\",\"points\":1,\"perFen\":1}";

    private PointsBench() {}

    /** Takes about two minutes. */
    static void run(PrintStream out) throws Exception {
        try (House house = House.open();
                Connection connection = house.database()) {
            Cardholder customer = Cardholder.come(house);
            var crowd = new BookCrowd(connection, house.dataKey(), customer.home());
            crowd.growTo(MEMBERS, 0);
            try (Contender.Client rule = house.posting("/admin/points-rules", () -> RULE)) {
                rule.call();
            }
            var calls = new BookCalls(house, customer, crowd.cards());
            var contenders = List.of(calls.spends("an order that earns", true), calls.spends("that earns none", false));
            for (Contender contender : contenders) {
                Load.run(contender, WARM_UP_CLIENTS, WARM_UP);
            }
            count(house, contenders, out);
            compare(contenders, out);
            LevelsBench.run(house, customer.home().merchantId(), contenders.getFirst(), out);
        }
    }

    private static void count(House house, List<Contender> contenders, PrintStream out) throws Exception {
        out.printf("%d members%n%n| a call | statements | rows read |%n|---|---|---|%n", MEMBERS);
        try (var counters = new Counters(house.database())) {
            for (Contender contender : contenders) {
                var counts = new ArrayList<Counters.Count>();
                try (Contender.Client client = contender.connecting().connect()) {
                    for (int i = 0; i < COUNTED; i++) {
                        counts.add(counters.of(client::call));
                    }
                }
                long[] statements = counts.stream()
                        .mapToLong(Counters.Count::statements)
                        .sorted()
                        .toArray();
                long[] rows =
                        counts.stream().mapToLong(Counters.Count::rows).sorted().toArray();
                out.printf("| %s | %d | %d |%n", contender.name(), statements[COUNTED / 2], rows[COUNTED / 2]);
            }
        }
    }

    private static void compare(List<Contender> contenders, PrintStream out) throws Exception {
        out.println("\n| clients | earning/s | p50 ms | earning none/s | p50 ms | ratio |\n|---|---|---|---|---|---|");
        for (int clients : CLIENTS) {
            var results = List.copyOf(Rounds.run(contenders, clients).values());
            Rounds.Result earning = results.getFirst();
            Rounds.Result without = results.getLast();
            out.printf(
                    "| %d | %.0f | %.2f | %.0f | %.2f | %.2f |%n",
                    clients,
                    earning.perSecond(),
                    earning.p50Millis(),
                    without.perSecond(),
                    without.p50Millis(),
                    earning.perSecond() / without.perSecond());
        }
    }
}
