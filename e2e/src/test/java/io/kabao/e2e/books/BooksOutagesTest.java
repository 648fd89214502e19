package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Api;
import io.kabao.e2e.AppProcess;
import io.kabao.e2e.Ground;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Settings;
import io.kabao.e2e.Soak;
import io.kabao.e2e.Trust;
import io.kabao.e2e.claim.Shop;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Servers and doors die or freeze while tills are at work at two doors: nothing that was acknowledged is missing, nothing
 * that was refused is there, and whatever was left open is known by asking again.
 */
class BooksOutagesTest {

    private static final int TILLS = 12;
    private static final int CARDS = 6;

    /** Calls that are booked before the next thing breaks. */
    private static final int AT_WORK = 60;

    private static final Duration BACK_WITHIN = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Two seconds in the queue, five until a writer gives a database up, two for its last try, and a very slow machine. */
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(25);

    private static AppProcess one;
    private static AppProcess two;
    private static Api owner;
    private static List<Long> cards;

    private final Rows rows = Ground.rows();
    private final TillLog log = new TillLog();
    private Map<Long, Long> balancesBefore = Map.of();

    @BeforeAll
    static void open() {
        one = AppProcess.ofJar("admin-api", Settings.of(Ground.sandbox()));
        two = AppProcess.ofJar("admin-api", Settings.of(Ground.sandbox()));
        one.waitUntilReady();
        two.waitUntilReady();
        owner = one.api().signedIn(Settings.OWNER, Settings.OWNER_PASSWORD);
        neverEnoughMoney();
        var template = owner.post("/admin/card-templates", Map.of("name", "储值卡", "title", "储值卡"))
                .text("/id");
        var number = Shop.unique(8).toUpperCase(Locale.ROOT);
        cards = new ArrayList<>();
        for (var i = 0; i < CARDS; i++) {
            var form = Map.of("templateId", template, "cardNumber", number + i, "offline", true, "name", "会员");
            var made = owner.post("/admin/members", form);
            assertThat(made.status()).as(made.body()).isEqualTo(201);
            cards.add(Ground.rows().number("SELECT id FROM member_card WHERE number = '" + number + i + "'"));
        }
    }

    /** The tills take in more than one operator may on a day, and would stand still once that is reached. */
    private static void neverEnoughMoney() {
        Trust.give(Ground.rows(), Settings.OWNER);
        var version = owner.get("/admin/book-settings").json().get("version").asInt();
        var most = Map.of("version", version, "staffDailyCapFen", 100_000_000_000L, "limitFen", 1_000_000_000L);
        var set = owner.put("/admin/book-settings", most);
        assertThat(set.status()).as(set.body()).isEqualTo(200);
    }

    @AfterAll
    static void close() {
        Trust.take(Ground.rows(), Settings.OWNER);
        one.close();
        two.close();
    }

    @BeforeEach
    void count() {
        balancesBefore = TillLog.balances(rows, cards);
    }

    private static Api atOne() {
        return owner.movedTo(one.api().port());
    }

    private static Api atTwo() {
        return owner.movedTo(two.api().port());
    }

    private Tills tills() {
        return new Tills(TILLS, List.of(BooksOutagesTest::atOne, BooksOutagesTest::atTwo), cards, log);
    }

    private static ConditionFactory await(String what) {
        return Awaitility.await(what).pollInterval(Duration.ofMillis(5)).atMost(PATIENCE);
    }

    private void awaitMoreBooked() {
        var before = log.booked();
        await("tills at work").until(() -> log.booked() >= before + AT_WORK);
    }

    private void assertNothingIsLost() {
        log.assertBooksSayTheSame(rows, balancesBefore);
        // A connection that was cut while it lay idle is noticed by whoever takes it next.
        var verified = await("the books to be verified")
                .until(() -> atTwo().post("/admin/ledger/verification", Map.of()), answer -> answer.status() != 503);
        assertThat(verified.status()).as(verified.body()).isEqualTo(200);
        assertThat(verified.json().get("findings").isEmpty())
                .as(verified.body())
                .isTrue();
    }

