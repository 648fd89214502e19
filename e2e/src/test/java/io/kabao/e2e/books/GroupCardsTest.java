package io.kabao.e2e.books;

import static io.kabao.e2e.books.Company.hours;
import static io.kabao.e2e.books.Company.mainCard;
import static io.kabao.e2e.books.Company.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import io.kabao.e2e.claim.Guest;
import io.kabao.e2e.claim.Shop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Companies' cards: opened, spent from by people within bounds, closed. */
class GroupCardsTest {

    private static final String NOBODYS = "999999999999999999";

    private final House house = House.shared();
    private final Company company = new Company(house);
    private final Counter counter = company.counter();

    @AfterEach
    void theBooksAreRight() {
        counter.assertBooksAreRight();
    }

    @Test
    void a_closed_company_lets_its_people_spend_nothing_until_it_opens() {
        var group = Company.made(company.open(Map.of()));
        var id = group.text("/id");
        Company.made(company.topUp(group.text("/number"), 1_000, null));
        var card = company.card(id, company.members(1).getFirst(), null, null);
        Company.made(company.spend(card, null, 100));
        var closed = Company.done(company.change(id, Map.of("open", false, "name", "小发公司")));
        assertThat(closed.json().get("open").asBoolean()).isFalse();
        assertThat(closed.number("/version")).isEqualTo(2);
        assertThat(closed.number("/balanceFen")).isEqualTo(900);
        assertThat(closed.number("/people")).isEqualTo(1);
        assertThat(refusal(company.spend(card, null, 1))).isEqualTo("409 GROUP_CLOSED");
        assertThat(refusal(company.hold(card, null, 1))).isEqualTo("409 GROUP_CLOSED");
        Company.made(company.spend(mainCard(group), null, 100));
        Company.done(company.change(id, Map.of("open", true)));
        Company.made(company.spend(card, null, 100));
        assertThat(counter.balanceOf(card)).isEqualTo(700);
        var stale = company.owner().patch("/admin/groups/" + id, Map.of("version", 1, "open", false));
        assertThat(refusal(stale)).isEqualTo("409 STALE_VERSION");
    }

    @Test
    void a_frozen_main_card_stops_a_companys_people_and_no_familys() {
        var group = Company.made(company.open(Map.of()));
        var main = mainCard(group);
        Company.made(company.topUp(group.text("/number"), 1_000, null));
        var person = company.card(group.text("/id"), company.members(1).getFirst(), null, null);
        Company.done(company.act(main, "freeze"));
        assertThat(refusal(company.spend(person, null, 1))).isEqualTo("409 GROUP_CARD_STOPPED");
        assertThat(refusal(company.topUp(company.numberOf(person), 1, null))).isEqualTo("409 GROUP_CARD_STOPPED");
        assertThat(refusal(company.add(group.text("/id"), company.members(1).getFirst(), null, null)))
                .isEqualTo("409 CARD_FROZEN");
        Company.done(company.act(main, "unfreeze"));
        Company.made(company.spend(person, null, 1));
        Company.done(company.act(person, "freeze"));
        assertThat(refusal(company.spend(person, null, 1))).isEqualTo("409 CARD_FROZEN");
        Company.made(company.spend(main, null, 1));

        var family = counter.activeCards(2);
        Company.made(company.topUp(company.numberOf(family.get(0)), 100, null));
        Company.done(linked(family.get(1), family.get(0)));
        Company.done(company.act(family.get(0), "freeze"));
        Company.made(company.spend(family.get(1), null, 1));
    }

    private Answer linked(long card, long to) {
        return company.owner()
                .post("/admin/cards/" + card + "/link", Map.of("toCardId", Long.toString(to), "limits", Map.of()));
    }

    @Test
    void a_persons_card_takes_nothing_out_of_the_companys_principal() {
        var group = Company.made(company.open(Map.of()));
        Company.made(company.topUp(group.text("/number"), 10_000, null));
        var person = company.card(group.text("/id"), company.members(1).getFirst(), 100L, 100L);
        assertThat(refusal(company.cashOut(company.numberOf(person), 5_000))).isEqualTo("409 PRINCIPAL_NOT_OWN");
        assertThat(counter.balanceOf(mainCard(group))).isEqualTo(10_000);
        Company.made(company.cashOut(group.text("/number"), 5_000));
        assertThat(counter.balanceOf(mainCard(group))).isEqualTo(5_000);
    }

