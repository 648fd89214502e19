package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.access.BuiltInRole;
import io.kabao.desk.CardDeed;
import io.kabao.desk.CardDesk;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import io.kabao.kernel.Actor;
import io.kabao.points.PointsSettings;
import io.kabao.points.Rulebook;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Points that become balance, and those that somebody gives and takes by hand. */
class PointsDeskTest extends PointsCase {

    @Test
    void points_become_balance_by_the_rate_as_far_as_the_card_may_hold_it() {
        hundredPointsAreOneYuan();
        give(500);
        var done = exchange(200);
        assertThat(done.status()).as(done.body()).isEqualTo(201);
        assertThat(done.number("/bonusFen")).isEqualTo(180);
        assertThat(done.number("/pointsAfter")).isEqualTo(300);
        assertThat(of("bonus_fen")).isEqualTo(180);
        worth(Map.of("exchange", Map.of("points", 1, "fen", 1_000_000)));
        assertThat(exchange(1).problemCode()).hasValue("POINTS_BEYOND_LIMIT");
        assertThat(points()).isEqualTo(300);
    }

    @Test
    void the_same_request_is_done_once() {
        hundredPointsAreOneYuan();
        var same = keyed();
        var gift = of(Map.of("points", 400, "reason", "生日礼"));
        assertThat(same.post("/admin/points-adjustments", gift).body())
                .isEqualTo(same.post("/admin/points-adjustments", gift).body());
        assertThat(points()).isEqualTo(400);
        var again = keyed();
        var wish = of(Map.of("points", 100));
        assertThat(again.post("/admin/points-exchanges", wish).body())
                .isEqualTo(again.post("/admin/points-exchanges", wish).body());
        assertThat(points()).isEqualTo(300);
    }

    @Test
    void many_points_are_given_and_taken_by_two_people() {
        worth(Map.of("secondPersonAbove", 100));
        var finance = counter.hire(BuiltInRole.FINANCE);
        var manager = counter.hire(BuiltInRole.MANAGER);
        var keyed = manager.api().with("Idempotency-Key", "k-" + Shop.unique(20));
        var gift = of(Map.of("points", 101, "reason", "客诉补偿"));
        var asked = keyed.post("/admin/points-adjustments", gift);
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        assertThat(points()).isZero();
        var id = asked.text("/approvalId");
        var shown = finance.api().get("/admin/approvals/" + id);
        assertThat(shown.text("/kind")).isEqualTo("POINTS_ADJUSTMENT");
        assertThat(shown.number("/summary/points")).isEqualTo(101);
        var approval = "/admin/approvals/" + id + "/approval";
        assertThat(manager.api().post(approval, Map.of()).problemCode()).hasValue("SAME_PERSON");
        assertThat(finance.api().post(approval, Map.of()).status()).isEqualTo(200);
        assertThat(finance.api().post(approval, Map.of()).problemCode()).hasValue("APPROVAL_OVER");
        assertThat(points()).isEqualTo(101);
        assertThat(keyed.post("/admin/points-adjustments", gift).number("/pointsAfter"))
                .isEqualTo(101);
        var taken = manager.api()
                .with("Idempotency-Key", "k-" + Shop.unique(20))
                .post("/admin/points-adjustments", of(Map.of("points", -101, "reason", "误发")));
        assertThat(taken.status()).isEqualTo(202);
        var cashier = counter.hire(BuiltInRole.CASHIER);
        assertThat(cashier.api()
                        .with("Idempotency-Key", "k-" + Shop.unique(20))
                        .post("/admin/points-adjustments", of(Map.of("points", 1, "reason", "自己")))
                        .status())
                .isEqualTo(403);
    }

    /** What the merchant of a card says of exchanges. */
    private void exchangeAt(String ofCard, boolean byMembers) {
        var merchant = counter.rows().number("SELECT merchant_id FROM member_card WHERE id = " + ofCard);
        var rulebook = house.adminBean(Rulebook.class);
        var exchange = new PointsSettings.Exchange(new PointsSettings.Rate(100, 100), byMembers);
        rulebook.change(
                Actor.system(merchant),
                rulebook.settings(merchant).version(),
                before -> before.with(new PointsSettings.Worth(null, exchange, null)));
    }

