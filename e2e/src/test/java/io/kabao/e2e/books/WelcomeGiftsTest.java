package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kabao.e2e.Answer;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.Rows;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import io.kabao.ledger.Verification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a template gives to who claims its card: owed at the claim, in the books once the card is active, once for a phone. */
class WelcomeGiftsTest {

    private static final int BONUS_FEN = 880;
    private static final int CROWD = 30;

    private final House house = House.shared();
    private final Rows rows = Rows.of(house.sandbox());
    private final Shop shop = Shop.open(house);
    private final long merchant =
            Long.parseLong(shop.owner().get("/admin/merchant").text("/id"));
    private final Guest guest = Guest.stranger(shop);

    @AfterEach
    void theBooksAreRight() {
        assertThat(house.adminBean(Verification.class).verify(merchant)).isEmpty();
    }

    private String template(Map<String, Object> changes) {
        var all = new HashMap<String, Object>(Map.of("welcomeBonusFen", BONUS_FEN));
        all.putAll(changes);
        return shop.template(all);
    }

    private String claimed(Api session, String scene) {
        var card = guest.claim(session, scene);
        assertThat(card.status()).as(card.body()).isEqualTo(201);
        return card.text("/id");
    }

    private static void activate(Api session, String card) {
        var answer = session.post("/wx/cards/" + card + "/activation", Map.of("profile", Map.of()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("/status")).isEqualTo("ACTIVE");
    }

    private static long balance(Api session, String card) {
        return session.get("/wx/cards/" + card).number("/balanceFen");
    }

    private static void awaitGift(Api session, String card) {
        await().untilAsserted(() -> assertThat(balance(session, card)).isEqualTo(BONUS_FEN));
    }

    private Answer counter(String path, Map<String, ?> body) {
        return shop.owner().with("Idempotency-Key", "k-" + Shop.unique(20)).post(path, body);
    }

    private void spend(String card, long fen) {
        var order = Payer.order(Map.of("cardId", card), fen, Map.of());
        var spent = counter("/admin/spends", order);
        assertThat(spent.status()).as(spent.body()).isEqualTo(201);
    }

    private void cancel(String card) {
        var ended = counter("/admin/cards/" + card + "/cancellation", Map.of("reason", "退卡"));
        assertThat(ended.text("/status")).as(ended.body()).isEqualTo("CANCELLED");
    }

    private List<String> gifts() {
        return rows.column("SELECT CONCAT(status, ' ', bonus_fen, ' ', card_id) FROM welcome_gift WHERE card_id > 0"
                + " AND merchant_id = " + merchant + " ORDER BY id");
    }

    private long messages() {
        return rows.number("SELECT COUNT(*) FROM outbox WHERE topic = 'gift.welcome' AND merchant_id = " + merchant);
    }

    private long credited() {
        return rows.number("SELECT COUNT(*) FROM txn WHERE biz_type = 'GIFT' AND merchant_id = " + merchant);
    }

    @Test
    void a_gift_is_owed_with_the_claim_and_in_the_books_once_the_card_is_active() {
        var session = guest.inMiniProgram();
        var card = claimed(session, shop.scene(template(Map.of())));
        assertThat(gifts()).containsExactly("OWED 880 " + card);
        assertThat(messages()).isZero();
        assertThat(balance(session, card)).isZero();

        activate(session, card);
        awaitGift(session, card);
        assertThat(gifts()).containsExactly("CREDITED 880 " + card);
        assertThat(rows.column("SELECT CONCAT(e.account, ' ', e.amount) FROM entry e JOIN txn t ON t.id = e.txn_id"
                        + " WHERE t.merchant_id = " + merchant + " ORDER BY e.id"))
                .containsExactly("BONUS 880", "BONUS_COST -880");
        assertThat(rows.column("SELECT CONCAT_WS(' ', principal_total, bonus_total, bonus_left, taken) FROM lot"
                        + " WHERE merchant_id = " + merchant))
                .containsExactly("0 880 880 PROPORTIONAL");
        assertThat(rows.column("SELECT action FROM audit WHERE thing = 'WELCOME_GIFT' AND merchant_id = " + merchant))
                .containsExactly("WELCOME_GIFT_CREDITED");
    }

    @Test
    void members_read_of_it_in_plain_words_and_the_overview_counts_it_as_given_and_not_as_paid_in() {
        var session = guest.inMiniProgram();
        var card = claimed(session, shop.scene(template(Map.of("autoBindOrCreate", true))));
        awaitGift(session, card);
        var path = "/wx/cards/" + card + "/entries?book=STORED_VALUE";
        var line = session.get(path).json().get("items");
        assertThat(line.size()).isEqualTo(1);
        assertThat(List.of(line.at("/0/type").asString(), line.at("/0/title").asString()))
                .containsExactly("GIFT", "新会员赠送");
        assertThat(List.of("amountFen", "principalFen", "bonusFen", "balanceFen"))
                .extracting(field -> line.at("/0/" + field).asLong())
                .containsExactly(880L, 0L, 880L, 880L);
        assertThat(session.with("Accept-Language", "en").get(path).text("/items/0/title"))
                .isEqualTo("New member's gift");

        var overview = shop.owner().get("/admin/overview").json();
        assertThat(overview.at("/cumulative/topUp/times").asLong()).isZero();
        assertThat(overview.at("/cumulative/topUp/bonusFen").asLong()).isZero();
        var flows = overview.at("/cumulative/flows");
        assertThat(flows.size()).isEqualTo(1);
        assertThat(flows.at("/0/title").asString()).isEqualTo("新会员赠送");
        assertThat(List.of("times", "principalFen", "bonusFen", "paidFen"))
                .extracting(field -> flows.at("/0/" + field).asLong())
                .containsExactly(1L, 0L, 880L, 0L);
        assertThat(overview.at("/balance/bonusFen").asLong()).isEqualTo(880);
        var records = shop.owner().get("/admin/txns?type=GIFT").json().get("items");
        assertThat(records.size()).isEqualTo(1);
    }

    @Test
    void a_phone_that_claims_again_is_not_welcomed_twice() {
        var scene = shop.scene(template(Map.of("autoBindOrCreate", true)));
        var session = guest.inMiniProgram();
        var first = claimed(session, scene);
        awaitGift(session, first);
        spend(first, BONUS_FEN);
        cancel(first);
        var second = claimed(session, scene);
        assertThat(second).isNotEqualTo(first);
        assertThat(gifts()).containsExactly("CREDITED 880 " + first);
        assertThat(messages()).isEqualTo(1);
        assertThat(balance(session, second)).isZero();
        assertThat(session.get("/wx/cards/" + second).text("/status")).isEqualTo("ACTIVE");
    }

    @Test
    void somebody_who_was_erased_and_comes_again_is_somebody_new_and_not_welcomed_twice() {
        var scene = shop.scene(template(Map.of("autoBindOrCreate", true)));
        var session = guest.inMiniProgram();
        var first = claimed(session, scene);
        awaitGift(session, first);
        spend(first, BONUS_FEN);
        var hash = "SELECT HEX(phone_hash) FROM welcome_gift WHERE merchant_id = " + merchant;
        var known = rows.column(hash).getFirst();
        var erased = session.call("POST", "/wx/me/erasure", null);
        assertThat(erased.status()).as(erased.body()).isBetween(200, 299);
        assertThat(rows.column(hash + " AND card_id = " + first))
                .as("whose gift it was")
                .doesNotContain(known);
        assertThat(rows.column(
                        "SELECT CONCAT_WS(' ', HEX(phone_hash), status, member_id, card_id, id < 0) FROM welcome_gift"
                                + " WHERE merchant_id = " + merchant + " AND card_id <> " + first))
                .as("that the phone had one")
                .containsExactly(known + " VOID 0 0 1");
        var second = claimed(guest.inMiniProgram(), scene);
        assertThat(second).isNotEqualTo(first);
        assertThat(gifts()).containsExactly("CREDITED 880 " + first);
        assertThat(messages()).isEqualTo(1);
    }

    @Test
    void a_gift_still_owed_goes_over_to_the_card_that_is_claimed_in_its_place() {
        var scene = shop.scene(template(Map.of()));
        var session = guest.inMiniProgram();
        var first = claimed(session, scene);
        cancel(first);
        var second = claimed(session, scene);
        assertThat(gifts()).containsExactly("OWED 880 " + second);
        activate(session, second);
        awaitGift(session, second);
        assertThat(credited()).isEqualTo(1);
    }

    @Test
    void an_old_card_that_is_bound_brings_the_gift_to_its_balance() {
        var template = template(Map.of("autoBindOrCreate", true));
        var old = shop.owner()
                .post(
                        "/admin/members",
                        Map.of(
                                "templateId",
                                template,
                                "cardNumber",
                                "G" + Shop.unique(8),
                                "offline",
                                true,
                                "phone",
                                guest.phone(),
                                "name",
                                "王小明"));
        assertThat(old.status()).as(old.body()).isEqualTo(201);
        assertThat(gifts()).as("an old card of the counter was not claimed").isEmpty();
        var session = guest.inMiniProgram();
        var card = claimed(session, shop.scene(template));
        awaitGift(session, card);
        assertThat(rows.number("SELECT COUNT(*) FROM member_card WHERE status = 'MERGED' AND merged_into = " + card))
                .isEqualTo(1);
        assertThat(credited()).isEqualTo(1);
    }

    @Test
    void a_phone_that_nobody_has_verified_earns_nothing() {
        var template = template(Map.of("autoBindOrCreate", true, "smsRequired", false));
        var typed = guest.inAccount().post("/wx/claims", Map.of("scene", shop.scene(template), "phone", guest.phone()));
        assertThat(typed.text("/status")).as(typed.body()).isEqualTo("ACTIVE");
        var byHand = shop.owner()
                .post(
                        "/admin/members",
                        Map.of(
                                "templateId",
                                template,
                                "phone",
                                Guest.stranger(shop).phone(),
                                "name",
                                "李四"));
        assertThat(byHand.status()).as(byHand.body()).isEqualTo(201);
        assertThat(gifts()).isEmpty();
        assertThat(messages()).isZero();
    }

    @Test
    void a_card_opened_by_hand_for_a_verified_phone_is_welcomed_like_a_claimed_one() {
        var session = guest.inMiniProgram();
        claimed(session, shop.scene(template(Map.of("welcomeBonusFen", 0))));
        var generous = template(Map.of());
        var form = Map.of("templateId", generous, "phone", guest.phone(), "name", "王小明");
        var opened = shop.owner().post("/admin/members", form);
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        var card = rows.column("SELECT id FROM member_card WHERE template_id = " + generous)
                .getFirst();
        awaitGift(session, card);
        assertThat(gifts()).containsExactly("CREDITED 880 " + card);
    }

    @Test
    void a_crowd_that_claims_and_asks_twice_is_given_one_gift_for_each_phone() {
        var scene = shop.scene(template(Map.of("autoBindOrCreate", true)));
        var people = Stream.generate(() -> Guest.stranger(shop))
                .limit(CROWD)
                .map(person -> new Asking(person, person.inMiniProgram()))
                .toList();
        var outcomes = Counter.atOnce(2 * CROWD, i -> {
            var asking = people.get(i / 2);
            var answer = asking.person().claim(asking.session(), scene);
            // Whoever finds all connections taken asks again.
            for (var again = 0; answer.status() == 503 && again < CROWD; again++) {
                answer = asking.person().claim(asking.session(), scene);
            }
            return answer.status();
        });
        assertThat(outcomes).containsOnly(200, 201);
        await().untilAsserted(() -> assertThat(credited()).isEqualTo(CROWD));
        assertThat(gifts()).hasSize(CROWD).allMatch(gift -> gift.startsWith("CREDITED 880 "));
        assertThat(messages()).isEqualTo(CROWD);
        assertThat(rows.number("SELECT SUM(bonus_fen) FROM holder WHERE merchant_id = " + merchant))
                .isEqualTo((long) CROWD * BONUS_FEN);
    }

    private record Asking(Guest person, Api session) {}

    @Test
    void a_template_that_gives_nothing_owes_nothing_and_one_that_gives_no_more_keeps_its_word() {
        var session = guest.inMiniProgram();
        var none = claimed(session, shop.scene(template(Map.of("welcomeBonusFen", 0))));
        activate(session, none);
        assertThat(gifts()).isEmpty();

        var generous = template(Map.of());
        var card = claimed(session, shop.scene(generous));
        var path = "/admin/card-templates/" + generous;
        var version = shop.owner().get(path).number("/version");
        var less = shop.owner().patch(path, Map.of("version", version, "welcomeBonusFen", 0));
        assertThat(less.status()).as(less.body()).isEqualTo(200);
        assertThat(less.number("/welcomeBonusFen")).isZero();
        assertThat(shop.owner().post(path + "/publication", Map.of()).status()).isEqualTo(200);
        activate(session, card);
        awaitGift(session, card);
        assertThat(rows.column("SELECT CONCAT(JSON_VALUE(was, '$.welcomeBonusFen'), ' ',"
                        + " JSON_VALUE(is_now, '$.welcomeBonusFen')) FROM audit WHERE action = 'CARD_TEMPLATE_CHANGED'"
                        + " AND merchant_id = " + merchant))
                .containsExactly("880 0");
        assertThat(messages()).isEqualTo(1);
    }
}
