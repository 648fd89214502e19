package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Soak;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import io.kabao.ledger.Books;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cards frozen, renumbered, given back and sharing a balance, while money moves on them. */
class CardDeskTest {

    private static final int MANY = 200;
    private static final int ROUNDS = Soak.count(5, 100);

    private final House house = House.shared();
    private final Counter counter = new Counter(house);
    private final Books books = house.adminBean(Books.class);

    @AfterEach
    void theBooksAreRight() {
        counter.assertBooksAreRight();
    }

    private Api withKey() {
        return counter.owner().with("Idempotency-Key", "k-" + Shop.unique(20));
    }

    private Answer act(long card, String act, Map<String, ?> body) {
        return counter.owner().post("/admin/cards/" + card + "/" + act, body);
    }

    private Answer frozen(long card) {
        return act(card, "freeze", Map.of("reason", "挂失"));
    }

    private Answer linked(long card, long to, @Nullable Long perSpend, @Nullable Long perDay) {
        var limits = new HashMap<String, Object>();
        limits.put("perSpendFen", perSpend);
        limits.put("perDayFen", perDay);
        return act(card, "link", Map.of("toCardId", Long.toString(to), "limits", limits));
    }

    private Answer unlinked(long card) {
        return counter.owner().call("POST", "/admin/cards/" + card + "/unlink", null);
    }

    private String topUp(long card, long fen) {
        return Counter.outcome(() -> Patience.submitted(books, counter.topUp(card, fen, 0, Counter.Key.fresh())));
    }

    private String spend(long card, long fen) {
        return Counter.outcome(
                () -> Patience.submitted(books, counter.spend(card, "C" + Shop.unique(16), fen, Counter.Key.fresh())));
    }

    private String hold(long card, long fen) {
        return Counter.outcome(
                () -> Patience.submitted(books, counter.hold(card, "C" + Shop.unique(16), fen, Counter.Key.fresh())));
    }

    private String numberOf(long card) {
        return Objects.requireNonNull(counter.rows()
                .column("SELECT number FROM member_card WHERE id = " + card)
                .getFirst());
    }

    @Test
    void nothing_moves_on_a_frozen_card_until_it_is_unfrozen() {
        var card = counter.card();
        assertThat(topUp(card, 1_000)).isEqualTo("done");
        var frozen = frozen(card);
        assertThat(frozen.status()).as(frozen.body()).isEqualTo(200);
        assertThat(frozen.text("/status")).isEqualTo("FROZEN");
        assertThat(frozen.text("/frozenReason")).isEqualTo("挂失");
        assertThat(List.of(topUp(card, 1), spend(card, 1), hold(card, 1))).containsOnly("CARD_FROZEN");
        assertThat(frozen(card).problemCode()).contains("CARD_FROZEN");

        var inUse = act(card, "unfreeze", Map.of("reason", "找到了"));
        assertThat(inUse.text("/status")).as("an old card is no claimed one").isEqualTo("OFFLINE");
        assertThat(act(card, "unfreeze", Map.of("reason", "找到了")).problemCode()).contains("CARD_NOT_FROZEN");
        assertThat(spend(card, 1)).isEqualTo("done");
        assertThat(counter.balanceOf(card)).isEqualTo(999);
    }

    @Test
    void what_was_held_before_a_card_was_frozen_is_settled_all_the_same() {
        var card = counter.card();
        assertThat(topUp(card, 1_000)).isEqualTo("done");
        var body = Map.of("card", Map.of("cardId", Long.toString(card)), "orderNo", "F-" + card, "amountFen", 300);
        var hold = withKey().post("/admin/holds", body).text("/id");
        assertThat(frozen(card).status()).isEqualTo(200);
        var settled = withKey().post("/admin/holds/" + hold + "/capture", Map.of("amountFen", 100));
        assertThat(settled.status()).as(settled.body()).isEqualTo(200);
        assertThat(counter.balanceOf(card)).isEqualTo(900);
    }

