package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.e2e.claim.Shop;
import io.kabao.ledger.Books;
import io.kabao.ledger.CardRef;
import io.kabao.referral.WalletExchange;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was earned by bringing friends becomes balance or points, as the merchant lets it. */
class WalletExchangesTest {

    private final House house = House.shared();
    private final Counter counter = new Counter(house);
    private final Friends friends = Friends.at(counter);

    @BeforeEach
    void whoBroughtTheBuyerEarnedTwoYuan() {
        friends.inForce(Friends.rule("AMOUNT", "levels", 1, "selfBp", 0));
    }

    @AfterEach
    void booksAreRight() {
        counter.assertBooksAreRight();
    }

    private void lets(@Nullable Long balanceBp, @Nullable Long pointsPerYuan) {
        var version = counter.owner().get("/admin/referral-settings").number("/version");
        var settings = new HashMap<String, Object>(Map.of("version", version));
        settings.put("balanceBp", balanceBp);
        settings.put("pointsPerYuan", pointsPerYuan);
        var answer = counter.owner().put("/admin/referral-settings", settings);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private WalletExchange exchange(WalletExchange.Into into, long fen, Counter.Key key) {
        var card = new CardRef.ById(friends.card(Friends.D));
        return new WalletExchange(counter.booking(card, WalletExchange.TYPE, "X" + Shop.unique(16), key), into, fen);
    }

    private String outcome(WalletExchange.Into into, long fen) {
        return Counter.outcome(() -> {
            var _ = counter.booked(exchange(into, fen, Counter.Key.fresh()));
        });
    }

    private long ofD(String column) {
        return friends.of(column).get(Friends.D);
    }

    @Test
    void a_wallet_becomes_bonus_and_points_at_the_merchant_s_rates() {
        friends.buy(Map.of("amountFen", 10_000));
        friends.awaitSettled();
        lets(11_000L, 30L);
        var done = counter.booked(exchange(WalletExchange.Into.BALANCE, 100, Counter.Key.fresh()));
        assertThat(done.bonusFen()).isEqualTo(110);
        assertThat(done.availableFen()).isEqualTo(100);
        assertThat(outcome(WalletExchange.Into.POINTS, 50)).isEqualTo("done");
        assertThat(ofD("bonus_fen")).isEqualTo(110);
        assertThat(ofD("principal_fen")).as("what could be cashed").isZero();
        assertThat(ofD("points")).isEqualTo(15);
        assertThat(ofD("commission_fen")).isEqualTo(50);
    }

    @Test
    void nothing_is_exchanged_that_is_not_there_not_offered_or_would_come_to_nothing() {
        friends.buy(Map.of("amountFen", 10_000));
        friends.awaitSettled();
        assertThat(outcome(WalletExchange.Into.BALANCE, 100)).isEqualTo("WALLET_EXCHANGE_OFF");
        lets(null, 1L);
        assertThat(outcome(WalletExchange.Into.BALANCE, 100)).isEqualTo("WALLET_EXCHANGE_OFF");
        assertThat(outcome(WalletExchange.Into.POINTS, 99)).isEqualTo("WALLET_EXCHANGE_TOO_SMALL");
        assertThat(outcome(WalletExchange.Into.POINTS, 201)).isEqualTo("WALLET_TOO_LOW");
        lets(10_000L, null);
        counter.allow(Map.of("limitFen", 50));
        assertThat(outcome(WalletExchange.Into.BALANCE, 51)).isEqualTo("WALLET_BEYOND_LIMIT");
        assertThat(ofD("commission_fen")).isEqualTo(200);
        assertThat(ofD("points")).isZero();
    }

    @Test
    void a_card_that_shares_another_balance_has_no_wallet() {
        var linked = Long.toString(friends.card(Friends.D));
        var link = counter.owner()
                .post(
                        "/admin/cards/" + linked + "/link",
                        Map.of(
                                "toCardId",
                                Long.toString(friends.card(Friends.A)),
                                "limits",
                                Map.of("perDayFen", 1_000)));
        assertThat(link.status()).as(link.body()).isEqualTo(200);
        friends.buy(Map.of("amountFen", 10_000));
        friends.awaitSettled();
        lets(10_000L, null);
        assertThat(outcome(WalletExchange.Into.BALANCE, 100)).isEqualTo("WALLET_ELSEWHERE");
        assertThat(ofD("commission_fen")).isEqualTo(200);
    }

    @Test
    void of_many_at_once_as_many_are_served_as_the_wallet_pays_and_the_same_key_pays_once() {
        friends.buy(Map.of("amountFen", 10_000));
        friends.awaitSettled();
        lets(10_000L, null);
        var outcomes = Counter.atOnce(20, _ -> outcome(WalletExchange.Into.BALANCE, 60));
        assertThat(outcomes).filteredOn("done"::equals).hasSize(3);
        assertThat(ofD("commission_fen")).isEqualTo(20);
        var same = exchange(WalletExchange.Into.BALANCE, 20, Counter.Key.fresh());
        var answers = Counter.atOnce(5, _ -> Patience.submitted(house.adminBean(Books.class), same));
        assertThat(answers).filteredOn(answer -> !answer.repeated()).hasSize(1);
        assertThat(ofD("bonus_fen")).isEqualTo(200);
    }

    @Test
    void what_was_exchanged_and_is_given_back_afterwards_is_owed_and_paid_by_what_comes_next() {
        var order = friends.buy(Map.of("amountFen", 10_000));
        friends.awaitSettled();
        lets(10_000L, null);
        assertThat(outcome(WalletExchange.Into.BALANCE, 150)).isEqualTo("done");
        friends.refund(order, 10_000);
        friends.awaitSettled();
        assertThat(ofD("commission_fen")).isZero();
        assertThat(ofD("debt_fen")).isEqualTo(150);
        friends.buy(Map.of("amountFen", 10_000));
        friends.awaitSettled();
        assertThat(ofD("debt_fen")).isZero();
        assertThat(ofD("commission_fen")).isEqualTo(50);
    }
}
