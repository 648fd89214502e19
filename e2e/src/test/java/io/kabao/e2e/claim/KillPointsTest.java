package io.kabao.e2e.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Again;
import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.AppProcess;
import io.kabao.e2e.House;
import io.kabao.e2e.JobsAtRest;
import io.kabao.e2e.Rows;
import io.kabao.e2e.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * The door dies while each of some customers is certainly between two steps: held by a row that somebody else has locked,
 * or by an answer of WeChat that does not come. Who tries again has what they asked for, once.
 */
class KillPointsTest {

    private static final String EXCHANGE = "/wxa/business/getuserphonenumber";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final House house = House.shared();
    private final Shop shop = Shop.open(house);
    private final Books books = new Books(shop);
    private final Rows rows = Rows.of(house.sandbox());
    private final String template = shop.template(Map.of("bindingFields", List.of("phone")));
    private final String scene = shop.scene(template);
    private final Guest unanswered = Guest.stranger(shop);
    private final Guest exchanged = Guest.stranger(shop);
    private final Guest texted = Guest.stranger(shop);
    private final Guest committed = Guest.stranger(shop);

    /** A call that the door dies on. */
    private record Call(Api session, String path, Map<String, Object> body) {

        CompletableFuture<Answer> begin(AppProcess wx) {
            return session.movedTo(wx.api().port()).begin("POST", path, body);
        }

        Answer again(AppProcess wx) {
            return session.movedTo(wx.api().port()).post(path, body);
        }
    }

    /**
     * Calls that the door died on.
     *
     * @param held each in the middle of its transaction, by a lock
     * @param lost whose phone WeChat told, or was about to tell
     * @param done one whose card had been committed
     */
    private record Cut(List<Call> held, List<Call> lost, Call done) {}

    @Test
    void whoever_is_cut_off_between_two_steps_has_one_card_after_another_try_and_nothing_half_done() throws Exception {
        // The process has the real time, which the clock of the doors here may be ahead of.
        books.change("card_template", "publish_at = '2026-01-01'", "id = " + template);
        // And whoever goes by that clock takes what it notes of used codes for long over: they rest meanwhile.
        try (var _ = JobsAtRest.in(house)) {
            cutOffAndTryAgain();
        }
        everybodyHasOneCard(6);
    }

    private void cutOffAndTryAgain() throws SQLException {
        Cut cut;
        try (var locks = house.sandbox().database().adminConnection()) {
            locks.setAutoCommit(false);
            // Locks the rows that are found, and not the gaps between them.
            locks.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            try (var wx = door()) {
                warmUp(wx);
                cut = cutOff(wx, locks);
            }
            locks.rollback();
        }
        Awaitility.await("what was begun is undone").atMost(PATIENCE).until(() -> waiting() == 0 && open() == 0);
        try (var wx = door()) {
            everybodyTriesAgain(cut, wx);
        }
    }

    /** The first calls of a young door take longer than others wait for a lock: a guest of another shop makes them. */
    private void warmUp(AppProcess wx) {
        var elsewhere = Shop.open(house);
        var offer = elsewhere.template();
        new Books(elsewhere).change("card_template", "publish_at = '2026-01-01'", "id = " + offer);
        var guest = Guest.stranger(elsewhere);
        var there = guest.inMiniProgram().movedTo(wx.api().port());
        var card = Again.untilServed(guest.readyToClaim(there, elsewhere.scene(offer)))
                .join()
                .text("/id");
        var activation = "/wx/cards/" + card + "/activation";
        var active = Again.untilServed(() -> there.begin("POST", activation, Map.of()))
                .join();
        assertThat(active.status()).as(active.body()).isEqualTo(200);
    }

    private Cut cutOff(AppProcess wx, Connection locks) throws SQLException {
        var begun = new ArrayList<CompletableFuture<Answer>>();
        var done = claim(committed, committed.inMiniProgram());
        begun.add(done.begin(wx));
        Awaitility.await("the commit").atMost(PATIENCE).until(() -> books.count("member_card", "1 = 1") == 1);
        var told = heldAtTheIdentity(locks, exchanged, claim(exchanged, exchanged.inMiniProgram()));
        var untold = claim(unanswered, unanswered.inMiniProgram());
        var cut = new Cut(
                List.of(
                        heldAtTheIdentity(locks, texted, claimBySms(texted, wx)),
                        activation(locks, wx),
                        binding(locks, wx)),
                List.of(told, untold),
                done);
        var before = books.everything();
        begun.add(told.begin(wx));
        cut.held().forEach(call -> begun.add(call.begin(wx)));
        Awaitility.await("all wait for a lock")
                .atMost(PATIENCE)
                .until(() -> waiting() == 1 + cut.held().size());
        fault();
        begun.add(untold.begin(wx));
        Awaitility.await("WeChat keeps its answer").atMost(PATIENCE).until(this::hasStruck);
        wx.kill9();
        Awaitility.await("the end of all calls").until(() -> begun.stream().allMatch(CompletableFuture::isDone));
        shop.outside().delete("/sandbox/faults");
        assertThat(books.everything()).as("nothing is half done").isEqualTo(before);
        return cut;
    }