    @Test
    void of_two_hundred_spends_around_a_freeze_those_after_it_are_refused_and_none_is_lost() {
        var card = counter.card();
        assertThat(topUp(card, MANY)).isEqualTo("done");
        var outcomes = Counter.atOnce(MANY, i -> i == MANY / 2 ? frozen(card).text("/status") : spend(card, 1));
        assertThat(outcomes).isSubsetOf("done", "CARD_FROZEN", "FROZEN").containsOnlyOnce("FROZEN");
        var done = outcomes.stream().filter("done"::equals).count();
        assertThat(counter.balanceOf(card)).isEqualTo(MANY - done);
        assertThat(spend(card, 1)).isEqualTo("CARD_FROZEN");
    }

    @Test
    void a_card_goes_on_under_a_new_number_with_what_is_on_it() {
        var card = counter.card();
        var former = numberOf(card);
        assertThat(topUp(card, 500)).isEqualTo("done");
        assertThat(frozen(card).status()).isEqualTo(200);
        var next = "NEW-" + Shop.unique(8);
        var again = act(card, "reissue", Map.of("number", next, "reason", "遗失补办"));
        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(again.text("/status")).isEqualTo("OFFLINE");
        assertThat(numberOf(card)).isEqualTo(next);
        assertThat(counter.rows().column("SELECT former_number FROM member_card WHERE id = " + card))
                .containsExactly(former);

        var order = Map.of("orderNo", "R-" + card, "channel", "OFFLINE", "amountFen", 100);
        var byFormer = new HashMap<String, Object>(order);
        byFormer.put("card", Map.of("number", former));
        assertThat(withKey().post("/admin/spends", byFormer).problemCode()).contains("CARD_NOT_FOUND");
        var byNext = new HashMap<String, Object>(order);
        byNext.put("card", Map.of("number", next));
        assertThat(withKey().post("/admin/spends", byNext).number("/balanceFen"))
                .isEqualTo(400);
    }

    @Test
    void without_a_number_a_card_goes_on_under_the_next_of_its_sequence() {
        var shop = Shop.open(house);
        var rule = Map.of("kind", "SEQUENCE", "prefix", "VIP", "digits", 6);
        var scene = shop.scene(shop.template(Map.of("numberRule", rule)));
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        var card = guest.claim(session, scene);
        assertThat(card.text("/number")).isEqualTo("VIP000001");
        var id = card.number("/id");
        session.post("/wx/cards/" + id + "/activation", Map.of("profile", Map.of()));
        // Each door has a hundred numbers of its own at a time.
        for (var next : List.of("VIP000101", "VIP000102")) {
            var former = numberOf(id);
            var again = shop.owner().post("/admin/cards/" + id + "/reissue", Map.of("reason", "遗失补办"));
            assertThat(again.status()).as(again.body()).isEqualTo(200);
            assertThat(numberOf(id)).isEqualTo(next);
            assertThat(counter.rows().column("SELECT former_number FROM member_card WHERE id = " + id))
                    .containsExactly(former);
        }
        var other = Guest.stranger(shop);
        assertThat(other.claim(other.inMiniProgram(), scene).text("/number")).isEqualTo("VIP000002");
    }

    @Test
    void a_number_is_given_once_even_to_many_at_once() {
        var cards = counter.cards(20);
        var next = "ONE-" + Shop.unique(8);
        var outcomes = Counter.atOnce(cards.size(), i -> {
            var answer = act(cards.get(i), "reissue", Map.of("number", next, "reason", "换卡"));
            return answer.problemCode().orElse("done");
        });
        assertThat(outcomes).containsOnly("done", "CARD_NUMBER_TAKEN").containsOnlyOnce("done");
        assertThat(counter.rows().number("SELECT COUNT(*) FROM member_card WHERE number = '" + next + "'"))
                .isEqualTo(1);
    }