    @Test
    void whoever_leaves_has_the_card_cancelled_and_may_come_back_with_another() {
        var group = Company.made(company.open(Map.of()));
        var id = group.text("/id");
        Company.made(company.topUp(group.text("/number"), 1_000, null));
        var members = company.members(3);
        var cards = members.stream()
                .map(member -> company.card(id, member, 300L, 500L))
                .toList();
        Company.made(company.spend(cards.get(1), null, 200));
        var again = Company.made(company.add(id, members.get(1), 400L, null));
        assertThat(again.text("/cardId")).isEqualTo(cards.get(1).toString());
        assertThat(again.number("/perSpendFen")).isEqualTo(400);
        assertThat(again.json().get("perDayFen").isNull()).isTrue();
        assertThat(again.number("/usedTodayFen")).isEqualTo(200);

        var page = Company.done(company.owner().get("/admin/groups/" + id + "/cards?limit=2"));
        assertThat(cardsOf(page)).containsExactly(cards.get(2), cards.get(1));
        assertThat(page.text("/items/0/nameMasked")).isEqualTo("会**");
        var rest = company.owner().get("/admin/groups/" + id + "/cards?limit=2&cursor=" + page.text("/nextCursor"));
        assertThat(cardsOf(rest)).containsExactly(cards.get(0));

        assertThat(refusal(company.owner().call("POST", "/admin/cards/" + cards.get(1) + "/unlink", null)))
                .isEqualTo("409 GROUP_CARD_STAYS");
        assertThat(Company.done(company.act(cards.get(1), "cancellation")).text("/status"))
                .isEqualTo("CANCELLED");
        assertThat(refusal(company.spend(cards.get(1), null, 1))).isEqualTo("409 CARD_NOT_ACTIVE");
        assertThat(cardsOf(company.owner().get("/admin/groups/" + id + "/cards")))
                .containsExactly(cards.get(2), cards.get(0));
        assertThat(counter.balanceOf(mainCard(group))).isEqualTo(800);
        var back = company.card(id, members.get(1), null, null);
        assertThat(back).isNotEqualTo(cards.get(1));
        Company.made(company.spend(back, null, 800));
    }

    private static List<Long> cardsOf(Answer page) {
        return page.json()
                .get("items")
                .valueStream()
                .map(item -> Long.valueOf(item.get("cardId").asString()))
                .toList();
    }

    @Test
    void a_company_ends_with_nobody_and_nothing_left_on_its_card() {
        var group = Company.made(company.open(Map.of()));
        var path = "/admin/groups/" + group.text("/id");
        var main = mainCard(group);
        Company.made(company.topUp(group.text("/number"), 10, null));
        var person = company.card(group.text("/id"), company.members(1).getFirst(), null, null);
        assertThat(refusal(company.owner().delete(path))).isEqualTo("409 CARD_NOT_EMPTY");
        Company.made(company.spend(person, null, 10));
        assertThat(refusal(company.owner().delete(path))).isEqualTo("409 CARD_HAS_LINKED");
        Company.done(company.act(person, "cancellation"));
        assertThat(company.owner()
                        .get("/admin/members/" + group.text("/memberId"))
                        .status())
                .isEqualTo(200);
        assertThat(company.owner().delete(path).status()).isEqualTo(204);
        assertThat(refusal(company.owner().get(path))).isEqualTo("404 GROUP_NOT_FOUND");
        assertThat(refusal(company.owner().delete(path))).isEqualTo("404 GROUP_NOT_FOUND");
        assertThat(refusal(company.spend(main, null, 1))).isEqualTo("409 CARD_NOT_ACTIVE");
        assertThat(company.owner()
                        .get("/admin/members/" + group.text("/memberId"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void one_key_opens_one_company() {
        var asked = Map.of("templateId", company.template(), "name", "大发公司");
        var keyed = company.owner().with("Idempotency-Key", "g-" + Shop.unique(20));
        var answers = Counter.atOnce(8, _ -> keyed.post("/admin/groups", asked));
        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.body()).isEqualTo(201));
        assertThat(answers.stream().map(answer -> answer.text("/id")).distinct())
                .hasSize(1);
        assertThat(counter.rows().number("SELECT COUNT(*) FROM member_card WHERE template_id = " + company.template()))
                .isEqualTo(1);
        var other = keyed.post("/admin/groups", Map.of("templateId", company.template(), "name", "另一家"));
        assertThat(refusal(other)).isEqualTo("422 IDEMPOTENCY_KEY_REUSED");
        Company.made(company.open(Map.of()));
        assertThat(company.owner()
                        .get("/admin/groups?limit=1")
                        .json()
                        .get("items")
                        .size())
                .isEqualTo(1);
        assertThat(company.owner().get("/admin/groups").json().get("items").size())
                .isEqualTo(2);
    }

    @Test
    void a_person_is_let_in_once_however_many_ask_and_mended_where_the_link_is_missing() {
        var group = Company.made(company.open(Map.of()));
        var id = group.text("/id");
        var member = company.members(1).getFirst();
        var answers = Counter.atOnce(8, _ -> company.add(id, member, null, 100L));
        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.body()).isEqualTo(201));
        assertThat(answers.stream().map(answer -> answer.text("/cardId")).distinct())
                .hasSize(1);
        var card = answers.getFirst().text("/cardId");

        // As a crash between opening and linking leaves it.
        assertThat(counter.rows()
                        .change(
                                "UPDATE member_card c JOIN card_link l ON l.id = c.id SET c.holder_id = l.own_holder_id,"
                                        + " c.status = 'CLAIMED', l.ended_at = l.linked_at WHERE c.id = " + card))
                .isEqualTo(2);
        assertThat(company.show(id).number("/people")).isZero();
        var alone = Long.parseLong(card);
        assertThat(refusal(company.topUp(company.numberOf(alone), 100, null))).isEqualTo("409 CARD_NOT_ACTIVE");
        assertThat(refusal(company.spend(alone, null, 1))).isEqualTo("409 CARD_NOT_ACTIVE");
        assertThat(refusal(company.act(alone, "freeze"))).isEqualTo("409 CARD_NOT_ACTIVE");
        assertThat(Company.made(company.add(id, member, null, 100L)).text("/cardId"))
                .isEqualTo(card);
        assertThat(company.show(id).number("/people")).isEqualTo(1);
    }

