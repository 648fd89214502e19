package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.AppProcess;
import io.kabao.e2e.Ground;
import io.kabao.e2e.Ports;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The only door dies with a push that it has taken and not worked on yet, and around the sending of codes. The next one, at
 * the same address, does each once.
 */
class KilledDoorTest {

    /** A phone gets one message a minute. */
    private static final int A_MINUTE_LATER = 61;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int PORT = Ports.free();

    private static AppProcess wx;
    private static int aheadSeconds;
    private static Shop shop;
    private static String merchant;
    private static String template;
    private static String scene;

    private final Rows rows = Ground.rows();

    @BeforeAll
    static void open() {
        // The console's door would do the work of one that is gone.
        try (var admin = Ground.open("admin-api")) {
            wx = door().waitUntilReady();
            var owner = admin.api().signedIn(Settings.OWNER, Settings.OWNER_PASSWORD);
            shop = Shop.open(Ground.sandbox(), owner, wx.api());
            merchant = owner.get("/admin/merchant").text("/id");
            template = shop.template();
            var store = shop.store("人民广场店", shop.organization("华东"));
            scene = shop.code("STORE", template, Map.of("storeId", store)).text("/scene");
        }
    }

    @AfterAll
    static void close() {
        wx.close();
    }

    @AfterEach
    void all_is_well_again() {
        shop.outside().delete("/sandbox/faults");
    }

    private static AppProcess door() {
        return AppProcess.ofClass(
                LaterDoor.class,
                Ground.settingsWith(Map.of(
                        "LATER_SECONDS",
                        Integer.toString(aheadSeconds),
                        "SERVER_PORT",
                        Integer.toString(PORT),
                        "KABAO_APP",
                        "wx-api",
                        "SPRING_APPLICATION_NAME",
                        "wx-api")));
    }

    @Test
    void a_push_that_was_taken_and_not_worked_on_is_worked_on_once_by_the_next_door() throws SQLException {
        var guest = Guest.stranger(shop);
        guest.inAccount();
        var openid = shop.outside()
                .get("/sandbox/people/" + guest.person() + "/apps/" + shop.account())
                .text("/openId");
        var whose = "app_id = '" + shop.account() + "' AND openid = '" + openid + "'";
        String push;
        try (var locks = Ground.sandbox().database().adminConnection()) {
            locks.setAutoCommit(false);
            locks.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            lock(locks, "SELECT id FROM identity WHERE " + whose + " FOR UPDATE");
            push = guest.scan(Map.of("appId", shop.account(), "scene", scene)).text("/push/id");
            Awaitility.await("the work has begun")
                    .atMost(PATIENCE)
                    .until(() -> rows.number(
                                    "SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'")
                            == 1);
            wx.kill9();
            locks.rollback();
        }
        assertThat(guest.messages()).as("answered before").hasSize(1);
        assertThat(inbox()).containsExactly("WAITING 0");
        assertThat(rows.column("SELECT following + 0 FROM identity WHERE " + whose))
                .containsExactly("0");
        assertThat(intents()).isZero();

        wx = door().waitUntilReady();
        Awaitility.await("the push is worked on").atMost(PATIENCE).until(() -> inbox().equals(List.of("DONE 1")));
        var again = shop.outside().post("/sandbox/pushes/" + push + "/deliveries", Map.of());
        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(rows.column("SELECT following + 0 FROM identity WHERE " + whose))
                .containsExactly("1");
        assertThat(intents()).isOne();
        // Counts are added together some seconds later: with this scan the ones before have been, too.
        Guest.stranger(shop).scan(Map.of("appId", shop.account(), "scene", scene));
        Awaitility.await("both scans are counted").atMost(PATIENCE).until(() -> scans() >= 2);
        assertThat(scans()).isEqualTo(2);
        assertThat(inbox()).containsExactly("DONE 1", "DONE 1");
    }

    @Test
    void a_code_that_had_arrived_is_good_after_a_crash_and_who_got_none_gets_one_a_minute_later() {
        var guests = List.of(Guest.stranger(shop), Guest.stranger(shop));
        var pages = guests.stream().map(Guest::inAccount).toList();
        order("TIMEOUT_BEFORE");
        order("TIMEOUT_AFTER");
        var asked = IntStream.of(0, 1)
                .mapToObj(i -> asks(pages.get(i), guests.get(i)))
                .toList();
        Awaitility.await("one code has arrived, and the provider answers nobody")
                .atMost(PATIENCE)
                .until(() -> faultsLeft() == 0
                        && guests.stream()
                                .anyMatch(guest -> !guest.textMessages().isEmpty()));
        wx.kill9();
        Awaitility.await("the end of both calls")
                .atMost(PATIENCE)
                .until(() -> asked.stream().allMatch(CompletableFuture::isDone));
        assertThat(asked).allMatch(CompletableFuture::isCompletedExceptionally);
        var texted = guests.getFirst().textMessages().isEmpty() ? 1 : 0;
        var other = 1 - texted;
        assertThat(guests.get(other).textMessages()).isEmpty();

        aheadSeconds += A_MINUTE_LATER;
        wx = door().waitUntilReady();
        hasTheCard(guests.get(texted), pages.get(texted));
        guests.get(other).askForSms(pages.get(other), "CLAIM");
        hasTheCard(guests.get(other), pages.get(other));
        assertThat(guests).allSatisfy(guest -> assertThat(guest.textMessages()).hasSize(1));
    }

    /** By the only code that the phone received; a second time it is good for nothing new. */
    private void hasTheCard(Guest guest, Api page) {
        var claim = guest.withSms(scene);
        var claimed = page.post("/wx/claims", claim);
        assertThat(claimed.status()).as(claimed.body()).isEqualTo(201);
        var again = page.post("/wx/claims", claim);
        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(claimed.json());
        assertThat(rows.number("SELECT COUNT(*) FROM member_card WHERE merchant_id = " + merchant + " AND id = "
                        + claimed.text("/id")))
                .isOne();
    }

    private static CompletableFuture<Answer> asks(Api page, Guest guest) {
        return page.begin("POST", "/wx/sms-codes", Map.of("purpose", "CLAIM", "phone", guest.phone()));
    }

    private static void order(String kind) {
        var order = Map.of("path", "/", "kind", kind, "times", 1, "millis", 30_000);
        assertThat(shop.outside().post("/sandbox/faults", order).status()).isEqualTo(201);
    }

    private static int faultsLeft() {
        return shop.outside().get("/sandbox/faults").json().get("items").size();
    }

    private static void lock(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(query)) {
            assertThat(found.next()).isTrue();
        }
    }

    /** How the pushes of the account stand, and how often each was tried; of this shop's alone. */
    private List<String> inbox() {
        return rows.column("SELECT CONCAT(status, ' ', attempts) FROM inbox WHERE merchant_id = " + merchant
                + " AND received_at >= (SELECT created_at FROM card_template WHERE id = " + template
                + ") ORDER BY id");
    }

    private long intents() {
        return rows.number(
                "SELECT COUNT(*) FROM claim_intent WHERE merchant_id = " + merchant + " AND scene = '" + scene + "'");
    }

    private long scans() {
        return rows.number(
                "SELECT scans FROM claim_code WHERE merchant_id = " + merchant + " AND scene = '" + scene + "'");
    }
}
