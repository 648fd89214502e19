package io.kabao.e2e.bench;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How long it takes until all cards stand where changed levels have them, and what spends keep of their rate meanwhile. */
final class LevelsBench {
    private static final int CARDS = Integer.getInteger("kabao.bench.levels", 100_000);
    private static final int CLIENTS = 16;
    private static final Duration QUIET = Duration.ofSeconds(4);
    private static final Duration SLICE = Duration.ofSeconds(1);
    private static final int SLICES_MOST = 300;

    private LevelsBench() {}

    static void run(House house, long merchantId, Contender spends, PrintStream out) throws Exception {
        house.trustOwner();
        crowd(house, merchantId);
        var preview = house.post(
                        "/admin/levels/preview",
                        Map.of(
                                "version",
                                0,
                                "levels",
                                List.of(Map.of("name", "A"), Map.of("name", "B", "growth", 100)),
                                "growth",
                                Map.of("perSpendYuan", 1)))
                .required("id")
                .asString();
        await(house, preview);
        double before = Load.run(spends, CLIENTS, QUIET).perSecond();
        var application = house.post("/admin/levels/application", Map.of("previewId", preview))
                .required("id")
                .asString();
        double during = whileItRuns(house, application, spends);
        double after = Load.run(spends, CLIENTS, QUIET).perSecond();
        double quiet = (before + after) / 2;
        out.printf(
                "%n| cards | moved | seconds | spends/s meanwhile | quiet | ratio |%n|---|---|---|---|---|---|%n"
                        + "| %d | %d | %.1f | %.0f | %.0f | %.2f |%n",
                CARDS,
                house.number("SELECT COUNT(*) FROM level_change WHERE merchant_id = " + merchantId, 1),
                house.number(
                                "SELECT TIMESTAMPDIFF(MICROSECOND, created_at, finished_at) FROM level_run WHERE id = "
                                        + application,
                                1)
                        / 1e6,
                during,
                quiet,
                during / quiet);
    }

    /** Cards with growth of 0 to 199 each. */
    private static void crowd(House house, long merchantId) throws SQLException {
        try (Connection connection = house.database();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "INSERT INTO card_growth (id, merchant_id, card_id, month, topup_fen, spend_fen, points)"
                            + " SELECT seq, " + merchantId
                            + ", seq, DATE_FORMAT(UTC_DATE(), '%Y-%m-01'), 0, seq % 200 * 100, 0 FROM seq_1_to_"
                            + CARDS);
            statement.executeQuery("ANALYZE TABLE card_growth").close();
        }
    }

    private static boolean isDone(House house, String run) throws SQLException {
        return house.number("SELECT COUNT(*) FROM level_run WHERE status = 'DONE' AND id = " + run, 1) == 1;
    }

    private static void await(House house, String run) throws Exception {
        for (int slice = 0; slice < SLICES_MOST && !isDone(house, run); slice++) {
            Thread.sleep(SLICE);
        }
    }

    /** Calls a second while a run goes on. */
    private static double whileItRuns(House house, String run, Contender spends) throws Exception {
        double sum = 0;
        int slices = 0;
        do {
            sum += Load.run(spends, CLIENTS, SLICE).perSecond();
            slices++;
        } while (slices < SLICES_MOST && !isDone(house, run));
        return sum / slices;
    }
}
