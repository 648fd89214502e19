package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.JobsAtRest;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Settings;
import io.kabao.e2e.Soak;
import io.kabao.e2e.bench.BookCrowd;
import io.kabao.e2e.bench.Counters;
import io.kabao.e2e.bench.Counters.Count;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import io.kabao.ledger.Booked;
import io.kabao.ledger.OneShard;
import io.kabao.spend.Order;
import io.kabao.spend.Spend;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What calls on the books ask of the database, by the server's own counters: a bounded number, whatever its size. */
class BooksCostTest {

    private static final int FEW = 1_000;
    private static final int MANY = Soak.count(5_000, 50_000);
    private static final int ORDERS_EACH = 2;
    private static final int TRIES = 40;
    private static final int FULL_BATCH = 128;
    private static final int BATCHES = 5;
    private static final int BATCHES_MOST = 40;

    /** Statements that a full batch may send for each of its spends. */
    private static final double STATEMENTS_MOST = 0.3;

    private final House house = House.shared();

    @Test
    void calls_cost_the_same_however_many_members_there_are() throws Exception {
        var customer = new Customer();
        try (var connection = house.sandbox().database().adminConnection()) {
            var crowd = new BookCrowd(connection, Settings.DATA_KEY, customer.home());
            crowd.growTo(FEW, ORDERS_EACH);
            var amongFew = customer.costs();
            crowd.growTo(MANY, ORDERS_EACH);
            var amongMany = customer.costs();
            assertThat(amongMany).isEqualTo(amongFew);
            assertThat(amongMany.values()).allSatisfy(count -> {
                assertThat(count.statements()).isBetween(1L, 30L);
                assertThat(count.rows()).isBetween(1L, 60L);
            });
        }
    }

    @Test
    void a_full_batch_sends_a_few_statements_for_all_of_its_spends() throws Exception {
        var counter = new Counter(house);
        var cards = counter.cards(FULL_BATCH);
        cards.forEach(card -> counter.booked(counter.topUp(card, 1_000, 100, Counter.Key.fresh())));
        var least = Long.MAX_VALUE;
        for (var batch = 0; batch < BATCHES_MOST && least > STATEMENTS_MOST * FULL_BATCH; batch++) {
            least = Math.min(least, statements(counter, cards, false));
        }
        assertThat(least).isBetween(1L, (long) (STATEMENTS_MOST * FULL_BATCH));
        counter.assertBooksAreRight();
    }

    @Test
    void a_batch_that_earns_points_sends_no_statement_more_than_one_that_earns_none() throws Exception {
        var counter = new Counter(house);
        var cards = counter.cards(FULL_BATCH);
        cards.forEach(card -> counter.booked(counter.topUp(card, 10_000, 0, Counter.Key.fresh())));
        // Read once by each process, and by none again.
        var rule = Map.of("name", "一分一分", "points", 1, "perFen", 1);
        assertThat(counter.owner().post("/admin/points-rules", rule).status()).isEqualTo(201);
        counter.booked(counter.spend(cards.getFirst(), "W" + Shop.unique(16), 1, Counter.Key.fresh()));
        var least = new HashMap<Boolean, Long>();
        var batches = 0;
        while (batches < BATCHES_MOST && (batches < BATCHES || !Objects.equals(least.get(true), least.get(false)))) {
            for (var earns : List.of(true, false)) {
                least.merge(earns, statements(counter, cards, earns), Math::min);
            }
            batches++;
        }
        assertThat(counter.rows().number("SELECT SUM(points) FROM holder WHERE merchant_id = " + counter.merchantId()))
                .isEqualTo(1 + 10L * FULL_BATCH * batches);
        assertThat(least.get(true)).isEqualTo(least.get(false));
    }

    /** Of a full batch of orders. What looks for work every second only adds to it, and so of several batches the least counts. */
    private long statements(Counter counter, List<Long> cards, boolean earns) throws Exception {
        var line = new Order.Line(null, "茶", null, 10, 1, earns, false);
        try (var _ = JobsAtRest.in(house);
                var shard = OneShard.of(house, FULL_BATCH).connected();
                var counters = new Counters(house.sandbox().database().adminConnection())) {
            var answers = cards.stream()
                    .<Supplier<? extends Booked<?>>>map(card -> shard.queue(sold(counter, card, line)))
                    .toList();
            counters.awaitQuiet();
            return counters.of(() -> {
                        shard.started();
                        answers.forEach(
                                answer -> assertThat(answer.get().repeated()).isFalse());
                    })
                    .statements();
        }
    }

