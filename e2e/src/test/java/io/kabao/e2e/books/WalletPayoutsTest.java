package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.access.BuiltInRole;
import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.claim.Shop;
import io.kabao.referral.Settling;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commission wallets that are paid out at the counter, within what the merchant lets its members have. */
class WalletPayoutsTest {

    private static final int MANY = 40;
    private static final long EARNED = 10_000;

    private final House house = House.shared();
    private final Counter counter = new Counter(house);
    private final Api owner = counter.owner();
    private final long card = counter.card();

    @BeforeEach
    void whatWasEarned() {
        Settling.give(house, card, EARNED);
        lets(500L, 20_000L);
    }

    @AfterEach
    void theBooksAreRight() {
        counter.assertBooksAreRight();
    }

    private Answer settings(@Nullable Long leastFen, @Nullable Long dailyFen) {
        var settings = new HashMap<String, Object>();
        settings.put("version", owner.get("/admin/referral-settings").number("/version"));
        settings.put("payoutLeastFen", leastFen);
        settings.put("payoutDailyFen", dailyFen);
        return owner.put("/admin/referral-settings", settings);
    }

    private void lets(@Nullable Long leastFen, @Nullable Long dailyFen) {
        var answer = settings(leastFen, dailyFen);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private Map<String, Object> out(long fen, long taxFen) {
        return Map.of(
                "card",
                Map.of("cardId", Long.toString(card)),
                "amountFen",
                fen,
                "taxFen",
                taxFen,
                "means",
                "CASH",
                "storeId",
                Long.toString(counter.store()),
                "reason",
                "会员提现");
    }

    private static Api withKey(Api caller) {
        return caller.with("Idempotency-Key", "k-" + Shop.unique(20));
    }

    private Answer pay(long fen, long taxFen) {
        var key = withKey(owner);
        return Patience.served(() -> key.post("/admin/commission-payouts", out(fen, taxFen)));
    }

    private long wallet() {
        return counter.rows()
                .number("SELECT h.commission_fen FROM holder h JOIN member_card c ON c.holder_id = h.id WHERE c.id = "
                        + card);
    }

    @Test
    void what_is_paid_goes_out_of_the_wallet_and_the_till_and_the_tax_stays_with_the_merchant() {
        var done = pay(4_000, 800);
        assertThat(done.status()).as(done.body()).isEqualTo(201);
        assertThat(done.number("/paidFen")).isEqualTo(3_200);
        assertThat(done.number("/availableFen")).isEqualTo(6_000);
        assertThat(counter.rows()
                        .column("SELECT CONCAT(account, ' ', amount) FROM entry WHERE txn_id = " + done.text("/id")
                                + " ORDER BY id"))
                .containsExactly("COMMISSION -4000", "TAX_WITHHELD 800", "CASH_DESK 3200");
        assertThat(counter.rows().number("SELECT amount_fen FROM till_move WHERE txn_id = " + done.text("/id")))
                .isEqualTo(-3_200);
        assertThat(counter.rows().number("SELECT tax_fen FROM wallet_payout WHERE id = " + done.text("/id")))
                .isEqualTo(800);
        assertThat(counter.balanceOf(card)).as("what could be spent").isZero();
    }

    @Test
    void nothing_is_paid_that_is_not_offered_not_there_or_no_amount() {
        assertThat(pay(499, 0).problemCode()).hasValue("PAYOUT_TOO_SMALL");
        assertThat(pay(EARNED + 1, 0).problemCode()).hasValue("WALLET_TOO_LOW");
        assertThat(pay(1_000, 1_000).problemCode()).hasValue("PAYOUT_TAX_WRONG");
        for (var fen : new long[] {0, -1, Long.MAX_VALUE}) {
            assertThat(pay(fen, 0).status()).as("%d fen", fen).isEqualTo(400);
        }
        assertThat(pay(1_000, -1).status()).isEqualTo(400);
        var shells = new HashMap<>(out(1_000, 0));
        shells.put("means", "SHELLS");
        assertThat(withKey(owner).post("/admin/commission-payouts", shells).problemCode())
                .hasValue("MEANS_UNKNOWN");
        lets(null, null);
        assertThat(pay(1_000, 0).problemCode()).hasValue("PAYOUT_OFF");
        assertThat(settings(1_000L, 999L).problemCode()).hasValue("REFERRAL_RULE_WRONG");
        assertThat(settings(null, 999L).problemCode()).hasValue("REFERRAL_RULE_WRONG");
        assertThat(wallet()).isEqualTo(EARNED);
    }

    @Test
    void a_member_is_paid_no_more_on_a_day_than_one_may_be() {
        lets(500L, 3_000L);
        assertThat(pay(2_000, 400).status()).isEqualTo(201);
        var refused = pay(1_001, 0);
        assertThat(refused.problemCode()).hasValue("PAYOUT_BEYOND_DAY");
        assertThat(refused.number("/paidFen")).isEqualTo(2_000);
        assertThat(pay(1_000, 0).status()).isEqualTo(201);
        counter.pass(Duration.ofDays(1));
        var manager = counter.hire(BuiltInRole.MANAGER);
        assertThat(withKey(manager.api())
                        .post("/admin/commission-payouts", out(3_000, 0))
                        .status())
                .as("the next day")
                .isEqualTo(201);
    }

    @Test
    void many_at_once_get_no_more_than_a_day_allows_and_the_same_key_pays_once() {
        lets(500L, 4_000L);
        var statuses = Counter.atOnce(MANY, _ -> pay(500, 0).status());
        assertThat(Collections.frequency(statuses, 201)).isEqualTo(8);
        assertThat(wallet()).isEqualTo(EARNED - 4_000);
        lets(500L, null);
        var key = withKey(owner);
        var bodies = Counter.atOnce(
                MANY,
                _ -> Patience.served(() -> key.post("/admin/commission-payouts", out(1_500, 0)))
                        .body());
        assertThat(bodies.stream().distinct()).hasSize(1);
        assertThat(wallet()).isEqualTo(EARNED - 5_500);
    }

    @Test
    void much_waits_for_a_second_person_who_sees_the_tax_and_is_paid_once() {
        counter.allow(Map.of("secondPersonAboveFen", 5_000));
        var manager = counter.hire(BuiltInRole.MANAGER);
        var asked = withKey(manager.api()).post("/admin/commission-payouts", out(6_000, 1_200));
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        var path = "/admin/approvals/" + asked.text("/approvalId");
        assertThat(owner.get(path).json().at("/summary/taxFen").asLong()).isEqualTo(1_200);
        assertThat(manager.api().post(path + "/approval", Map.of()).problemCode())
                .hasValue("SAME_PERSON");
        var statuses = Counter.atOnce(
                MANY,
                _ -> Patience.served(() -> owner.post(path + "/approval", Map.of()))
                        .status());
        assertThat(statuses).contains(200).containsOnly(200, 409);
        assertThat(wallet()).isEqualTo(EARNED - 6_000);
    }

    @Test
    void nothing_is_paid_out_soon_after_a_rebinding_or_from_a_frozen_card() {
        counter.rebound(card, 71);
        assertThat(pay(1_000, 0).problemCode()).hasValue("REBOUND_LATELY");
        counter.rebound(card, 73);
        assertThat(pay(1_000, 0).status()).isEqualTo(201);
        var frozen = owner.post("/admin/cards/" + card + "/freeze", Map.of("reason", "遗失"));
        assertThat(frozen.status()).as(frozen.body()).isEqualTo(200);
        assertThat(pay(1_000, 0).problemCode()).hasValue("CARD_FROZEN");
    }
}