    private void everybodyTriesAgain(Cut cut, AppProcess wx) {
        var refused = cut.lost().stream().map(call -> call.begin(wx)).toList();
        assertThat(cut.held()).allSatisfy(call -> {
            var answer = call.again(wx);
            assertThat(answer.status()).as(answer.body()).isIn(200, 201);
        });
        assertThat(cut.done().again(wx).status())
                .as("what was committed is found")
                .isEqualTo(200);
        // WeChat counts the code as used, and what it answered is lost: the button is pressed once more.
        assertThat(refused)
                .extracting(answer -> answer.join().problemCode().orElse(""))
                .isSubsetOf("PHONE_CODE_INVALID", "CLAIM_RUNNING");
        assertThat(pressedOnceMore(exchanged, cut.lost().getFirst()).again(wx).status())
                .isEqualTo(201);
        assertThat(pressedOnceMore(unanswered, cut.lost().getLast()).again(wx).status())
                .isEqualTo(201);
        assertThat(cut.held())
                .allSatisfy(call -> assertThat(call.again(wx).status()).isEqualTo(200));
    }

    private void everybodyHasOneCard(long people) {
        assertThat(books.count("member", "status = 'LIVING'")).isEqualTo(people);
        assertThat(books.count("identity", "member_id IS NOT NULL")).isEqualTo(people);
        assertThat(books.count("claim", "1 = 1")).isEqualTo(people);
        assertThat(books.count("member_card", "status = 'CLAIMED'")).isEqualTo(people - 2);
        assertThat(books.count("member_card", "status = 'ACTIVE'"))
                .as("activated and bound")
                .isEqualTo(2);
        assertThat(books.count("member_card", "status = 'MERGED'"))
                .as("the old one")
                .isEqualTo(1);
        assertThat(books.count("member_card", "live_slot = 0")).isEqualTo(people);
        assertThat(books.count("sms_code", "status = 'USED'"))
                .as("texted and bound")
                .isEqualTo(2);
        assertThat(rows.column("SELECT template_id FROM member_card WHERE merchant_id = " + books.merchant()))
                .containsOnly(template);
    }

    private Call claim(Guest guest, Api session) {
        return new Call(
                session, "/wx/claims", Map.of("scene", scene, "phoneCode", guest.phoneCode(), "consents", List.of()));
    }

    private static Call pressedOnceMore(Guest guest, Call claim) {
        var fresh = new HashMap<>(claim.body());
        fresh.put("phoneCode", guest.phoneCode());
        return new Call(claim.session(), claim.path(), fresh);
    }

    private Call claimBySms(Guest guest, AppProcess wx) {
        var session = guest.inAccount();
        guest.askForSms(session.movedTo(wx.api().port()), "CLAIM");
        return new Call(session, "/wx/claims", guest.withSms(scene));
    }

    /** The claim comes as far as tying the person to the member that it made. */
    private Call heldAtTheIdentity(Connection locks, Guest guest, Call call) throws SQLException {
        lock(locks, "identity", "openid IN (" + openids(guest) + ")");
        return call;
    }

    /** The card is active already when the activation comes to its claim. */
    private Call activation(Connection locks, AppProcess wx) throws SQLException {
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var card = claim(guest, session).again(wx).text("/id");
        lock(locks, "claim", "card_id = " + card);
        return new Call(session, "/wx/cards/" + card + "/activation", Map.of());
    }

    /** The cards are joined already when the binding comes to whom the old one belonged to. */
    private Call binding(Connection locks, AppProcess wx) throws SQLException {
        var guest = Guest.stranger(shop);
        var owner = Guest.stranger(shop);
        var counter = new Counter(shop, books);
        var old = counter.handOut(Counter.Old.card(template, "A0001").of(owner.phone(), "王小明"));
        var session = guest.inMiniProgram();
        var card = claim(guest, session).again(wx).text("/id");
        owner.askForSms(session.movedTo(wx.api().port()), "BIND");
        lock(locks, "member", "id = " + books.memberOf(old));
        var request =
                Map.of("cardNumber", "A0001", "fields", Map.of("phone", owner.phone()), "smsCode", owner.smsCode());
        return new Call(session, "/wx/cards/" + card + "/binding", request);
    }

    private String openids(Guest guest) {
        var known = new ArrayList<String>();
        for (var app : List.of(shop.account(), shop.miniProgram())) {
            known.add("'"
                    + shop.outside()
                            .get("/sandbox/people/" + guest.person() + "/apps/" + app)
                            .text("/openId") + "'");
        }
        return String.join(",", known);
    }

    private void lock(Connection locks, String table, String condition) throws SQLException {
        try (var statement = locks.createStatement();
                var found = statement.executeQuery("SELECT id FROM " + table + " WHERE merchant_id = "
                        + books.merchant() + " AND " + condition + " FOR UPDATE")) {
            assertThat(found.next()).as("%s where %s", table, condition).isTrue();
        }
    }

    private void fault() {
        var order = Map.of("path", EXCHANGE, "kind", "TIMEOUT_AFTER", "times", 1, "millis", 30_000);
        assertThat(shop.outside().post("/sandbox/faults", order).status()).isEqualTo(201);
    }

    private boolean hasStruck() {
        return shop.outside().get("/sandbox/faults").json().get("items").isEmpty();
    }

    private long waiting() {
        return rows.number("SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'");
    }

    private long open() {
        return rows.number("SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_rows_modified > 0");
    }

    private AppProcess door() {
        return AppProcess.ofJar("wx-api", Settings.of(house.sandbox())).waitUntilReady();
    }
}