    private static Spend sold(Counter counter, long card, Order.Line line) {
        var asked = counter.spend(card, "C" + Shop.unique(16), 10, Counter.Key.fresh());
        return new Spend(asked.booking(), asked.channel(), Order.of(List.of(line)), asked.means());
    }

    /** Somebody with a card in WeChat, at whose counter and phone calls are counted. */
    private final class Customer {

        private final Shop shop = Shop.open(house);
        private final String template = shop.template();
        private final String store = shop.store("长乐路店", shop.organization("华东"));
        private final Api guest;
        private final String card;
        private final String member;

        Customer() {
            var person = Guest.stranger(shop);
            guest = person.inMiniProgram();
            card = person.claim(guest, shop.scene(template)).text("/id");
            assertThat(guest.post("/wx/cards/" + card + "/activation", Map.of("profile", Map.of()))
                            .status())
                    .isEqualTo(200);
            member = Rows.of(house.sandbox())
                    .column("SELECT member_id FROM member_card WHERE id = " + card)
                    .getFirst();
        }

        BookCrowd.Home home() {
            var merchant = Rows.of(house.sandbox()).number("SELECT merchant_id FROM member_card WHERE id = " + card);
            return new BookCrowd.Home(merchant, Long.parseLong(template), Long.parseLong(store), BookCrowd.freeIds());
        }

        /** Jobs beside and caches that run out only add to a cost, so of several tries at quiet moments the least counts. */
        Map<String, Count> costs() throws Exception {
            var least = new LinkedHashMap<String, Count>();
            try (var _ = JobsAtRest.in(house);
                    var counters = new Counters(house.sandbox().database().adminConnection())) {
                for (var i = 0; i < TRIES; i++) {
                    counters.awaitQuiet();
                    once(counters).forEach((call, count) -> least.merge(call, count, Customer::cheaper));
                }
            }
            return least;
        }

        private static Count cheaper(Count one, Count other) {
            return new Count(Math.min(one.statements(), other.statements()), Math.min(one.rows(), other.rows()));
        }

        private Map<String, Count> once(Counters counters) throws Exception {
            var costs = new LinkedHashMap<String, Count>();
            note(costs, "top-up", counters, () -> pay("/admin/topups", Map.of("amountFen", 1_000, "means", "CASH")));
            var spend = note(costs, "spend", counters, () -> spend(400)).text("/id");
            var back = Map.<String, Object>of("spendId", spend, "amountFen", 100, "reason", "少了一份");
            note(costs, "refund", counters, () -> keyed().post("/admin/refunds", back));
            note(costs, "order", counters, () -> shop.owner().get("/admin/spends/" + spend));
            note(costs, "member", counters, () -> shop.owner().get("/admin/members/" + member));
            note(costs, "balance", counters, () -> guest.get("/wx/cards/" + card));
            var page = "/wx/cards/" + card + "/entries?book=STORED_VALUE&limit=2";
            note(costs, "statement", counters, () -> guest.get(page));
            // Nothing is left, so that the next try finds what this one found.
            assertThat(spend(700).status()).isEqualTo(201);
            return costs;
        }

        private Answer spend(long fen) {
            return pay(
                    "/admin/spends", Map.of("orderNo", "K" + Shop.unique(20), "channel", "OFFLINE", "amountFen", fen));
        }

        private Answer pay(String path, Map<String, Object> what) {
            var body = new HashMap<>(what);
            body.put("card", Map.of("cardId", card));
            body.put("storeId", store);
            return keyed().post(path, body);
        }

        private Api keyed() {
            return shop.owner().with("Idempotency-Key", "k-" + Shop.unique(20));
        }

        private static Answer note(Map<String, Count> costs, String call, Counters counters, Supplier<Answer> work)
                throws Exception {
            var answers = new ArrayList<Answer>();
            costs.put(call, counters.of(() -> answers.add(work.get())));
            var answer = answers.getFirst();
            assertThat(answer.status()).as(answer.body()).isIn(List.of(200, 201));
            return answer;
        }
    }
}