    @Test
    void a_card_is_given_back_only_with_nothing_left_on_it() {
        var card = counter.card();
        assertThat(topUp(card, 5)).isEqualTo("done");
        var kept = act(card, "cancellation", Map.of("reason", "退卡"));
        assertThat(kept.problemCode()).contains("CARD_NOT_EMPTY");
        assertThat(kept.number("/balanceFen")).isEqualTo(5);
        assertThat(spend(card, 5)).isEqualTo("done");
        var ended = act(card, "cancellation", Map.of("reason", "退卡"));
        assertThat(ended.text("/status")).isEqualTo("CANCELLED");
        assertThat(List.of(topUp(card, 1), spend(card, 1))).containsOnly("CARD_NOT_ACTIVE");
        assertThat(act(card, "cancellation", Map.of("reason", "退卡")).problemCode())
                .contains("CARD_NOT_ACTIVE");
    }

    @Test
    void linked_cards_share_one_balance_within_their_persons_limits() {
        var cards = counter.activeCards(2);
        var main = cards.get(0);
        var sub = cards.get(1);
        assertThat(topUp(main, 10_000)).isEqualTo("done");
        var linked = linked(sub, main, 600L, 1_000L);
        assertThat(linked.status()).as(linked.body()).isEqualTo(200);
        assertThat(linked.text("/mainCardId")).isEqualTo(Long.toString(main));
        assertThat(counter.balanceOf(sub)).isEqualTo(10_000);

        assertThat(spend(sub, 601)).isEqualTo("PERSON_LIMIT_EXCEEDED");
        assertThat(spend(sub, 600)).isEqualTo("done");
        assertThat(hold(sub, 401)).isEqualTo("PERSON_LIMIT_EXCEEDED");
        assertThat(hold(sub, 400)).isEqualTo("done");
        assertThat(spend(sub, 1)).isEqualTo("PERSON_LIMIT_EXCEEDED");
        assertThat(spend(main, 2_000)).as("the main card has no limit").isEqualTo("done");
        assertThat(topUp(sub, 100)).as("anybody may pay in").isEqualTo("done");
        assertThat(counter.balanceOf(main)).isEqualTo(7_100);

        counter.pass(Duration.ofHours(24));
        assertThat(spend(sub, 600)).as("a new business day").isEqualTo("done");
        assertThat(linked(sub, main, null, null).status()).isEqualTo(200);
        assertThat(spend(sub, 1_500)).as("no limit any more").isEqualTo("done");
    }

    @Test
    void of_two_hundred_spends_of_a_linked_card_as_many_succeed_as_its_day_allows() {
        var cards = counter.activeCards(2);
        assertThat(topUp(cards.get(0), 10_000)).isEqualTo("done");
        assertThat(linked(cards.get(1), cards.get(0), null, 70L).status()).isEqualTo(200);
        var outcomes = Counter.atOnce(MANY, i -> spend(cards.get(i % 2), 1));
        assertThat(outcomes.stream().filter("done"::equals)).hasSize(MANY / 2 + 70);
        assertThat(counter.balanceOf(cards.get(0))).isEqualTo(10_000 - MANY / 2 - 70);
    }

    @Test
    void an_unlinked_card_has_its_own_balance_again_and_takes_nothing_along() {
        var cards = counter.activeCards(2);
        var main = cards.get(0);
        var sub = cards.get(1);
        assertThat(topUp(main, 300)).isEqualTo("done");
        assertThat(linked(sub, main, null, null).status()).isEqualTo(200);
        assertThat(act(main, "cancellation", Map.of("reason", "退卡")).problemCode())
                .contains("CARD_NOT_EMPTY");
        assertThat(spend(main, 300)).isEqualTo("done");
        assertThat(act(main, "cancellation", Map.of("reason", "退卡")).problemCode())
                .contains("CARD_HAS_LINKED");
        assertThat(topUp(main, 300)).isEqualTo("done");
        assertThat(unlinked(sub).status()).isEqualTo(200);
        assertThat(counter.balanceOf(sub)).isZero();
        assertThat(counter.balanceOf(main)).isEqualTo(300);
        assertThat(unlinked(sub).problemCode()).contains("CARD_NOT_LINKED");
        assertThat(topUp(sub, 7)).isEqualTo("done");
        assertThat(counter.balanceOf(main)).isEqualTo(300);
    }

