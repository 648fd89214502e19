package io.kabao.e2e.bench;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;

/**
 * What a customer's way to a card costs: distinct customers sign in, look at the offer, claim and activate through wx-api,
 * beside the same statements through bare JDBC; offers, and WeChat's pushes beside the same server's plainest answer.
 * All take turns. WeChat is the sandbox, which answers at once.
 */
final class ClaimBench {
    /** Customers of one turn, by the number of clients that serve them. */
    private static final Map<Integer, Integer> CUSTOMERS = Map.of(1, 300, 8, 1_200, 32, 1_600);

    private static final List<Integer> CLIENTS = List.of(1, 8, 32);
    private static final int WARM_UP_CLIENTS = 8;
    private static final int WARM_UP_EACH = 400;
    private static final int COUNTED = 51;
    private static final long CALM_SECONDS = 20;
    private static final String WAITING = """
            SELECT (SELECT COUNT(*) FROM inbox WHERE status = 'WAITING')
                 + (SELECT COUNT(*) FROM outbox WHERE status = 'WAITING')
            """;

    private final House house;
    private final PrintStream out;
    private final Shopfront shop;
    private final Customers customers;
    private final Contender offers;
    private final Contender offersSignedIn;
    private final Contender pushes;
    private final Contender live;

    private ClaimBench(House house, Shopfront shop, Audience followers, PrintStream out) {
        this.house = house;
        this.shop = shop;
        this.out = out;
        customers = new Customers(house);
        String offer = "/wx/claim-codes/" + shop.scene();
        offers = new Contender("offers", () -> new HttpClientOnSocket(house.wxPort(), offer, ""));
        offersSignedIn =
                new Contender("offers, signed in", () -> new HttpClientOnSocket(house.wxPort(), offer, freshToken()));
        pushes = new Contender("pushes", () -> new PushClient(house.wxPort(), followers));
        live = new Contender(
                "GET /actuator/health/liveness",
                () -> new HttpClientOnSocket(house.wxPort(), "/actuator/health/liveness", ""));
    }

    /** Takes about four minutes. */
    static void run(PrintStream out) throws Exception {
        try (House house = House.open()) {
            var bench = new ClaimBench(house, Shopfront.open(house), Audience.follow(house), out);
            bench.warmUp();
            bench.count();
            bench.head();
            for (int clients : CLIENTS) {
                bench.print(clients, bench.rounds(clients));
            }
        }
    }

    /** What all took, round by round. */
    private record Turns(
            List<Load.Sample> bare,
            List<Load.Sample> claims,
            List<Load.Sample> offers,
            List<Load.Sample> offersSignedIn,
            List<Load.Sample> live,
            List<Load.Sample> pushes) {

        private static Turns none() {
            return new Turns(
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>());
        }
    }

    private void warmUp() throws Exception {
        Walks.run(this::throughJdbc, WARM_UP_CLIENTS, WARM_UP_EACH);
        throughHttp(WARM_UP_CLIENTS, WARM_UP_EACH);
        Rounds.warmUp(List.of(offers, offersSignedIn, live, pushes));
        calmDown();
    }

    private Turns rounds(int clients) throws Exception {
        var turns = Turns.none();
        int each = CUSTOMERS.getOrDefault(clients, 0) / clients;
        for (int round = 0; round < Rounds.ROUNDS; round++) {
            turns.bare().add(Walks.run(this::throughJdbc, clients, each));
            turns.claims().add(throughHttp(clients, each));
            turns.offers().add(Load.run(offers, clients, Rounds.TURN));
            turns.offersSignedIn().add(Load.run(offersSignedIn, clients, Rounds.TURN));
            turns.live().add(Load.run(live, clients, Rounds.TURN));
            turns.pushes().add(Load.run(pushes, clients, Rounds.TURN));
            calmDown();
        }
        return turns;
    }

    private Journey throughJdbc() throws SQLException {
        return new SqlJourney(house, shop);
    }

