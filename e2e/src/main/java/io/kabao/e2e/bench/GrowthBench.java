package io.kabao.e2e.bench;

import java.io.PrintStream;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether calls on the books stay as quick among a million members as among few, each with ten entries, and how long the
 * books take to check all of these entries. The database has its tables in memory, as it would in earnest.
 */
final class GrowthBench {
    private static final int FEW = Integer.getInteger("kabao.bench.few", 50_000);
    private static final int MANY = Integer.getInteger("kabao.bench.members", 1_000_000);

    /** A top-up and four orders, of two entries each. */
    private static final int ORDERS_EACH = 4;

    private static final int CLIENTS = 16;
    private static final int COUNTED = 21;
    private static final int DATABASE_MIB = Integer.getInteger("kabao.bench.database", 6_144);
    private static final Duration TURN = Duration.ofMillis(Integer.getInteger("kabao.bench.turn", 3_000));

    private final House house;
    private final PrintStream out;
    private final List<Contender> calls;

    private GrowthBench(House house, BookCalls calls, PrintStream out) {
        this.house = house;
        this.out = out;
        this.calls = List.of(calls.spends("POST /admin/spends", calls::anyCard), calls.topUps(), calls.balances());
    }

    /** Takes as long as writing so many rows takes; with {@code -Dkabao.bench.few} and {@code …members} less. */
    static void run(PrintStream out) throws Exception {
        try (House house = House.openWithDatabaseOf(DATABASE_MIB);
                Connection connection = house.database()) {
            Cardholder customer = Cardholder.come(house);
            var crowd = new BookCrowd(connection, house.dataKey(), customer.home());
            crowd.growTo(FEW, ORDERS_EACH);
            var bench = new GrowthBench(house, new BookCalls(house, customer, crowd.cards()), out);
            bench.warmUp();
            var amongFew = bench.measure();
            crowd.growTo(MANY, ORDERS_EACH);
            bench.warmUp();
            var amongMany = bench.measure();
            bench.print(amongFew, amongMany);
            bench.verify();
        }
    }

    /** What a call costs alone, and how many of it there are a second. */
    private record Measured(Counters.Count count, Rounds.Result speed) {}

    private void warmUp() throws Exception {
        for (Contender call : calls) {
            Load.run(call, CLIENTS, TURN.multipliedBy(2));
        }
    }

    private List<Measured> measure() throws Exception {
        var samples = new ArrayList<List<Load.Sample>>();
        calls.forEach(_ -> samples.add(new ArrayList<>()));
        for (int round = 0; round < Rounds.ROUNDS; round++) {
            for (int i = 0; i < calls.size(); i++) {
                samples.get(i).add(Load.run(calls.get(i), CLIENTS, TURN));
            }
        }
        var measured = new ArrayList<Measured>();
        try (var counters = new Counters(house.database())) {
            for (int i = 0; i < calls.size(); i++) {
                measured.add(new Measured(least(counters, calls.get(i)), Rounds.Result.of(samples.get(i))));
            }
        }
        return measured;
    }

    /** Jobs beside only add to a cost. */
    private static Counters.Count least(Counters counters, Contender call) throws Exception {
        long statements = Long.MAX_VALUE;
        long rows = Long.MAX_VALUE;
        try (Contender.Client client = call.connecting().connect()) {
            for (int i = 0; i < COUNTED; i++) {
                Counters.Count count = counters.of(client::call);
                statements = Math.min(statements, count.statements());
                rows = Math.min(rows, count.rows());
            }
        }
        return new Counters.Count(statements, rows);
    }

    private void print(List<Measured> few, List<Measured> many) {
        out.printf(
                "| a call, %d clients | among %d: /s, statements, rows | among %d | few ÷ many (goal ≤ 1.2) |%n"
                        + "|---|---|---|---|%n",
                CLIENTS, FEW, MANY);
        for (int i = 0; i < calls.size(); i++) {
            out.printf(
                    "| %s | %s | %s | %.2f |%n",
                    calls.get(i).name(),
                    text(few.get(i)),
                    text(many.get(i)),
                    few.get(i).speed().perSecond() / many.get(i).speed().perSecond());
        }
    }

    private static String text(Measured measured) {
        return String.format(
                Locale.ROOT,
                "%.0f, %d, %d",
                measured.speed().perSecond(),
                measured.count().statements(),
                measured.count().rows());
    }

    private void verify() throws Exception {
        long entries = house.number("SELECT COUNT(*) FROM entry", 1);
        long begun = System.nanoTime();
        String answer = house.postPatiently("/admin/ledger/verification", "{}");
        double seconds = (System.nanoTime() - begun) / 1e9;
        out.printf(
                "%n%d entries verified in %.0f s (goal: ten million in 300 s, so %.0f s), heap %.0f of 256 MiB: %s%n",
                entries, seconds, entries / 10_000_000.0 * 300, house.heapOfAdmin("jvm_memory_used_bytes"), answer);
    }
}
