package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import io.kabao.e2e.Soak;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import io.kabao.ledger.Books;
import io.kabao.spend.Settlement;
import io.kabao.topup.PaidBack;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cards whose days are over, and cards that are good for longer. */
class ExtensionTest {

    private static final int MANY = Soak.count(60, 200);
    private static final Duration SOON = Duration.ofMinutes(5);

    private final House house = House.shared();
    private final Counter counter = new Counter(house);
    private final Books books = house.adminBean(Books.class);

    @AfterEach
    void theBooksAreRight() {
        counter.assertBooksAreRight();
    }

    /** An old card that ends soon. */
    private long cardThatEndsSoon() {
        var card = counter.card();
        assertThat(counter.rows()
                        .change("UPDATE member_card SET expires_at = '" + sqlTime(in(SOON)) + "' WHERE id = " + card))
                .isEqualTo(1);
        return card;
    }

    private static String sqlTime(Instant at) {
        return at.toString().replace("T", " ").replace("Z", "");
    }

    private Instant in(Duration time) {
        return house.clock().instant().plus(time);
    }

    private Answer extended(long card, @Nullable Instant end) {
        var body = new HashMap<String, Object>();
        body.put("expiresAt", end == null ? null : end.toString());
        return counter.owner().post("/admin/cards/" + card + "/extension", body);
    }

    private String topUp(long card, long fen) {
        return Counter.outcome(() -> books.submit(counter.topUp(card, fen, 0, Counter.Key.fresh())));
    }

    private String spend(long card, long fen) {
        return Counter.outcome(
                () -> books.submit(counter.spend(card, "X" + Shop.unique(16), fen, Counter.Key.fresh())));
    }

    private String hold(long card, long fen) {
        return Counter.outcome(() -> books.submit(counter.hold(card, "X" + Shop.unique(16), fen, Counter.Key.fresh())));
    }

    @Test
    void an_expired_card_takes_and_gives_nothing_to_shops_but_its_member_loses_nothing() {
        var card = cardThatEndsSoon();
        var paidIn =
                books.submit(counter.topUp(card, 5_000, 0, Counter.Key.fresh())).answer();
        var order = books.submit(counter.spend(card, "X" + Shop.unique(16), 300, Counter.Key.fresh()))
                .answer();
        var kept = books.submit(counter.hold(card, "X" + Shop.unique(16), 200, Counter.Key.fresh()))
                .answer();
        var released = books.submit(counter.hold(card, "X" + Shop.unique(16), 100, Counter.Key.fresh()))
                .answer();
        counter.pass(SOON);

        assertThat(List.of(topUp(card, 1), spend(card, 1), hold(card, 1))).containsOnly("CARD_EXPIRED");
        assertThat(Counter.outcome(() -> books.submit(counter.refund(card, order.id(), 100L, Counter.Key.fresh()))))
                .as("an order is given back")
                .isEqualTo("done");
        assertThat(Counter.outcome(() -> books.submit(
                        counter.settlement(kept.id(), new Settlement.End.Capture(150L), Counter.Key.fresh()))))
                .as("what was set aside before is taken")
                .isEqualTo("done");
        assertThat(Counter.outcome(() -> books.submit(
                        counter.settlement(released.id(), new Settlement.End.Release(), Counter.Key.fresh()))))
                .isEqualTo("done");
        assertThat(Counter.outcome(() -> books.submit(counter.withdrawal(card, 50, Counter.Key.fresh()))))
                .as("principal is paid out")
                .isEqualTo("done");
        assertThat(Counter.outcome(() ->
                        books.submit(counter.paidBack(paidIn.id(), PaidBack.Cause.MERCHANT, Counter.Key.fresh()))))
                .as("a top-up is refunded")
                .isEqualTo("done");
        assertThat(counter.balanceOf(card)).isZero();
    }

