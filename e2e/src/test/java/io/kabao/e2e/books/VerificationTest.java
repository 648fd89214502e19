package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.e2e.JobsAtRest;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Settings;
import io.kabao.e2e.bench.BookCrowd;
import io.kabao.e2e.claim.Shop;
import io.kabao.ledger.Books;
import io.kabao.ledger.Verification;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What the books find wrong with themselves when somebody has changed rows behind their back. */
class VerificationTest {

    private final House house = House.shared();
    private final Counter counter = new Counter(house);
    private final Rows rows = counter.rows();
    private final long card = counter.card();
    private final long holder = rows.number("SELECT holder_id FROM member_card WHERE id = " + card);
    private final long topUp = counter.booked(counter.topUp(card, 10_000, 2_000, Counter.Key.fresh()))
            .txnId();
    private final long lot = rows.number("SELECT id FROM lot WHERE txn_id = " + topUp);
    private final long spend = counter.booked(counter.spend(card, "V-" + card, 3_000, Counter.Key.fresh()))
            .txnId();

    private List<String> found() {
        return counter.findings().stream()
                .map(finding -> finding.invariant() + " " + finding.id()
                        + (finding.entryNo() == null ? "" : " " + finding.entryNo()))
                .toList();
    }

    private void change(String statement) {
        assertThat(rows.change(statement)).as(statement).isPositive();
    }

    private long entry(int number) {
        return rows.number("SELECT id FROM entry WHERE holder_id = " + holder + " AND entry_no = " + number);
    }

    @Test
    void books_that_nobody_touched_are_right() {
        assertThat(found()).isEmpty();
    }

    @Test
    void a_txn_out_of_balance_is_named() {
        change("UPDATE entry SET amount = amount + 1 WHERE txn_id = " + spend + " AND account = 'REVENUE'");
        assertThat(found()).containsExactly("TXN_BALANCED " + spend);
    }

    @Test
    void a_balance_that_somebody_raised_is_named() {
        change("UPDATE holder SET bonus_fen = bonus_fen + 100 WHERE id = " + holder);
        assertThat(found()).containsExactly("BALANCE_OF_ENTRIES " + holder, "BALANCE_OF_LOTS " + holder);
    }

    @Test
    void what_is_found_is_told_to_whoever_asks_at_the_door_and_is_counted_as_an_alarm() {
        change("UPDATE holder SET bonus_fen = bonus_fen + 100 WHERE id = " + holder);
        var alarm = house.adminBean(MeterRegistry.class).counter("kabao.books.findings");
        try (var _ = JobsAtRest.in(house)) {
            var before = alarm.count();
            var told = counter.owner().post("/admin/ledger/verification", Map.of());
            assertThat(told.status()).as(told.body()).isEqualTo(200);
            assertThat(told.json()
                            .get("findings")
                            .valueStream()
                            .map(finding -> finding.get("invariant").asString() + " "
                                    + finding.get("id").asString()))
                    .containsExactly("BALANCE_OF_ENTRIES " + holder, "BALANCE_OF_LOTS " + holder);
            assertThat(alarm.count()).isEqualTo(before + 2);
        }
    }

    @Test
    void a_holder_put_back_to_what_it_was_before_its_last_txn_is_named() {
        change("UPDATE holder SET principal_fen = 10000, bonus_fen = 2000, last_entry_no = 2, last_entry_hmac ="
                + " (SELECT hmac FROM entry WHERE id = " + entry(2) + ") WHERE id = " + holder);
        change("UPDATE lot SET principal_left = principal_total, bonus_left = bonus_total WHERE id = " + lot);
        assertThat(found()).containsExactly("BALANCE_OF_ENTRIES " + holder);
    }

    @Test
    void an_entry_that_says_another_balance_is_named_and_its_chain_too() {
        change("UPDATE entry SET balance_after = balance_after + 1 WHERE id = " + entry(1));
        assertThat(found())
                .containsExactly(
                        "RUNNING_BALANCE " + entry(1),
                        "RUNNING_BALANCE " + entry(3),
                        "BALANCE_AFTER_TXN " + rows.number("SELECT txn_id FROM entry WHERE id = " + entry(1)),
                        "CHAIN " + holder + " 1");
    }

    @Test
    void an_entry_that_is_gone_is_named() {
        change("DELETE FROM entry WHERE id = " + entry(3));
        assertThat(found())
                .containsExactly(
                        "TXN_BALANCED " + spend,
                        "BALANCE_OF_ENTRIES " + holder,
                        "LOT_OF_ENTRIES " + lot,
                        "CHAIN " + holder + " 4");
    }

