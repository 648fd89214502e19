package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.access.BuiltInRole;
import io.kabao.access.Scope;
import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.claim.Shop;
import io.kabao.spend.Spend;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders that were paid in money too: what of them is paid out, who has to have proved what and who has to agree. */
class PaidOutRefundsTest {

    private static final int MANY = 100;

    private final House house = House.shared();
    private final Counter counter = new Counter(house);
    private final Api owner = counter.owner();
    private final Counter.Colleague manager = counter.hire(BuiltInRole.MANAGER);
    private final long card = counter.card();

    @BeforeEach
    void moneyOnTheCard() {
        counter.allow(Map.of("secondPersonAboveFen", 5_000));
        counter.booked(counter.topUp(card, 100_000, 0, Counter.Key.fresh()));
    }

    @AfterEach
    void theBooksAreRight() {
        counter.assertBooksAreRight();
    }

    private static Api withKey(Api caller) {
        return caller.with("Idempotency-Key", "k-" + Shop.unique(20));
    }

    /** An order, half of which was paid in cash. */
    private long halfInCash(long fen) {
        var bought = new Counter.Bought("H" + Shop.unique(16), fen, List.of(new Spend.Paid("CASH", fen / 2)));
        return counter.booked(counter.spend(card, bought, Counter.Key.fresh())).id();
    }

    private static Map<String, Object> back(long spend, @Nullable Long fen) {
        var asked = new HashMap<String, Object>(Map.of("spendId", Long.toString(spend), "reason", "顾客退货"));
        if (fen != null) {
            asked.put("amountFen", fen);
        }
        return asked;
    }

    @Test
    void a_preview_says_to_the_fen_what_the_refund_then_does_and_changes_nothing() {
        var spend = halfInCash(3_001);
        var preview = owner.get("/admin/spends/" + spend + "/refund-preview?amountFen=1000");
        assertThat(preview.status()).as(preview.body()).isEqualTo(200);
        assertThat(preview.number("/otherFen") + preview.number("/principalFen"))
                .isEqualTo(1_000);
        assertThat(owner.get("/admin/spends/" + spend).number("/refundableFen")).isEqualTo(3_001);
        var done = refund(owner, spend, 1_000L);
        assertThat(done.status()).as(done.body()).isEqualTo(201);
        for (var figure : List.of("principalFen", "bonusFen", "otherFen", "pointsTakenBack", "refundableFen")) {
            assertThat(done.number("/" + figure)).as(figure).isEqualTo(preview.number("/" + figure));
        }
        assertThat(owner.get("/admin/spends/" + spend + "/refund-preview?amountFen=2002")
                        .problemCode())
                .hasValue("REFUND_TOO_MUCH");
        assertThat(owner.get("/admin/spends/" + spend + "/refund-preview?amountFen=1&lineNo=1")
                        .problemCode())
                .hasValue("INVALID_REQUEST");
        assertThat(owner.get("/admin/spends/" + spend + "/refund-preview?lineNo=1")
                        .problemCode())
                .hasValue("LINE_UNKNOWN");
    }

    private static Answer refund(Api caller, long spend, @Nullable Long fen) {
        return withKey(caller).post("/admin/refunds", back(spend, fen));
    }

    private static String waits(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return "/admin/approvals/" + answer.text("/approvalId");
    }

    private static Answer approve(Api by, String approval) {
        return by.post(approval + "/approval", Map.of());
    }

    private long cashOutOf(long spend) {
        return counter.rows()
                .number("SELECT COALESCE(SUM(other_fen), 0) FROM refund WHERE merchant_id = " + counter.merchantId()
                        + " AND spend_id = " + spend);
    }

    private long approvals() {
        return counter.rows().number("SELECT COUNT(*) FROM approval WHERE merchant_id = " + counter.merchantId());
    }

    @Test
    void only_a_session_that_has_just_proved_itself_pays_out_and_onto_the_card_any_gives_back() {
        var mixed = halfInCash(2_000);
        var stored = counter.booked(counter.spend(card, "S" + card, 20_000, Counter.Key.fresh()))
                .id();
        var key = withKey(manager.api());
        var done = key.post("/admin/refunds", back(mixed, 1_000L));
        assertThat(done.status()).as(done.body()).isEqualTo(201);

        counter.doubt(manager);
        assertThat(refund(manager.api(), mixed, 1_000L).problemCode()).hasValue("STEP_UP_REQUIRED");
        assertThat(key.post("/admin/refunds", back(mixed, 1_000L)).body())
                .as("what was answered once is answered again")
                .isEqualTo(done.body());
        assertThat(cashOutOf(mixed)).isEqualTo(500);
        assertThat(refund(manager.api(), stored, 20_000L).status())
                .as("above the sum, and nothing is paid out")
                .isEqualTo(201);
    }