    @Test
    void a_card_with_money_or_at_the_end_of_a_chain_shares_nothing() {
        var cards = counter.activeCards(3);
        var main = cards.get(0);
        var sub = cards.get(1);
        var third = cards.get(2);
        assertThat(topUp(third, 1)).isEqualTo("done");
        assertThat(linked(third, main, null, null).problemCode()).contains("CARD_NOT_EMPTY");
        assertThat(linked(sub, sub, null, null).problemCode()).contains("CARD_NOT_LINKABLE");
        assertThat(linked(sub, main, null, null).status()).isEqualTo(200);
        assertThat(linked(third, sub, null, null).problemCode()).contains("CARD_NOT_LINKABLE");
        assertThat(linked(main, third, null, null).problemCode()).contains("CARD_HAS_LINKED");
        assertThat(linked(sub, third, null, null).problemCode()).contains("CARD_NOT_LINKABLE");
    }

    @Test
    void a_link_and_a_top_up_at_once_leave_no_money_behind() {
        for (var round = 0; round < ROUNDS; round++) {
            var cards = counter.activeCards(2);
            var main = cards.get(0);
            var sub = cards.get(1);
            var outcomes = Counter.atOnce(
                    20,
                    i -> i == 10 ? linked(sub, main, null, null).problemCode().orElse("linked") : topUp(sub, 1));
            var done = outcomes.stream().filter("done"::equals).count();
            assertThat(outcomes).containsAnyOf("linked", "CARD_NOT_EMPTY");
            assertThat(counter.balanceOf(sub)).isEqualTo(done);
            assertThat(counter.balanceOf(main)).isEqualTo(outcomes.contains("linked") ? done : 0);
        }
    }

    @Test
    void only_a_card_of_a_linked_template_shares_anothers_balance() {
        var shop = Shop.open(house);
        var cards = Stream.of("INDIVIDUAL", "LINKED")
                .map(kind -> {
                    var guest = Guest.stranger(shop);
                    var session = guest.inMiniProgram();
                    var template = shop.template(Map.of("kind", kind));
                    var card = guest.claim(session, shop.scene(template)).text("/id");
                    session.post("/wx/cards/" + card + "/activation", Map.of("profile", Map.of()));
                    return card;
                })
                .toList();
        var limits = Map.of("perSpendFen", 100, "perDayFen", 500);
        assertThat(shop.owner()
                        .post(
                                "/admin/cards/" + cards.get(0) + "/link",
                                Map.of("toCardId", cards.get(1), "limits", limits))
                        .problemCode())
                .contains("KIND_NOT_LINKED");
        var linked = shop.owner()
                .post("/admin/cards/" + cards.get(1) + "/link", Map.of("toCardId", cards.get(0), "limits", limits));
        assertThat(linked.status()).as(linked.body()).isEqualTo(200);
        assertThat(linked.number("/perDayFen")).isEqualTo(500);
    }

    @Test
    void an_old_card_that_may_yet_be_bound_shares_nothing() {
        var active = counter.activeCards(1).getFirst();
        var old = counter.card();
        assertThat(linked(old, active, null, null).problemCode()).contains("CARD_NOT_ACTIVE");
        assertThat(linked(active, old, null, null).problemCode()).contains("CARD_NOT_LINKABLE");
    }

    @Test
    void cards_of_strangers_are_not_there() {
        var card = counter.activeCards(1).getFirst();
        var stranger = new Counter(house);
        var theirs = stranger.card();
        assertThat(frozen(theirs).problemCode()).contains("CARD_NOT_FOUND");
        assertThat(linked(card, theirs, null, null).problemCode()).contains("CARD_NOT_FOUND");
        assertThat(stranger.rows().column("SELECT status FROM member_card WHERE id = " + theirs))
                .containsExactly("OFFLINE");
    }
}
