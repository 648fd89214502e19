package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kabao.e2e.House;
import io.kabao.e2e.books.Branches.Bought;
import io.kabao.e2e.books.Branches.Money;
import io.kabao.kernel.Actor;
import io.kabao.ledger.Shift;
import io.kabao.ledger.Shifts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Tills are closed: cash that was counted against cash in the books. */
class ShiftsTest {

    private static final int MANY = 200;

    private final Branches shop = new Branches(House.shared());
    private final Shifts shifts = shop.house().adminBean(Shifts.class);

    private Actor cashier() {
        return shop.actor(shop.east());
    }

    private Shift close(long countedFen) {
        return shifts.close(cashier(), new Shifts.Counted(shop.east().store(), countedFen, null));
    }

    private static Map<String, Object> counted(long store, Object fen) {
        var form = new HashMap<String, Object>();
        form.put("storeId", Long.toString(store));
        form.put("countedCashFen", fen);
        form.put("note", "夜班");
        return form;
    }

    @Test
    void a_close_sets_what_was_counted_against_what_came_in_and_went_out() {
        var card = shop.card();
        shop.topUp(shop.east(), card, new Money("CASH", 10_000, 2_000));
        shop.topUp(shop.east(), card, new Money("BANK_CARD", 5_000, 0));
        var order = shop.spend(shop.east(), card, new Bought("B-" + card, 3_000, 1_000));
        // Half of the order goes back, and with it half of the cash.
        shop.refund(shop.east(), order, 1_500L, "做错了");
        shop.topUp(shop.west(), card, Money.cash(700));
        var east = shop.cashier(shop.east());
        var answer = east.post("/admin/shifts/close", counted(shop.east().store(), 10_400));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        var shift = answer.json();
        // 100.00 and 10.00 in, 5.00 out: 105.00 by the books, 104.00 in the drawer.
        assertThat(shift.get("cashFen").asLong()).isEqualTo(10_500);
        assertThat(shift.get("differenceFen").asLong()).isEqualTo(-100);
        assertThat(shift.get("moves").asInt()).isEqualTo(4);
        assertThat(shift.get("number").asInt()).isEqualTo(1);
        assertThat(shift.get("means")
                        .valueStream()
                        .map(line -> line.get("kind").asString() + " "
                                + line.get("inFen").asLong() + " "
                                + line.get("outFen").asLong()))
                .containsExactly("BANK_CARD 5000 0", "CASH 11000 500");
        var again = east.post("/admin/shifts/close", counted(shop.east().store(), 10_400));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.problemCode()).hasValue("SHIFT_EMPTY");