    @Test
    void a_lot_that_holds_less_than_its_entries_say_is_named() {
        change("UPDATE lot SET principal_left = principal_left - 1 WHERE id = " + lot);
        assertThat(found()).containsExactly("BALANCE_OF_LOTS " + holder, "LOT_OF_ENTRIES " + lot);
    }

    @Test
    void an_entry_of_a_lot_that_is_another_holders_is_named() {
        var other = counter.card();
        counter.booked(counter.topUp(other, 500, 0, Counter.Key.fresh()));
        var entry = rows.number("SELECT e.id FROM entry e JOIN member_card c ON c.holder_id = e.holder_id WHERE c.id = "
                + other + " AND e.entry_no = 1");
        var own = rows.number("SELECT lot_id FROM entry WHERE id = " + entry);
        change("UPDATE entry SET lot_id = " + lot + " WHERE id = " + entry);
        assertThat(found()).contains("LOT_OF_ENTRIES " + lot, "LOT_OF_ENTRIES " + own);
    }

    @Test
    void a_txn_without_entries_and_entries_without_their_txn_are_named() {
        change("UPDATE txn SET id = id + 1 WHERE id = " + spend);
        assertThat(found()).containsExactly("TXN_HAS_ENTRIES " + (spend + 1), "ENTRY_OF_TXN " + spend);
    }

    @Test
    void a_last_link_that_is_not_the_last_entrys_is_named() {
        change("UPDATE holder SET last_entry_hmac = REPEAT('x', 32) WHERE id = " + holder);
        assertThat(found()).containsExactly("LAST_LINK " + holder);
    }

    @Test
    void entries_of_a_holder_that_is_gone_are_named() {
        change("DELETE FROM lot WHERE holder_id = " + holder);
        change("DELETE FROM holder WHERE id = " + holder);
        assertThat(found()).containsExactly("BALANCE_OF_ENTRIES " + holder);
    }

    @Test
    void books_of_thousands_are_walked_to_their_end() throws Exception {
        try (var connection = house.sandbox().database().adminConnection()) {
            var crowd = new BookCrowd(connection, Settings.DATA_KEY, counter.home());
            crowd.growTo(1_700, 2);
            assertThat(found()).isEmpty();
            var first = crowd.cards().getFirst() - 1;
            var last = crowd.cards().getLast() - 1;
            change("UPDATE holder SET points = points + 1 WHERE id IN (" + first + "," + last + "," + holder + ")");
            change("DELETE FROM entry WHERE account = 'REVENUE' AND txn_id = " + spend);
            assertThat(found())
                    .containsExactly(
                            "TXN_BALANCED " + spend,
                            "BALANCE_OF_ENTRIES " + first,
                            "BALANCE_OF_ENTRIES " + last,
                            "BALANCE_OF_ENTRIES " + holder,
                            "BALANCE_OF_LOTS " + first,
                            "BALANCE_OF_LOTS " + last,
                            "BALANCE_OF_LOTS " + holder);
        }
    }

    @Test
    void of_one_rule_a_hundred_findings_are_told() throws Exception {
        try (var connection = house.sandbox().database().adminConnection()) {
            new BookCrowd(connection, Settings.DATA_KEY, counter.home()).growTo(150, 0);
            change("UPDATE holder SET last_entry_hmac = REPEAT('x', 32) WHERE merchant_id = " + counter.merchantId());
            assertThat(found()).hasSize(Verification.FINDINGS_MOST).allMatch(line -> line.startsWith("LAST_LINK"));
        }
    }

    @Test
    void books_that_are_written_meanwhile_are_right_all_the_time() {
        var books = house.adminBean(Books.class);
        var looks = new ArrayList<String>();
        try (var till = Executors.newSingleThreadExecutor()) {
            var busy = till.submit(() -> {
                for (var i = 0; i < 300; i++) {
                    books.submit(counter.topUp(card, 100, 50, Counter.Key.fresh()));
                    books.submit(counter.spend(card, "W" + Shop.unique(16), 120, Counter.Key.fresh()));
                }
                return 300;
            });
            while (!busy.isDone()) {
                looks.addAll(found());
            }
        }
        assertThat(looks).isEmpty();
        assertThat(found()).isEmpty();
    }
}
