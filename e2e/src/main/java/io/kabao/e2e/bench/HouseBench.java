package io.kabao.e2e.bench;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a read through HTTP, session, rights and mapping costs: {@code GET /admin/me} and a page of
 * {@code GET /admin/stores}, beside the same statements through bare JDBC and beside the same server's plainest answer.
 */
final class HouseBench {
    private static final int STORES = 50;
    private static final int PAGE = 20;
    private static final int COUNTED_CALLS = 500;
    private static final List<Integer> CLIENTS = List.of(1, 8, 32);

    private static final String OPERATOR = """
            SELECT id, merchant_id, realm, account, name, password_hash, active, session_hash, scope_kind, scope_ids, staff_id,
                   password_initial, totp_secret, totp_pending, totp_step, otp_misses, otp_locked_until, signed_in_at,
                   stepped_up_until, added_by, login_made_by, login_made_at, version, created_at, updated_at,
                   updated_by
            FROM operator WHERE id = ?
            """;
    private static final String ROLES = """
            SELECT operator_id, role_id FROM operator_role
            WHERE merchant_id = ? AND operator_id IN (?) ORDER BY operator_id, role_id
            """;
    private static final String PAGE_OF_STORES = """
            SELECT id, merchant_id, organization_id, name, address, phone, open, version,
                   created_at, updated_at, updated_by
            FROM store WHERE merchant_id = ? AND id < ? ORDER BY id DESC LIMIT ?
            """;

    private final House house;
    private final PrintStream out;
    private final Contender live;
    private final Contender me;
    private final Contender bareMe;
    private final Contender stores;
    private final Contender bareStores;

    private HouseBench(House house, PrintStream out) throws SQLException {
        this.house = house;
        this.out = out;
        var id = house.number("SELECT id FROM operator WHERE account = 'owner'", 1);
        var merchantId = house.number("SELECT merchant_id FROM operator WHERE account = 'owner'", 1);
        var operator = new BareJdbc.Query(OPERATOR, List.of(id));
        var roles = new BareJdbc.Query(ROLES, List.of(merchantId, id));
        // One row more than the page, as the product asks for to know whether there is a next page.
        var page = new BareJdbc.Query(PAGE_OF_STORES, List.of(merchantId, Long.MAX_VALUE, PAGE + 1));
        live = new Contender("GET /actuator/health/liveness", () -> house.reading("/actuator/health/liveness"));
        me = new Contender("GET /admin/me", () -> house.reading("/admin/me"));
        bareMe =
                new Contender("bare JDBC of /admin/me", () -> new BareJdbc(house.settings(), List.of(operator, roles)));
        stores = new Contender("GET /admin/stores", () -> house.reading("/admin/stores?limit=" + PAGE));
        bareStores = new Contender(
                "bare JDBC of /admin/stores", () -> new BareJdbc(house.settings(), List.of(operator, roles, page)));
    }

    /** Takes under two minutes. */
    static void run(PrintStream out) throws Exception {
        try (House house = House.open()) {
            for (int i = 1; i <= STORES; i++) {
                house.post("/admin/stores", Map.of("name", "门店 " + i, "address", "长乐路 " + i + " 号"));
            }
            var bench = new HouseBench(house, out);
            var all = List.of(bench.bareMe, bench.me, bench.bareStores, bench.stores, bench.live);
            Rounds.warmUp(all);
            bench.countStatements();
            bench.head();
            for (int clients : CLIENTS) {
                bench.print(clients, Rounds.run(all, clients));
            }
        }
    }

    private void countStatements() throws Exception {
        out.println("Statements a call, by the database's own counter:");
        for (Contender contender : List.of(me, stores, bareMe, bareStores, live)) {
            try (Contender.Client client = contender.connecting().connect()) {
                client.call();
                long before = questions();
                for (int i = 0; i < COUNTED_CALLS; i++) {
                    client.call();
                }
                // Looking costs a few statements itself, and jobs run beside: to one decimal they vanish.
                out.printf("  %-30s %.1f%n", contender.name(), (questions() - before) / (double) COUNTED_CALLS);
            }
        }
    }

    private long questions() throws SQLException {
        return house.number("SHOW GLOBAL STATUS LIKE 'Questions'", 2);
    }

    private void head() {
        out.printf(
                "%n%7s  %-30s %8s %17s %8s %8s %8s %8s%n",
                "clients", "", "op/s", "[min – max]", "p50 ms", "p99 ms", "of bare", "of live");
    }

    private void print(int clients, Map<Contender, Rounds.Result> results) {
        double plain = speed(results, live);
        results.forEach((contender, result) -> out.printf(
                "%7d  %-30s %8.0f %17s %8.2f %8.2f %8s %8.2f%n",
                clients,
                contender.name(),
                result.perSecond(),
                "[%.0f – %.0f]".formatted(result.slowest(), result.fastest()),
                result.p50Millis(),
                result.p99Millis(),
                ofBare(contender, results),
                result.perSecond() / plain));
    }

    private String ofBare(Contender contender, Map<Contender, Rounds.Result> results) {
        if (contender.equals(me)) {
            return "%.2f".formatted(speed(results, me) / speed(results, bareMe));
        }
        return contender.equals(stores) ? "%.2f".formatted(speed(results, stores) / speed(results, bareStores)) : "";
    }

    private static double speed(Map<Contender, Rounds.Result> results, Contender contender) {
        return Objects.requireNonNull(results.get(contender)).perSecond();
    }
}