    @Test
    void a_database_that_is_killed_in_the_middle_loses_nothing_and_takes_nothing_twice() {
        var database = Ground.sandbox().database();
        try (var _ = tills()) {
            for (var kill = 0; kill < Soak.count(3, 20); kill++) {
                awaitMoreBooked();
                database.kill();
                if (kill == 0) {
                    // It stays away until every till has noticed.
                    var unknowns = log.unknowns();
                    await("all tills to be told").until(() -> log.unknowns() >= unknowns + 3 * TILLS);
                }
                database.restart();
                var booked = log.booked();
                Awaitility.await("the books to be written again")
                        .atMost(BACK_WITHIN)
                        .until(() -> log.booked() > booked);
            }
        }
        assertThat(log.unknowns()).isPositive();
        assertThat(log.longestWait()).isLessThan(ANSWERED_WITHIN);
        assertNothingIsLost();
    }

    @Test
    void connections_that_are_all_cut_at_once_lose_nothing() {
        try (var _ = tills()) {
            for (var cut = 0; cut < Soak.count(5, 100); cut++) {
                awaitMoreBooked();
                rows.column("SELECT id FROM information_schema.processlist WHERE user = '"
                                + Ground.sandbox().database().appUser() + "'")
                        .forEach(this::cut);
            }
        }
        assertNothingIsLost();
    }

    /** One that ended by itself meanwhile is cut as well. */
    private void cut(String connection) {
        try {
            rows.change("KILL CONNECTION " + connection);
        } catch (IllegalStateException e) {
            assertThat(e.getCause()).isInstanceOf(SQLException.class).hasMessageContaining("Unknown thread id");
        }
    }

    @Test
    void a_door_that_is_killed_at_any_moment_loses_nothing() {
        try (var _ = tills()) {
            for (var kill = 0; kill < Soak.count(1, 20); kill++) {
                awaitMoreBooked();
                one.kill9();
                awaitMoreBooked();
                one = Ground.open("admin-api");
            }
            awaitMoreBooked();
        }
        assertThat(log.unknowns()).isPositive();
        assertNothingIsLost();
    }

    @Test
    void a_writer_that_freezes_within_a_transaction_holds_nobody_up_for_long() {
        try (var _ = new Tills(4, List.of(BooksOutagesTest::atOne), cards, log)) {
            awaitMoreBooked();
            var locked = freezeWithin();
            try {
                var begun = System.nanoTime();
                // At the other door, for the very cards that the frozen one has locked and for all others.
                try (var _ = new Tills(CARDS, List.of(BooksOutagesTest::atTwo), cards, log)) {
                    var unknowns = log.unknowns();
                    await("those who wait for the frozen one to be told").until(() -> log.unknowns() > unknowns);
                    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(ANSWERED_WITHIN);
                    one.resume();
                    awaitMoreBooked();
                }
            } finally {
                one.resume();
            }
            assertThat(locked).isNotEmpty();
        }
        assertNothingIsLost();
    }

    /** Freezes the first door at a moment when it has holders locked; which. */
    private List<String> freezeWithin() {
        var all = rows.column("SELECT holder_id FROM member_card WHERE id IN ("
                + cards.stream().map(String::valueOf).collect(Collectors.joining(",")) + ")");
        for (var attempt = 0; attempt < 1_000; attempt++) {
            one.pause();
            var locked = new ArrayList<>(all);
            locked.removeAll(rows.column(
                    "SELECT id FROM holder WHERE id IN (" + String.join(",", all) + ") FOR UPDATE SKIP LOCKED"));
            if (!locked.isEmpty()) {
                return locked;
            }
            one.resume();
        }
        throw new AssertionError("It was never caught within a transaction");
    }
}
