package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.claim.Shop;
import io.kabao.topup.CardGifts;
import io.kabao.topup.TopUps;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cards that rules give besides money. */
class CardGiftsTest {

    private static final int MANY = 200;
    private static final int FEN = 1_000;

    private final House house = House.shared();
    private final Counter counter = new Counter(house);
    private final Api owner = counter.owner();
    private final String template = template(counter);
    private final String rule = ruleGiving(template);

    @AfterEach
    void theBooksAreRight() {
        counter.assertBooksAreRight();
    }

    /** A template that customers can claim; its id. */
    private static String template(Counter counter) {
        var made = counter.owner().post("/admin/card-templates", Map.of("name", "礼品卡", "title", "礼品卡"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        var path = "/admin/card-templates/" + made.text("/id") + "/publication";
        assertThat(counter.owner().post(path, Map.of()).status()).isEqualTo(200);
        return made.text("/id");
    }

    private String ruleGiving(String gift) {
        return counter.rule(Map.of("amountFen", FEN, "bonusFen", 100, "giftTemplateId", gift));
    }

    private Answer topUp(long card, String by) {
        var paid =
                Map.of("card", Map.of("cardId", Long.toString(card)), "amountFen", FEN, "ruleId", by, "means", "CASH");
        return owner.with("Idempotency-Key", "k-" + Shop.unique(20)).post("/admin/topups", paid);
    }

    private static boolean gives(Answer done) {
        assertThat(done.status()).as(done.body()).isEqualTo(201);
        return !done.json().get("giftTemplateId").isNull();
    }

    private long memberOf(long card) {
        return counter.rows().number("SELECT member_id FROM member_card WHERE id = " + card);
    }

    private List<String> cardsOf(long member, String of) {
        return counter.rows()
                .column("SELECT CONCAT(c.status, ' ', h.principal_fen + h.bonus_fen) FROM member_card c JOIN holder h"
                        + " ON h.id = c.holder_id WHERE c.member_id = " + member + " AND c.template_id = " + of);
    }

    @Test
    void a_member_gets_the_card_once_with_a_balance_of_its_own() {
        var card = counter.activeCards(1).getFirst();
        var done = topUp(card, rule);
        assertThat(gives(done)).isTrue();
        assertThat(done.text("/giftTemplateId")).isEqualTo(template);
        assertThat(cardsOf(memberOf(card), template)).containsExactly("ACTIVE 0");
        assertThat(gives(topUp(card, rule))).isFalse();
        assertThat(gives(topUp(card, ruleGiving(template)))).isFalse();
        assertThat(cardsOf(memberOf(card), template)).containsExactly("ACTIVE 0");
        assertThat(counter.balanceOf(card)).isEqualTo(3 * 1_100);
        assertThat(counter.rows()
                        .column("SELECT CONCAT(channel, ' ', reasons) FROM claim WHERE template_id = " + template))
                .containsExactly("CONSOLE GIVEN");
        assertThat(counter.rows()
                        .number("SELECT COUNT(*) FROM audit WHERE action = 'CARD_GIVEN' AND merchant_id = "
                                + counter.merchantId()))
                .isOne();
        house.adminBean(CardGifts.class).giveOwed();
        assertThat(cardsOf(memberOf(card), template)).containsExactly("ACTIVE 0");
        assertThat(owner.get("/admin/topup-rules/" + rule).text("/giftTemplateId"))
                .isEqualTo(template);
    }

    @Test
    void the_card_can_be_topped_up_like_any_other() {
        var card = counter.activeCards(1).getFirst();
        assertThat(gives(topUp(card, rule))).isTrue();
        var gift = counter.rows().number("SELECT id FROM member_card WHERE template_id = " + template);
        assertThat(gives(topUp(gift, rule))).isFalse();
        assertThat(counter.balanceOf(gift)).isEqualTo(1_100);
        assertThat(counter.balanceOf(card)).isEqualTo(1_100);
    }

    @Test
    void two_hundred_at_once_by_one_member_bring_one_card() {
        var card = counter.activeCards(1).getFirst();
        var second = ruleGiving(template);
        var topUps = house.adminBean(TopUps.class);
        var given = Counter.atOnce(MANY, i -> {
            var topUp = counter.topUpBy(i % 2 == 0 ? rule : second, card, FEN);
            return Optional.ofNullable(
                    Patience.done(() -> topUps.topUp(topUp)).answer().giftTemplateId());
        });
        assertThat(given.stream().flatMap(Optional::stream)).containsExactly(Long.valueOf(template));
        assertThat(cardsOf(memberOf(card), template)).containsExactly("ACTIVE 0");
        assertThat(counter.balanceOf(card)).isEqualTo(MANY * 1_100);
    }

    @Test
    void many_members_at_once_get_one_each() {
        var cards = counter.activeCards(20);
        var topUps = house.adminBean(TopUps.class);
        Counter.atOnce(MANY, i -> {
            var topUp = counter.topUpBy(rule, cards.get(i % cards.size()), FEN);
            return Patience.done(() -> topUps.topUp(topUp));
        });
        assertThat(counter.rows()
                        .number("SELECT COUNT(DISTINCT member_id) FROM member_card WHERE template_id = " + template))
                .isEqualTo(20);
        assertThat(counter.rows().number("SELECT COUNT(*) FROM member_card WHERE template_id = " + template))
                .isEqualTo(20);
    }

    @Test
    void who_holds_such_a_card_gets_none_and_the_top_up_is_booked_all_the_same() {
        var card = counter.activeCards(1).getFirst();
        var own = counter.rows().column("SELECT template_id FROM member_card WHERE id = " + card);
        assertThat(gives(topUp(card, ruleGiving(own.getFirst())))).isFalse();
        assertThat(cardsOf(memberOf(card), own.getFirst())).containsExactly("ACTIVE 1100");
    }

    @Test
    void an_old_card_that_nobody_has_bound_brings_none() {
        var card = counter.card();
        assertThat(gives(topUp(card, rule))).isFalse();
        assertThat(counter.balanceOf(card)).isEqualTo(1_100);
        assertThat(cardsOf(memberOf(card), template)).isEmpty();
    }

    @Test
    void a_card_that_could_not_be_given_at_once_is_given_later_and_once() {
        var card = counter.activeCards(1).getFirst();
        var booked = counter.booked(counter.topUpBy(rule, card, FEN));
        assertThat(booked.giftTemplateId()).isEqualTo(Long.valueOf(template));
        Counter.atOnce(4, i -> {
            house.adminBean(CardGifts.class).giveOwed();
            return i;
        });
        assertThat(cardsOf(memberOf(card), template)).containsExactly("ACTIVE 0");
        assertThat(counter.rows()
                        .column("SELECT status FROM topup_card_gift WHERE merchant_id = " + counter.merchantId()))
                .containsExactly("ENDED");
    }

    private void assertOff(String off, long card) {
        var shown = owner.get("/admin/topup-rules/" + off);
        assertThat(shown.text("/status")).isEqualTo("OFF");
        assertThat(shown.text("/offReason")).isEqualTo("GIFT_OVER");
        assertThat(owner.get("/admin/topup-rules").text("/items/0/offReason")).isEqualTo("GIFT_OVER");
        var refused = topUp(card, off);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problemCode()).hasValue("RULE_OFF");
        assertThat(refused.text("/reason")).isEqualTo("GIFT_OVER");
        assertThat(counter.balanceOf(card)).isZero();
    }

    @Test
    void a_rule_is_off_once_its_template_is_taken_back() {
        var card = counter.activeCards(1).getFirst();
        var publication = "/admin/card-templates/" + template + "/publication";
        assertThat(owner.delete(publication).status()).isEqualTo(204);
        assertOff(rule, card);
        assertThat(owner.post("/admin/topup-rules", Map.of("name", "新", "amountFen", 1, "giftTemplateId", template))
                        .text("/field"))
                .isEqualTo("giftTemplateId");
        assertThat(owner.post(publication, Map.of()).status()).isEqualTo(200);
        assertThat(gives(topUp(card, rule))).isTrue();
    }

    @Test
    void a_rule_is_off_once_the_cards_of_its_template_would_be_over() {
        var card = counter.activeCards(1).getFirst();
        var today = LocalDate.ofInstant(house.clock().instant(), ZoneId.of("Asia/Shanghai"));
        var lastDay = "UPDATE card_template_version SET settings = JSON_SET(settings, '$.validity.kind', 'DATES',"
                + " '$.validity.from', '2020-01-01', '$.validity.to', '%s') WHERE template_id = " + template;
        counter.rows().change(lastDay.formatted(today.minusDays(1)));
        assertOff(rule, card);
        counter.rows().change(lastDay.formatted(today));
        assertThat(gives(topUp(card, rule))).isTrue();
    }

    @Test
    void a_rule_gives_no_strange_card_and_may_give_none_any_more() {
        var strange = template(new Counter(house));
        var asked = Map.of("name", "新", "amountFen", 1, "giftTemplateId", strange);
        assertThat(owner.post("/admin/topup-rules", asked).problemCode()).hasValue("TEMPLATE_NOT_FOUND");
        var path = "/admin/topup-rules/" + rule;
        assertThat(owner.patch(path, Map.of("version", 1, "giftTemplateId", strange))
                        .problemCode())
                .hasValue("TEMPLATE_NOT_FOUND");
        var none = owner.patch(path, "{\"version\": 1, \"giftTemplateId\": null}");
        assertThat(none.status()).as(none.body()).isEqualTo(200);
        assertThat(none.json().get("giftTemplateId").isNull()).isTrue();
        assertThat(gives(topUp(counter.activeCards(1).getFirst(), rule))).isFalse();
    }
}