    @Test
    void members_exchange_where_the_merchant_lets_them_and_from_their_own_cards_alone() {
        var shop = Shop.open(house);
        var person = Guest.stranger(shop);
        var guest = person.inMiniProgram();
        var own = person.claim(guest, shop.scene(shop.template())).text("/id");
        guest.post("/wx/cards/" + own + "/activation", Map.of("profile", Map.of()));
        var owner = shop.owner();
        var gift = new HashMap<String, Object>(Map.of("card", Map.of("cardId", own), "points", 250, "reason", "开卡礼"));
        assertThat(owner.with("Idempotency-Key", "k-" + Shop.unique(20))
                        .post("/admin/points-adjustments", gift)
                        .status())
                .isEqualTo(201);
        var wish = Map.of("cardId", own, "points", 200);
        var keyed = guest.with("Idempotency-Key", "k-" + Shop.unique(20));
        exchangeAt(own, false);
        assertThat(keyed.post("/wx/points-exchanges", wish).problemCode()).hasValue("POINTS_NOT_ACCEPTED");
        exchangeAt(own, true);
        var done = guest.with("Idempotency-Key", "k-" + Shop.unique(20)).post("/wx/points-exchanges", wish);
        assertThat(done.status()).as(done.body()).isEqualTo(201);
        assertThat(guest.get("/wx/cards/" + own + "/points-lots")
                        .json()
                        .get("items")
                        .get(0)
                        .get("points")
                        .asLong())
                .isEqualTo(50);
        var stranger = Guest.stranger(shop).inMiniProgram();
        assertThat(stranger.with("Idempotency-Key", "k-" + Shop.unique(20))
                        .post("/wx/points-exchanges", wish)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void by_many_small_steps_one_person_moves_no_more_than_by_a_large_one() {
        worth(Map.of("secondPersonAbove", 100));
        counter.hire(BuiltInRole.FINANCE);
        var manager = counter.hire(BuiltInRole.MANAGER).api();
        var one = of(Map.of("points", 1, "reason", "补登"));
        var statuses = Counter.atOnce(200, _ -> {
            var key = manager.with("Idempotency-Key", "k-" + Shop.unique(20));
            return Patience.served(() -> key.post("/admin/points-adjustments", one))
                    .status();
        });
        assertThat(statuses).contains(201, 202).isSubsetOf(201, 202, 409);
        assertThat(points()).isEqualTo(100);
        var taken = of(Map.of("points", -1, "reason", "补登"));
        assertThat(manager.with("Idempotency-Key", "k-" + Shop.unique(20))
                        .post("/admin/points-adjustments", taken)
                        .status())
                .isEqualTo(202);
        counter.pass(Duration.ofDays(1));
        assertThat(manager.with("Idempotency-Key", "k-" + Shop.unique(20))
                        .post("/admin/points-adjustments", taken)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void points_that_are_worth_much_wait_sooner() {
        worth(Map.of("exchange", Map.of("points", 1, "fen", 100)));
        counter.hire(BuiltInRole.FINANCE);
        var manager = counter.hire(BuiltInRole.MANAGER).api();
        assertThat(manager.with("Idempotency-Key", "k-" + Shop.unique(20))
                        .post("/admin/points-adjustments", of(Map.of("points", 2_001, "reason", "补登")))
                        .status())
                .isEqualTo(202);
        assertThat(manager.with("Idempotency-Key", "k-" + Shop.unique(20))
                        .post("/admin/points-adjustments", of(Map.of("points", 2_000, "reason", "补登")))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void whoever_says_what_earns_points_does_not_say_what_they_are_worth() {
        var marketer = counter.hire(BuiltInRole.MARKETER).api();
        var rate = Map.of("points", 1, "fen", 500_000, "byMembers", true);
        assertThat(marketer.put("/admin/points-worth", Map.of("version", 0, "exchange", rate))
                        .status())
                .isEqualTo(403);
        counter.doubtOwner();
        assertThat(counter.owner()
                        .put("/admin/points-worth", Map.of("version", 0, "exchange", rate))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_card_that_shares_anothers_balance_has_no_points_to_exchange() {
        card = counter.activeCards(1).getFirst();
        var person = counter.activeCards(1).getFirst();
        hundredPointsAreOneYuan();
        give(500);
        house.adminBean(CardDesk.class)
                .link(Actor.system(counter.merchantId()), person, card, new CardDeed.Limits(null, null));
        var wish = of(Map.of("points", 100));
        wish.put("card", Map.of("cardId", Long.toString(person)));
        assertThat(keyed().post("/admin/points-exchanges", wish).problemCode()).hasValue("POINTS_NOT_OWN");
        assertThat(points()).isEqualTo(500);
    }
}
