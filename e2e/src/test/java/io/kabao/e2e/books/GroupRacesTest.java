package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Answer;
import io.kabao.e2e.House;
import io.kabao.e2e.claim.Shop;
import io.kabao.ledger.Books;
import io.kabao.ledger.SecondBooks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Families and companies spending from one balance at once, through two instances' writers. */
class GroupRacesTest {

    private static final int MANY = 200;
    private static final int ROUNDS = 50;

    private final House house = House.shared();
    private final Company company = new Company(house);
    private final Counter counter = company.counter();
    private final Books other = SecondBooks.of(house, 128);
    private final List<Books> instances = List.of(house.adminBean(Books.class), other);

    @AfterEach
    void theBooksAreRight() {
        other.stop();
        counter.assertBooksAreRight();
    }

    private String spent(int number, long card) {
        return Counter.outcome(() -> Patience.submitted(
                instances.get(number % 2), counter.spend(card, "S" + Shop.unique(16), 1, Counter.Key.fresh())));
    }

    private static Map<String, Long> counted(List<String> outcomes) {
        return outcomes.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private List<Long> people(Answer group, int count, long perDay) {
        return company.members(count).stream()
                .map(member -> company.card(group.text("/id"), member, null, perDay))
                .toList();
    }

    private long spentWith(long card) {
        return counter.rows().number("SELECT used_fen FROM card_link WHERE id = " + card);
    }

    @Test
    void of_two_hundred_spends_of_a_family_of_four_as_many_succeed_as_its_peoples_days_allow() {
        var family = counter.activeCards(4);
        var main = family.getFirst();
        instances.getFirst().submit(counter.topUp(main, 900, 100, Counter.Key.fresh()));
        for (var card : family.subList(1, 4)) {
            Company.done(company.owner()
                    .post(
                            "/admin/cards/" + card + "/link",
                            Map.of("toCardId", Long.toString(main), "limits", Map.of("perDayFen", 30))));
        }
        var outcomes = Counter.atOnce(MANY, i -> spent(i, family.get(i % 4)));
        assertThat(counted(outcomes)).isEqualTo(Map.of("done", 50L + 3 * 30, "PERSON_LIMIT_EXCEEDED", 60L));
        assertThat(counter.balanceOf(main)).isEqualTo(1_000 - 140);
        assertThat(family.subList(1, 4))
                .allSatisfy(card -> assertThat(spentWith(card)).isEqualTo(30));
    }

    @Test
    void of_two_hundred_spends_of_a_company_of_twenty_as_many_succeed_as_its_peoples_days_allow() {
        var group = Company.made(company.open(Map.of()));
        Company.made(company.topUp(group.text("/number"), 1_000, null));
        var people = people(group, 20, 7);
        var outcomes = Counter.atOnce(MANY, i -> spent(i, people.get(i % 20)));
        assertThat(counted(outcomes)).isEqualTo(Map.of("done", 20L * 7, "PERSON_LIMIT_EXCEEDED", 60L));
        assertThat(people).allSatisfy(card -> assertThat(spentWith(card)).isEqualTo(7));
        assertThat(company.show(group.text("/id")).number("/balanceFen")).isEqualTo(1_000 - 140);

        Company.made(company.spend(Long.parseLong(group.text("/mainCardId")), null, 860));
        Company.made(company.topUp(group.text("/number"), 55, null));
        company.pass(Duration.ofDays(1));
        var scarce = counted(Counter.atOnce(MANY, i -> spent(i, people.get(i % 20))));
        assertThat(scarce.get("done")).as("no more than there is").isEqualTo(55);
        assertThat(scarce.keySet()).isSubsetOf("done", "BALANCE_TOO_LOW", "PERSON_LIMIT_EXCEEDED");
        assertThat(company.show(group.text("/id")).number("/balanceFen")).isZero();
        assertThat(people).allSatisfy(card -> assertThat(spentWith(card)).isLessThanOrEqualTo(7));
    }

    @Test
    void people_who_come_and_go_while_others_spend_cost_nobody_a_fen() {
        var group = Company.made(company.open(Map.of()));
        Company.made(company.topUp(group.text("/number"), 1_000, null));
        var people = people(group, 4, 1_000);
        var newcomers = company.members(4);
        var leaving = people.getFirst();
        var outcomes = Counter.atOnce(MANY, i -> switch (i % 50) {
            case 10 ->
                "joined "
                        + company.add(group.text("/id"), newcomers.get(i / 50), null, null)
                                .status();
            case 25 -> "left " + company.act(leaving, "cancellation").status();
            default -> spent(i, people.get(i % 4));
        });
        var counted = counted(outcomes);
        assertThat(counted.get("joined 201")).isEqualTo(4);
        assertThat(counted.get("left 200")).isEqualTo(1);
        assertThat(counted.keySet()).isSubsetOf("joined 201", "left 200", "left 409", "done", "CARD_NOT_ACTIVE");
        assertThat(company.show(group.text("/id")).number("/balanceFen"))
                .isEqualTo(1_000 - counted.getOrDefault("done", 0L));
        assertThat(company.show(group.text("/id")).number("/people")).isEqualTo(7);
        assertThat(spent(0, leaving)).isEqualTo("CARD_NOT_ACTIVE");
        assertThat(counter.balanceOf(leaving))
                .as("it came back to its own holder")
                .isZero();
    }

    @Test
    void whoever_is_let_in_while_the_company_ends_has_a_card_of_it_or_none() {
        var members = company.members(4);
        for (var round = 0; round < ROUNDS; round++) {
            var group = Company.made(company.open(Map.of())).text("/id");
            var outcomes = Counter.atOnce(
                    members.size() + 1,
                    i -> i < members.size()
                            ? company.add(group, members.get(i), null, null)
                            : company.owner().delete("/admin/groups/" + group));
            assertThat(outcomes.subList(0, members.size()))
                    .allSatisfy(answer -> assertThat(answer.status()).isIn(201, 404, 409));
            assertThat(aloneInUse()).as("round %d: %s", round, outcomes).isEmpty();
            outcomes.stream()
                    .filter(answer -> answer.status() == 201)
                    .forEach(let -> Company.done(company.act(Long.parseLong(let.text("/cardId")), "cancellation")));
            if (outcomes.getLast().status() != 204) {
                assertThat(company.owner().delete("/admin/groups/" + group).status())
                        .isEqualTo(204);
            }
        }
        assertThat(aloneInUse()).isEmpty();
    }

    /** Cards of the companies' template that are in use or may yet be, share no balance and are no company's. */
    private List<String> aloneInUse() {
        return counter.rows()
                .column("SELECT c.id FROM member_card c LEFT JOIN card_link l ON l.id = c.id AND l.ended_at IS NULL"
                        + " LEFT JOIN card_group g ON g.merchant_id = c.merchant_id AND g.main_card_id = c.id"
                        + " WHERE c.live_slot = 0 AND l.id IS NULL AND g.id IS NULL AND c.template_id = "
                        + company.template());
    }

    @Test
    void after_a_company_was_closed_nobody_spends_and_what_was_spent_before_stands() {
        var group = Company.made(company.open(Map.of()));
        Company.made(company.topUp(group.text("/number"), 1_000, null));
        var people = new ArrayList<>(people(group, 4, 1_000));
        var outcomes = counted(Counter.atOnce(
                MANY,
                i -> i == MANY / 2
                        ? "closed "
                                + company.change(group.text("/id"), Map.of("open", false))
                                        .status()
                        : spent(i, people.get(i % 4))));
        assertThat(outcomes.get("closed 200")).isEqualTo(1);
        assertThat(outcomes.keySet()).isSubsetOf("closed 200", "done", "GROUP_CLOSED");
        assertThat(company.show(group.text("/id")).number("/balanceFen"))
                .isEqualTo(1_000 - outcomes.getOrDefault("done", 0L));
        assertThat(spent(0, people.getFirst())).isEqualTo("GROUP_CLOSED");
    }
}