    @Test
    void an_extended_card_is_usable_again() {
        var card = cardThatEndsSoon();
        assertThat(topUp(card, 1_000)).isEqualTo("done");
        counter.pass(SOON);
        assertThat(spend(card, 1)).isEqualTo("CARD_EXPIRED");
        var end = in(Duration.ofDays(30));
        var answer = extended(card, end);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(Instant.parse(answer.text("/expiresAt"))).isEqualTo(end);
        assertThat(spend(card, 1)).isEqualTo("done");
        assertThat(extended(card, end).text("/expiresAt")).as("once more").isEqualTo(answer.text("/expiresAt"));
        assertThat(counter.rows()
                        .column("SELECT JSON_VALUE(is_now, '$.status') FROM audit WHERE action = 'CARD_EXTENDED'"
                                + " AND thing_id = " + card))
                .contains("OFFLINE");
    }

    @Test
    void a_card_only_ever_gets_more_time() {
        var card = cardThatEndsSoon();
        assertThat(extended(card, in(Duration.ofMinutes(1))).problemCode()).hasValue("EXTENSION_NOT_LATER");
        assertThat(extended(card, in(Duration.ofMinutes(-1))).problemCode()).hasValue("CARD_EXPIRY_WRONG");
        assertThat(extended(card, in(Duration.ofDays(36_501))).problemCode()).hasValue("CARD_EXPIRY_WRONG");
        assertThat(extended(card, null).json().get("expiresAt").isNull())
                .as("cards of this template have no end")
                .isTrue();
        var endless = extended(card, in(Duration.ofDays(1)));
        assertThat(endless.problemCode()).as("it has none any more").hasValue("EXTENSION_NOT_LATER");
        assertThat(endless.json().has("expiresAt")).as(endless.body()).isFalse();
    }

    @Test
    void a_card_of_days_is_extended_to_a_day_and_not_for_ever() {
        var shop = Shop.open(house);
        var template = shop.template(Map.of("validity", Map.of("kind", "DAYS", "days", 30)));
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var card = guest.claim(session, shop.scene(template)).text("/id");
        var path = "/admin/cards/" + card + "/extension";
        var later = Map.of("expiresAt", in(Duration.ofDays(60)).toString());
        assertThat(shop.owner().post(path, later).problemCode())
                .as("its end is settled once it is active")
                .hasValue("CARD_NOT_ACTIVE");
        session.post("/wx/cards/" + card + "/activation", Map.of("profile", Map.of()));
        assertThat(shop.owner().post(path, "{\"expiresAt\": null}").problemCode())
                .hasValue("CARD_NEEDS_END");
        assertThat(shop.owner()
                        .post("/admin/cards/" + card + "/freeze", Map.of("reason", "挂失"))
                        .status())
                .isEqualTo(200);
        assertThat(shop.owner().post(path, later).status()).as("frozen or not").isEqualTo(200);
        assertThat(Instant.parse(session.get("/wx/cards/" + card).text("/expiresAt")))
                .isEqualTo(Instant.parse(later.get("expiresAt")));
    }

    @Test
    void of_spends_around_an_extension_those_before_it_are_refused_and_none_is_lost() {
        var card = cardThatEndsSoon();
        assertThat(topUp(card, MANY)).isEqualTo("done");
        counter.pass(SOON);
        var outcomes = Counter.atOnce(
                MANY,
                i -> i == MANY / 4
                        ? extended(card, in(Duration.ofDays(1))).problemCode().orElse("extended")
                        : spend(card, 1));
        assertThat(outcomes).isSubsetOf("done", "CARD_EXPIRED", "extended").containsOnlyOnce("extended");
        var done = outcomes.stream().filter("done"::equals).count();
        assertThat(counter.balanceOf(card)).isEqualTo(MANY - done);
        assertThat(spend(card, 1)).isIn("done", "BALANCE_TOO_LOW");
    }

    @Test
    void of_many_extensions_the_longest_stays() {
        var card = cardThatEndsSoon();
        var now = house.clock().instant();
        var outcomes = Counter.atOnce(
                20,
                i -> extended(card, now.plus(Duration.ofDays(i + 1L)))
                        .problemCode()
                        .orElse("extended"));
        assertThat(outcomes).contains("extended").isSubsetOf("extended", "EXTENSION_NOT_LATER");
        assertThat(counter.rows().column("SELECT expires_at FROM member_card WHERE id = " + card))
                .containsExactly(counter.rows()
                        .column("SELECT TIMESTAMP('" + sqlTime(now.plus(Duration.ofDays(20))) + "')")
                        .getFirst());
    }
}
