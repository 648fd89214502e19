package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.access.BuiltInRole;
import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.claim.Shop;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Large amounts that wait for somebody else. */
class SecondPersonTest {

    private static final int MANY = 200;

    private final Counter counter = new Counter(House.shared());
    private final Counter.Colleague cashier = counter.hire(BuiltInRole.CASHIER);
    private final Counter.Colleague manager = counter.hire(BuiltInRole.MANAGER);
    private final long card = counter.card();

    @AfterEach
    void theBooksAreRight() {
        counter.assertBooksAreRight();
    }

    private static Api withKey(Api caller) {
        return caller.with("Idempotency-Key", "k-" + Shop.unique(20));
    }

    private Map<String, Object> topUp(long fen) {
        return Map.of(
                "card",
                Map.of("cardId", Long.toString(card)),
                "amountFen",
                fen,
                "means",
                "CASH",
                "storeId",
                Long.toString(counter.store()),
                "note",
                "年会员");
    }

    private static String waits(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.text("/approvalId");
    }

    private static Answer approve(Api by, String id) {
        return by.post("/admin/approvals/" + id + "/approval", Map.of());
    }

    private long count(String table) {
        return counter.rows().number("SELECT COUNT(*) FROM " + table + " WHERE merchant_id = " + counter.merchantId());
    }

    @Test
    void up_to_the_limit_one_person_is_enough_and_above_it_two_are_needed() {
        assertThat(withKey(cashier.api()).post("/admin/topups", topUp(200_000)).status())
                .isEqualTo(201);
        var key = withKey(cashier.api());
        var asked = key.post("/admin/topups", topUp(200_001));
        var id = waits(asked);
        assertThat(counter.balanceOf(card)).isEqualTo(200_000);
        assertThat(key.post("/admin/topups", topUp(200_001)).body()).isEqualTo(asked.body());
        assertThat(count("approval")).isOne();
        assertThat(key.post("/admin/topups", topUp(200_002)).problemCode()).hasValue("IDEMPOTENCY_KEY_REUSED");

        var shown = manager.api().get("/admin/approvals/" + id);
        assertThat(shown.text("/kind")).isEqualTo("TOPUP");
        assertThat(shown.json().get("summary").get("amountFen").asLong()).isEqualTo(200_001);
        assertThat(shown.text("/summary/cardId")).isEqualTo(Long.toString(card));
        assertThat(approve(cashier.api(), id).status()).isEqualTo(403);

        var approved = approve(manager.api(), id);
        assertThat(approved.status()).as(approved.body()).isEqualTo(200);
        assertThat(approved.text("/status")).isEqualTo("APPROVED");
        assertThat(counter.balanceOf(card)).isEqualTo(400_001);
        assertThat(approve(manager.api(), id).problemCode()).hasValue("APPROVAL_OVER");

        var done = key.post("/admin/topups", topUp(200_001));
        assertThat(done.status()).as(done.body()).isEqualTo(201);
        assertThat(done.json().get("balanceFen").asLong()).isEqualTo(400_001);
        assertThat(done.text("/id")).isEqualTo(approved.text("/thingId"));
        assertThat(key.post("/admin/topups", topUp(200_001)).body()).isEqualTo(done.body());
        assertThat(counter.balanceOf(card)).isEqualTo(400_001);
        var people = "actor_id = " + cashier.id() + " AND approver_id = " + manager.id();
        assertThat(counter.rows().number("SELECT COUNT(*) FROM txn WHERE id = " + done.text("/id") + " AND " + people))
                .isOne();
        assertThat(counter.rows()
                        .number("SELECT COUNT(*) FROM audit WHERE action = 'TOPPED_UP' AND thing_id = "
                                + done.text("/id") + " AND " + people))
                .isOne();
        assertThat(counter.rows()
                        .number("SELECT COUNT(*) FROM audit WHERE action = 'APPROVAL_APPROVED' AND thing_id = " + id
                                + " AND actor_id = " + manager.id()))
                .isOne();
    }

    @Test
    void whoever_asked_agrees_to_nothing_even_as_a_manager() {
        var id = waits(withKey(manager.api()).post("/admin/topups", topUp(300_000)));
        var own = approve(manager.api(), id);
        assertThat(own.status()).isEqualTo(403);
        assertThat(own.problemCode()).hasValue("SAME_PERSON");
        assertThat(counter.balanceOf(card)).isZero();
    }

    @Test
    void what_was_rejected_never_comes_in() {
        var key = withKey(cashier.api());
        var id = waits(key.post("/admin/topups", topUp(300_000)));
        var rejected = manager.api().post("/admin/approvals/" + id + "/rejection", Map.of("remark", "不对"));
        assertThat(rejected.status()).isEqualTo(200);
        assertThat(approve(manager.api(), id).problemCode()).hasValue("APPROVAL_OVER");
        assertThat(key.post("/admin/topups", topUp(300_000)).text("/status")).isEqualTo("REJECTED");
        assertThat(counter.balanceOf(card)).isZero();
    }

    @Test
    void a_refusal_by_the_books_leaves_it_waiting() {
        var id = waits(withKey(cashier.api()).post("/admin/topups", topUp(400_000)));
        assertThat(withKey(cashier.api()).post("/admin/topups", topUp(150_000)).status())
                .isEqualTo(201);
        assertThat(approve(manager.api(), id).problemCode()).hasValue("LIMIT_EXCEEDED");
        assertThat(manager.api().get("/admin/approvals/" + id).text("/status")).isEqualTo("WAITING");
        assertThat(counter.balanceOf(card)).isEqualTo(150_000);
    }

    @Test
    void nobody_is_asked_for_what_could_not_be_done() {
        var means = new HashMap<>(topUp(300_000));
        means.put("means", "SHELLS");
        assertThat(withKey(cashier.api()).post("/admin/topups", means).problemCode())
                .hasValue("MEANS_UNKNOWN");
        var nobody = new HashMap<>(topUp(300_000));
        nobody.put("card", Map.of("number", "NO-SUCH"));
        assertThat(withKey(cashier.api()).post("/admin/topups", nobody).problemCode())
                .hasValue("CARD_NOT_FOUND");
        var nowhere = new HashMap<>(topUp(300_000));
        nowhere.put("storeId", "1");
        assertThat(withKey(cashier.api()).post("/admin/topups", nowhere).problemCode())
                .hasValue("STORE_NOT_FOUND");
        assertThat(count("approval")).isZero();
    }

    @Test
    void two_hundred_times_the_same_key_at_once_wait_once() {
        var key = withKey(cashier.api());
        var told = Counter.atOnce(MANY, i -> waits(Patience.served(() -> key.post("/admin/topups", topUp(300_000)))));
        assertThat(told.stream().distinct()).hasSize(1);
        assertThat(count("approval")).isOne();
    }

    @Test
    void two_hundred_agreements_at_once_book_it_once() {
        var id = waits(withKey(cashier.api()).post("/admin/topups", topUp(300_000)));
        var statuses = Counter.atOnce(
                MANY, i -> Patience.served(() -> approve(manager.api(), id)).status());
        assertThat(statuses).contains(200).containsOnly(200, 409);
        assertThat(count("txn")).isOne();
        assertThat(counter.rows()
                        .number("SELECT COUNT(*) FROM audit WHERE action = 'APPROVAL_APPROVED' AND thing_id = " + id))
                .isOne();
        assertThat(counter.balanceOf(card)).isEqualTo(300_000);
    }
}