        shop.topUp(shop.east(), card, Money.cash(300));
        assertThat(close(300).number()).isEqualTo(2);
        var listed = east.get("/admin/shifts").json().get("items");
        assertThat(listed.valueStream().map(item -> item.get("number").asInt())).containsExactly(2, 1);
        assertThat(listed.get(1)).isEqualTo(shift);
        assertThat(shop.cashier(shop.west())
                        .get("/admin/shifts")
                        .json()
                        .get("items")
                        .size())
                .isZero();
        assertThat(shop.owner()
                        .get("/admin/shifts?storeId=" + shop.east().store())
                        .json()
                        .get("items")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void nobody_closes_a_till_at_a_store_out_of_reach() {
        var east = shop.cashier(shop.east());
        assertThat(east.post("/admin/shifts/close", counted(shop.west().store(), 0))
                        .problemCode())
                .hasValue("STORE_NOT_FOUND");
        assertThat(east.post("/admin/shifts/close", Map.of("countedCashFen", 0)).problemCode())
                .hasValue("STORE_NOT_FOUND");
        assertThat(east.get("/admin/shifts?storeId=" + shop.west().store()).problemCode())
                .hasValue("STORE_NOT_FOUND");
        assertThat(shop.owner()
                        .post("/admin/shifts/close", Map.of("countedCashFen", 0))
                        .problemCode())
                .hasValue("SHIFT_EMPTY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "9223372036854775808", "0.5", "1e9", "\"5\"", "null", "[5]", "true"})
    void what_is_no_amount_is_no_count(String fen) {
        shop.topUp(shop.east(), shop.card(), Money.cash(100));
        var body = "{\"storeId\":\"" + shop.east().store() + "\",\"countedCashFen\":" + fen + "}";
        assertThat(shop.cashier(shop.east()).post("/admin/shifts/close", body).status())
                .isEqualTo(400);
        assertThat(shop.rows().number("SELECT COUNT(*) FROM till_shift WHERE merchant_id = " + shop.merchantId()))
                .isZero();
    }

    @Test
    void of_two_hundred_closes_at_once_one_closes() {
        var card = shop.card();
        for (var i = 0; i < 20; i++) {
            shop.topUp(shop.east(), card, Money.cash(100));
        }
        var outcomes = Counter.atOnce(MANY, i -> Counter.outcome(() -> close(2_000))).stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(outcomes.remove("done")).isEqualTo(1);
        assertThat(outcomes.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(MANY - 1);
        assertThat(outcomes.keySet()).isSubsetOf("SHIFT_EMPTY", "SHIFT_JUST_CLOSED");
        assertThat(shop.rows().number("SELECT SUM(moves) FROM till_shift WHERE merchant_id = " + shop.merchantId()))
                .isEqualTo(20);
    }

    @Test
    void a_close_that_another_came_ahead_of_takes_nothing() throws Exception {
        var card = shop.card();
        shop.topUp(shop.east(), card, Money.cash(100));
        var marked = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var first = threads.submit(
                    () -> shop.house().adminBean(TransactionTemplate.class).execute(_ -> {
                        var shift = close(100);
                        marked.countDown();
                        waitFor(goOn);
                        return shift;
                    }));
            marked.await();
            shop.topUp(shop.east(), card, Money.cash(50));
            var second = threads.submit(() -> Counter.outcome(() -> close(50)));
            await().atMost(Duration.ofSeconds(20)).until(this::somebodyWaitsForALock);
            goOn.countDown();
            assertThat(Objects.requireNonNull(first.get()).moves()).isEqualTo(1);
            assertThat(second.get()).isEqualTo("SHIFT_JUST_CLOSED");
        } finally {
            goOn.countDown();
        }
        assertThat(close(50).cashFen()).isEqualTo(50);
    }

    private boolean somebodyWaitsForALock() {
        return shop.rows()
                        .number("SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'"
                                + " AND trx_query LIKE '%till_move%'")
                > 0;
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatever_is_booked_while_tills_are_closed_is_counted_by_one_shift() throws Exception {
        var cards = List.of(shop.card(), shop.card(), shop.card(), shop.card());
        var closed = new ArrayList<Shift>();
        var stop = new CountDownLatch(1);
        try (var threads = Executors.newSingleThreadExecutor()) {
            var closing = threads.submit(() -> {
                while (stop.getCount() > 0) {
                    if (Counter.outcome(() -> closed.add(close(0))).equals("SHIFT_JUST_CLOSED")) {
                        throw new IllegalStateException("Nobody else closes");
                    }
                }
                return true;
            });
            Counter.atOnce(600, i -> shop.topUp(shop.east(), cards.get(i % 4), Money.cash(1 + i)));
            stop.countDown();
            assertThat(closing.get()).isTrue();
        }
        if (shop.rows()
                        .number("SELECT COUNT(*) FROM till_move WHERE shift_id IS NULL AND merchant_id = "
                                + shop.merchantId())
                > 0) {
            closed.add(close(0));
        }
        // 1 + 2 + … + 600
        assertThat(closed.stream().mapToLong(Shift::cashFen).sum()).isEqualTo(180_300);
        assertThat(closed.stream().mapToInt(Shift::moves).sum()).isEqualTo(600);
        assertThat(closed.size()).isGreaterThan(1);
        assertThat(shop.rows()
                        .number(
                                "SELECT COUNT(*) FROM till_move m JOIN till_shift s ON s.id = m.shift_id WHERE m.merchant_id = "
                                        + shop.merchantId()))
                .isEqualTo(600);
    }
}