    @Test
    void a_company_has_two_thousand_cards_at_most() {
        var group = Company.made(company.open(Map.of()));
        var member = company.members(1).getFirst();
        var rows = counter.rows();
        assertThat(rows.change(
                        "INSERT INTO card_link (id, merchant_id, own_holder_id, main_card_id, used_fen, linked_at)"
                                + " SELECT %1$d + ROW_NUMBER() OVER (), %1$d, 1, %2$s, 0, '2026-01-01'"
                                        .formatted(counter.merchantId(), group.text("/mainCardId"))
                                + " FROM information_schema.COLUMNS LIMIT 1999"))
                .isEqualTo(1_999);
        assertThat(company.show(group.text("/id")).number("/people")).isEqualTo(1_999);
        var full = company.add(group.text("/id"), member, null, null);
        assertThat(refusal(full)).isEqualTo("409 GROUP_FULL");
        assertThat(full.number("/most")).isEqualTo(1_999);
        rows.change("DELETE FROM card_link WHERE own_holder_id = 1 AND merchant_id = " + counter.merchantId());
        Company.made(company.add(group.text("/id"), member, null, null));
    }

    @Test
    void cards_of_companies_are_linked_to_their_company_alone() {
        var one = Company.made(company.open(Map.of()));
        var two = Company.made(company.open(Map.of("name", "第二家")));
        var member = company.members(1).getFirst();
        var card = company.card(one.text("/id"), member, null, null);
        var elsewhere = company.add(two.text("/id"), member, null, null);
        assertThat(refusal(elsewhere)).isEqualTo("409 IN_OTHER_GROUP");
        assertThat(elsewhere.text("/groupId")).isEqualTo(one.text("/id"));
        assertThat(refusal(company.add(one.text("/id"), Long.parseLong(two.text("/memberId")), null, null)))
                .isEqualTo("409 MEMBER_IS_COMPANY");
        var family = counter.activeCards(2);
        assertThat(refusal(linked(family.get(0), mainCard(one)))).isEqualTo("409 CARD_NOT_LINKABLE");
        assertThat(refusal(linked(card, family.get(0)))).isEqualTo("409 CARD_NOT_LINKABLE");
        assertThat(refusal(linked(mainCard(two), mainCard(one)))).isEqualTo("409 CARD_NOT_LINKABLE");
        assertThat(refusal(linked(mainCard(two), family.get(0)))).isEqualTo("409 CARD_NOT_LINKABLE");
    }