    @Test
    void much_that_is_paid_out_waits_for_a_second_person_who_sees_what_it_is() {
        var spend = halfInCash(20_000);
        var key = withKey(manager.api());
        var asked = key.post("/admin/refunds", back(spend, 10_002L));
        var approval = waits(asked);
        assertThat(key.post("/admin/refunds", back(spend, 10_002L)).body()).isEqualTo(asked.body());
        assertThat(approvals()).isOne();
        assertThat(key.post("/admin/refunds", back(spend, 10_003L)).problemCode())
                .hasValue("IDEMPOTENCY_KEY_REUSED");
        assertThat(cashOutOf(spend)).isZero();

        var shown = owner.get(approval);
        assertThat(shown.text("/kind")).isEqualTo("REFUND");
        assertThat(shown.text("/thingId")).isEqualTo(Long.toString(spend));
        assertThat(shown.text("/reason")).isEqualTo("顾客退货");
        assertThat(shown.json().at("/summary/amountFen").asLong()).isEqualTo(5_001);
        assertThat(shown.text("/summary/means/0/kind")).isEqualTo("CASH");
        assertThat(approve(manager.api(), approval).problemCode()).hasValue("SAME_PERSON");
        assertThat(approve(counter.hire(BuiltInRole.CASHIER).api(), approval).status())
                .isEqualTo(403);

        assertThat(approve(owner, approval).status()).isEqualTo(200);
        assertThat(cashOutOf(spend)).isEqualTo(5_001);
        var done = key.post("/admin/refunds", back(spend, 10_002L));
        assertThat(done.status()).as(done.body()).isEqualTo(201);
        assertThat(done.json().get("otherFen").asLong()).isEqualTo(5_001);
        assertThat(counter.rows()
                        .number("SELECT COUNT(*) FROM txn WHERE id = " + done.text("/txnId") + " AND actor_id = "
                                + manager.id() + " AND approver_id IS NOT NULL"))
                .isOne();
    }

    @Test
    void whoever_agrees_has_to_have_proved_themselves_too() {
        var approval = waits(refund(manager.api(), halfInCash(20_000), null));
        counter.doubtOwner();
        assertThat(approve(owner, approval).problemCode()).hasValue("TOTP_REQUIRED");
    }

    @Test
    void a_large_sum_is_not_paid_out_in_small_ones() {
        var spend = halfInCash(20_000);
        assertThat(refund(manager.api(), spend, 10_000L).status()).isEqualTo(201);
        waits(refund(manager.api(), spend, 2L));
        assertThat(cashOutOf(spend)).isEqualTo(5_000);
    }

    @Test
    void no_more_is_paid_than_was_agreed_to() {
        var spend = halfInCash(20_000);
        var approval = waits(refund(manager.api(), spend, 11_000L));
        assertThat(refund(manager.api(), spend, 1_000L).status()).isEqualTo(201);
        var changed = approve(owner, approval);
        assertThat(changed.status()).isEqualTo(409);
        assertThat(changed.problemCode()).hasValue("REFUND_CHANGED");
        assertThat(owner.get(approval).text("/status")).isEqualTo("WAITING");
        assertThat(cashOutOf(spend)).isEqualTo(500);
    }

    @Test
    void nobody_gets_out_of_it_by_naming_a_store_where_nobody_else_could_agree() {
        var other = new Counter(house);
        other.allow(Map.of("secondPersonAboveFen", 5_000));
        var far = other.owner().post("/admin/stores", Map.of("name", "分店")).text("/id");
        var local = other.hire(new Scope(Scope.Kind.STORES, Set.of(other.store())), BuiltInRole.MANAGER);
        var bought = new Counter.Bought("F" + Shop.unique(16), 20_000, List.of(new Spend.Paid("CASH", 20_000)));
        var spend = other.booked(other.spend(other.card(), bought, Counter.Key.fresh()))
                .id();
        var asked = new HashMap<>(back(spend, null));
        asked.put("storeId", far);

        var approval = waits(withKey(other.owner()).post("/admin/refunds", asked));
        assertThat(local.api().get(approval).text("/summary/storeId")).isEqualTo(far);
        assertThat(approve(local.api(), approval).status()).isEqualTo(200);
        assertThat(other.rows().number("SELECT SUM(other_fen) FROM refund WHERE merchant_id = " + other.merchantId()))
                .isEqualTo(20_000);
        other.assertBooksAreRight();
    }

    @Test
    void nobody_is_asked_for_what_could_not_be_done() {
        var spend = halfInCash(20_000);
        assertThat(refund(manager.api(), spend, 20_001L).problemCode()).hasValue("REFUND_TOO_MUCH");
        assertThat(approvals()).isZero();
    }

    @Test
    void agreed_to_many_times_at_once_it_is_paid_once() {
        var spend = halfInCash(40_000);
        var approval = waits(refund(manager.api(), spend, 12_000L));
        var statuses = Counter.atOnce(
                MANY, i -> Patience.served(() -> approve(owner, approval)).status());
        assertThat(statuses).contains(200).containsOnly(200, 409);
        assertThat(cashOutOf(spend)).isEqualTo(6_000);
        assertThat(counter.rows().number("SELECT COUNT(*) FROM refund WHERE spend_id = " + spend))
                .isOne();
    }

    @Test
    void the_same_key_many_times_at_once_waits_once() {
        var spend = halfInCash(40_000);
        var key = withKey(manager.api());
        var told = Counter.atOnce(
                MANY, i -> waits(Patience.served(() -> key.post("/admin/refunds", back(spend, 12_000L)))));
        assertThat(told.stream().distinct()).hasSize(1);
        assertThat(approvals()).isOne();
    }

    @Test
    void small_ones_at_once_pay_out_no_more_than_one_person_may() {
        var spend = halfInCash(40_000);
        var statuses = Counter.atOnce(
                MANY,
                i -> Patience.served(() -> refund(manager.api(), spend, 1_000L)).status());
        assertThat(Collections.frequency(statuses, 201)).isEqualTo(10);
        assertThat(cashOutOf(spend)).isEqualTo(5_000);
    }
}
