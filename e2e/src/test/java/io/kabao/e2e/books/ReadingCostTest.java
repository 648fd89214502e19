package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.JobsAtRest;
import io.kabao.e2e.bench.Counters;
import io.kabao.e2e.books.Branches.Bought;
import io.kabao.e2e.books.Branches.Money;
import io.kabao.report.DailySums;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What reading the books asks of the database, by the server's own counters: the same however much is in them. */
class ReadingCostTest {

    private static final int FEW = 100;
    private static final int MANY = 5_000;
    private static final int TRIES = 40;
    private static final long NOISE = 30;

    private final Branches shop = new Branches(House.shared());
    private final long card = shop.card();
    private final String rule = shop.rule("常", 10);

    @Test
    void pages_and_figures_cost_the_same_at_a_hundred_and_at_five_thousand_txns() throws Exception {
        growFrom(0, FEW);
        var amongFew = costs();
        growFrom(FEW, MANY);
        var amongMany = costs();
        var softly = new SoftAssertions();
        amongFew.forEach((path, few) -> {
            var many = Objects.requireNonNull(amongMany.get(path));
            softly.assertThat(many.statements()).as("statements of %s", path).isEqualTo(few.statements());
            softly.assertThat(many.rows())
                    .as("rows of %s, of few: %s", path, few)
                    .isLessThanOrEqualTo(few.rows() + NOISE);
        });
        softly.assertAll();
    }

    /** Top-ups of one fen; of four one is by a rule and one an order, in cash. */
    private void growFrom(int few, int many) {
        Counter.atOnce(many - few, i -> {
            var till = i % 2 == 0 ? shop.east() : shop.west();
            if (i % 4 == 2) {
                return shop.topUpBy(rule, till, card, 10).id();
            }
            return i % 4 == 1
                    ? shop.spend(till, card, new Bought("G-" + few + "-" + i + "-" + card, 1, 1))
                            .id()
                    : shop.topUp(till, card, new Money("BANK_CARD", 1, 0)).id();
        });
        shop.pass(DailySums.STILL_MOVING.plusSeconds(1));
        shop.house().adminBean(DailySums.class).bringUp();
        shop.rows().column("ANALYZE TABLE txn, entry, lot, till_move, topup, daily_sum, patron_count");
    }

    private Map<String, Counters.Count> costs() throws Exception {
        var cashier = shop.cashier(shop.east());
        var costs = new LinkedHashMap<String, Counters.Count>();
        for (var path : List.of(
                "/admin/cards/" + card + "/entries?limit=20",
                "/admin/cards/" + card + "/entries?limit=20&book=POINTS",
                "/admin/txns?limit=20",
                "/admin/txns?limit=20&type=SPEND",
                "/admin/txns?limit=20&storeId=" + shop.west().store(),
                "/admin/txns?limit=20&staffId=" + shop.west().staff(),
                "/admin/txns?limit=20&means=CASH",
                "/admin/txns?limit=20&cardId=" + card,
                "/admin/txns?limit=20&ruleId=" + rule,
                "/admin/overview",
                "/admin/clearing")) {
            costs.put("owner " + path, cost(shop.owner(), path));
        }
        costs.put("cashier /admin/txns", cost(cashier, "/admin/txns?limit=20"));
        return costs;
    }

    /** Jobs beside only add to a cost, so of several tries the least counts. */
    private Counters.Count cost(Api reader, String path) throws Exception {
        var statements = Long.MAX_VALUE;
        var read = Long.MAX_VALUE;
        try (var _ = JobsAtRest.in(shop.house());
                var counters = new Counters(shop.house().sandbox().database().adminConnection())) {
            for (var i = 0; i < TRIES; i++) {
                counters.awaitQuiet();
                var count =
                        counters.of(() -> assertThat(reader.get(path).status()).isEqualTo(200));
                statements = Math.min(statements, count.statements());
                read = Math.min(read, count.rows());
            }
        }
        return new Counters.Count(statements, read);
    }
}