    @Test
    void what_is_wrong_or_anothers_opens_no_company() {
        var stranger = new Company(house);
        var theirs = stranger.members(1).getFirst();
        var draft = company.owner()
                .post("/admin/card-templates", Map.of("kind", "GROUP", "name", "草稿", "title", "草稿"))
                .text("/id");
        var many =
                IntStream.range(0, 10_000).mapToObj(i -> Long.toString(i + 1L)).toList();
        var refused = new HashMap<Map<String, Object>, String>();
        refused.put(Map.of("templateId", stranger.template()), "404 TEMPLATE_NOT_FOUND");
        refused.put(Map.of("templateId", company.template("LINKED")), "422 TEMPLATE_NOT_GROUP");
        refused.put(Map.of("templateId", draft), "422 TEMPLATE_NOT_IN_FORCE");
        refused.put(Map.of("storeIds", List.of(stranger.store("别家"))), "404 STORE_NOT_FOUND");
        refused.put(Map.of("storeIds", many), "400 INVALID_REQUEST");
        refused.put(Map.of("storeIds", List.of("x")), "400 INVALID_REQUEST");
        refused.put(Map.of("hours", List.of(hours("14:00", "11:00", "MON"))), "422 HOURS_WRONG");
        refused.put(Map.of("hours", List.of(hours("11:00", "11:00", "MON"))), "422 HOURS_WRONG");
        refused.put(Map.of("hours", List.of(hours("11:00", "14:00", "MON", "MON"))), "422 HOURS_WRONG");
        refused.put(Map.of("hours", List.of(hours("11:00", "14:00"))), "400 INVALID_REQUEST");
        refused.put(Map.of("hours", List.of(hours("24:00", "24:00", "MON"))), "400 INVALID_REQUEST");
        refused.put(Map.of("hours", List.of(hours("9:00", "14:00", "MON"))), "400 INVALID_REQUEST");
        refused.put(Map.of("hours", List.of(hours("09:00", "14:00", "FUNDAY"))), "400 INVALID_REQUEST");
        refused.put(
                Map.of(
                        "hours",
                        IntStream.range(0, 15)
                                .mapToObj(_ -> hours("09:00", "14:00", "MON"))
                                .toList()),
                "400 INVALID_REQUEST");
        refused.put(Map.of("name", "两\n行"), "400 INVALID_REQUEST");
        refused.put(Map.of("balanceFen", 5), "400 INVALID_REQUEST");
        refused.forEach((changes, code) -> assertThat(refusal(company.open(changes)))
                .as(changes.toString())
                .isEqualTo(code));
        assertThat(company.owner().get("/admin/groups").json().get("items").size())
                .isZero();

        var group = Company.made(company.open(Map.of("hours", List.of(hours("00:00", "24:00", "SAT", "SUN")))));
        var id = group.text("/id");
        for (var changes : List.<Map<String, Object>>of(
                Map.of("hours", List.of(hours("9:00", "14:00", "MON"))),
                Map.of("storeIds", many),
                Map.of("name", "两\n行"))) {
            assertThat(refusal(company.change(id, changes))).isEqualTo("400 INVALID_REQUEST");
        }
        assertThat(refusal(company.change(id, Map.of("hours", List.of(hours("14:00", "11:00", "MON"))))))
                .isEqualTo("422 HOURS_WRONG");
        assertThat(refusal(company.change(id, Map.of("storeIds", List.of(NOBODYS)))))
                .isEqualTo("404 STORE_NOT_FOUND");
        assertThat(refusal(company.add(id, theirs, null, null))).isEqualTo("404 MEMBER_NOT_FOUND");
        assertThat(refusal(stranger.add(id, theirs, null, null))).isEqualTo("404 GROUP_NOT_FOUND");
        assertThat(refusal(company.add(id, company.members(1).getFirst(), -1L, null)))
                .isEqualTo("400 INVALID_REQUEST");
        assertThat(refusal(company.owner().get("/admin/groups/" + id + "/statement?month=2026-13")))
                .isEqualTo("400 INVALID_REQUEST");
    }

    @Test
    void a_person_sees_the_companys_balance_among_their_cards() {
        var shop = Shop.open(house);
        var guest = Guest.stranger(shop);
        var session = guest.inMiniProgram();
        guest.claim(session, shop.scene(shop.template()));
        var template = shop.template(Map.of("kind", "GROUP"));
        var member = session.get("/wx/me").text("/id");
        var group = Company.made(shop.owner().post("/admin/groups", Map.of("templateId", template, "name", "大发公司")));
        var card = Company.made(shop.owner()
                        .post(
                                "/admin/groups/" + group.text("/id") + "/cards",
                                Map.of("memberId", member, "limits", Map.of("perDayFen", 5_000))))
                .text("/cardId");
        Company.made(shop.owner()
                .with("Idempotency-Key", "k-" + Shop.unique(20))
                .post(
                        "/admin/topups",
                        Map.of("card", Map.of("number", group.text("/number")), "amountFen", 700, "means", "CASH")));
        var shown = session.get("/wx/cards/" + card);
        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        assertThat(shown.number("/balanceFen")).isEqualTo(700);
        assertThat(shown.text("/groupName")).isEqualTo("大发公司");
        var all = session.get("/wx/cards").json().get("items");
        assertThat(all.size()).isEqualTo(2);
        assertThat(all.valueStream().filter(item -> item.get("groupName").isNull()))
                .hasSize(1);

        var erased = session.call("POST", "/wx/me/erasure", null);
        assertThat(erased.status())
                .as("the balance is not theirs: " + erased.body())
                .isEqualTo(200);
        var left = shop.owner().get("/admin/groups/" + group.text("/id"));
        assertThat(left.number("/people")).isZero();
        assertThat(left.number("/balanceFen")).isEqualTo(700);
        assertThat(shop.owner()
                        .get("/admin/groups/" + group.text("/id") + "/cards")
                        .json()
                        .get("items")
                        .size())
                .isZero();
    }
}