    private Load.Sample throughHttp(int clients, int each) throws Exception {
        customers.come(clients * each);
        return Walks.run(() -> new HttpJourney(house, shop, customers), clients, each);
    }

    private String freshToken() throws Exception {
        customers.come(1);
        try (var journey = new HttpJourney(house, shop, customers)) {
            return journey.signIn(customers.next());
        }
    }

    /** Pushes, and what is asked about who sent them, are worked off after they were taken; the next turn must not meet them. */
    private void calmDown() throws SQLException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CALM_SECONDS);
        while (house.number(WAITING, 1) > 0) {
            if (System.nanoTime() - end > 0) {
                out.println("Pushes are still being worked off; what follows is too slow.");
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    /** Call by call: jobs that run beside are met by few of them. */
    private void count() throws Exception {
        var counts = new LinkedHashMap<String, List<Counters.Count>>();
        customers.come(COUNTED);
        try (var counters = new Counters(house.database());
                var journey = new HttpJourney(house, shop, customers);
                var bare = new SqlJourney(house, shop)) {
            for (int i = 0; i < COUNTED; i++) {
                var customer = customers.next();
                String token = note(counts, "POST /wx/sessions", counters, () -> journey.signIn(customer));
                note(counts, "GET /wx/claim-codes/{scene}", counters, () -> journey.look(token));
                String card = note(counts, "POST /wx/claims", counters, () -> journey.claim(token, customer));
                note(counts, "POST /wx/cards/{id}/activation", counters, () -> journey.activate(token, card));
                note(counts, "all four by bare JDBC", counters, bare::walk);
            }
        }
        out.println("| a call | statements | rows read |\n|---|---|---|");
        counts.forEach((call, of) -> out.printf(
                "| %s | %d | %d |%n", call, median(of, Counters.Count::statements), median(of, Counters.Count::rows)));
    }

    private static <T> T note(
            Map<String, List<Counters.Count>> counts, String call, Counters counters, Callable<T> work)
            throws Exception {
        var answers = new ArrayList<T>();
        counts.computeIfAbsent(call, _ -> new ArrayList<>()).add(counters.of(() -> answers.add(work.call())));
        return answers.getFirst();
    }

    private static long median(List<Counters.Count> of, ToLongFunction<Counters.Count> number) {
        return of.stream().mapToLong(number).sorted().toArray()[of.size() / 2];
    }

    private void head() {
        out.println("""

            | clients | claims/s [min – max] | claim p50 / p99 ms | bare JDBC/s [min – max] | claim p50 / p99 ms | of bare \
            | offers/s | × claims | signed in | × claims | pushes/s | p50 / p99 ms | plain JSON/s | of plain |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|---|\
            """);
    }

    private void print(int clients, Turns turns) {
        var claims = Rounds.Result.of(turns.claims());
        var bare = Rounds.Result.of(turns.bare());
        double anonymous = Rounds.Result.of(turns.offers()).perSecond();
        double signedIn = Rounds.Result.of(turns.offersSignedIn()).perSecond();
        var pushed = Rounds.Result.of(turns.pushes());
        double plain = Rounds.Result.of(turns.live()).perSecond();
        out.printf(
                "| %d | %s | %s | %s | %s | %.2f | %.0f | %.1f | %.0f | %.1f | %.0f | %s | %.0f | %.2f |%n",
                clients,
                speed(claims),
                times(claims),
                speed(bare),
                times(bare),
                claims.perSecond() / bare.perSecond(),
                anonymous,
                anonymous / claims.perSecond(),
                signedIn,
                signedIn / claims.perSecond(),
                pushed.perSecond(),
                times(pushed),
                plain,
                pushed.perSecond() / plain);
    }

    private static String speed(Rounds.Result result) {
        return "%.0f [%.0f – %.0f]".formatted(result.perSecond(), result.slowest(), result.fastest());
    }

    private static String times(Rounds.Result result) {
        return "%.2f / %.2f".formatted(result.p50Millis(), result.p99Millis());
    }
}
