package io.kabao.e2e.books;

import static io.kabao.e2e.books.Company.hours;
import static io.kabao.e2e.books.Company.mainCard;
import static io.kabao.e2e.books.Company.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a company is told of a month. */
class GroupStatementTest {

    private final House house = House.shared();
    private final Company company = new Company(house);
    private final Counter counter = company.counter();

    @AfterEach
    void theBooksAreRight() {
        counter.assertBooksAreRight();
    }

    @Test
    void a_month_of_a_company_is_right_to_the_fen() {
        var canteen = company.store("食堂");
        var elsewhere = company.store("别处");
        var group = Company.made(company.open(Map.of()));
        var id = group.text("/id");
        var main = mainCard(group);
        var number = group.text("/number");
        var rule = counter.rule(Map.of("amountFen", 100_000, "bonusFen", 10_000));
        Company.made(company.topUp(number, 100_000, rule));
        Company.made(company.spend(main, elsewhere, 10_000));
        var members = company.members(3);
        var first = YearMonth.from(house.clock().instant().atZone(Company.ZONE));

        company.untilNextMonthsFirstMonday();
        Company.done(company.change(
                id,
                Map.of(
                        "storeIds",
                        List.of(canteen),
                        "hours",
                        List.of(hours("11:00", "14:00", "MON", "TUE", "WED", "THU", "FRI")))));
        var anna = company.card(id, members.get(0), null, null);
        var bo = company.card(id, members.get(1), null, 2_500L);
        var chen = company.card(id, members.get(2), 1_000L, null);
        Company.made(company.spend(anna, canteen, 3_500));
        var order = Company.made(company.spend(bo, canteen, 2_000)).text("/id");
        Company.made(company.spend(chen, canteen, 900));
        assertThat(refusal(company.spend(chen, canteen, 1_001))).isEqualTo("422 PERSON_LIMIT_EXCEEDED");
        assertThat(refusal(company.spend(bo, canteen, 501))).isEqualTo("422 PERSON_LIMIT_EXCEEDED");
        var notHere = company.spend(anna, elsewhere, 1);
        assertThat(refusal(notHere)).isEqualTo("409 GROUP_NOT_AT_THIS_STORE");
        assertThat(notHere.text("/storeIds/0")).isEqualTo(canteen);
        assertThat(refusal(company.spend(anna, null, 1)))
                .as("at no store at all")
                .isEqualTo("409 GROUP_NOT_AT_THIS_STORE");
        var held = Company.made(company.hold(anna, canteen, 500)).text("/id");
        assertThat(refusal(company.hold(anna, elsewhere, 1))).isEqualTo("409 GROUP_NOT_AT_THIS_STORE");
        Company.made(company.hold(bo, canteen, 300));

        company.pass(Duration.ofHours(2));
        var tooLate = company.spend(anna, canteen, 1);
        assertThat(refusal(tooLate)).as("at two").isEqualTo("409 GROUP_NOT_AT_THIS_TIME");
        assertThat(tooLate.text("/hours/0/from")).isEqualTo("11:00");
        assertThat(tooLate.text("/hours/0/days/4")).isEqualTo("FRI");
        assertThat(company.capture(held, 400).status())
                .as("what was set aside is settled")
                .isEqualTo(200);
        Company.made(company.refund(order, 700));
        Company.made(company.spend(main, elsewhere, 5_000));
        Company.made(company.topUp(number, 50_000, null));
        Company.made(company.cashOut(number, 1_000));

        var lastMonth = statement(id, first);
        assertThat(figures(lastMonth)).containsExactly(0, 100_000, 10_000, 0, 0, 10_000, 0, 0, 0, 100_000);
        var month = statement(id, first.plusMonths(1));
        assertThat(figures(month))
                .as("opening, in, bonus, undone, paid out, spent, given back, set aside, other, closing")
                .containsExactly(100_000, 50_000, 0, 0, 1_000, 11_800, 700, 300, 0, 137_600);
        assertThat(counter.balanceOf(main)).isEqualTo(137_600);
        assertThat(month.at("/people").valueStream().map(GroupStatementTest::person))
                .containsExactly(main + " 1 5000 0", anna + " 2 3900 0", bo + " 1 2000 700", chen + " 1 900 0");
        assertThat(month.at("/people/1/nameMasked").asString()).isEqualTo("会**");
        assertThat(month.at("/people/1/numberMasked").asString()).startsWith("*");
        requireFile(id, first.plusMonths(1));
        assertThat(refusal(company.owner().get("/admin/groups/" + id + "/statement?month=" + first.plusMonths(2))))
                .isEqualTo("422 MONTH_WRONG");
    }

    @Test
    void a_card_of_a_company_shows_what_was_done_with_it_alone() {
        var group = Company.made(company.open(Map.of("hours", List.of())));
        var id = group.text("/id");
        var main = mainCard(group);
        var people = company.members(2);
        var anna = company.card(id, people.get(0), null, null);
        var bo = company.card(id, people.get(1), null, null);
        Company.made(company.topUp(company.numberOf(main), 10_000, null));
        var order = Company.made(company.spend(anna, null, 500)).text("/id");
        Company.made(company.spend(bo, null, 900));
        Company.made(company.refund(order, 200));
        var held = Company.made(company.hold(anna, null, 300)).text("/id");
        var settled = Company.done(company.capture(held, 250)).text("/spendId");
        Company.made(company.spend(bo, null, 100));
        Company.made(company.refund(settled, 50));

        var owner = company.owner();
        var hers = Company.done(owner.get("/admin/cards/" + anna + "/entries")).json();
        assertThat(hers.at("/items").valueStream().map(item -> item.get("type").asString()))
                .containsExactly("REFUND", "SPEND", "HOLD", "REFUND", "SPEND");
        assertThat(hers.at("/items").valueStream().map(item -> item.get("id").asString()))
                .contains(order, held, settled);
        assertThat(hers.toString()).doesNotContain("\"" + bo + "\"", "\"" + people.get(1) + "\"", "\"" + main + "\"");
        assertThat(Company.done(owner.get("/admin/cards/" + main + "/entries"))
                        .json()
                        .at("/items")
                        .valueStream()
                        .map(item -> item.get("type").asString()))
                .containsExactly("TOPUP");
        var first = Company.done(owner.get("/admin/cards/" + anna + "/entries?limit=2"))
                .json();
        var second = Company.done(owner.get("/admin/cards/" + anna + "/entries?limit=3&cursor="
                        + first.get("nextCursor").asString()))
                .json();
        assertThat(second.at("/items")
                        .valueStream()
                        .map(item -> item.get("type").asString()))
                .containsExactly("HOLD", "REFUND", "SPEND");
    }

    @Test
    void the_file_of_a_company_takes_the_right_to_see_companies_besides_that_to_take_files_away() {
        var group = Company.made(company.open(Map.of())).text("/id");
        var owner = company.owner();
        var role = Company.made(
                        owner.post("/admin/roles", Map.of("name", "导出", "permissions", List.of("BOOKS_EXPORT"))))
                .text("/id");
        var account = "export-" + group;
        var hired = Company.made(owner.post(
                "/admin/operators",
                Map.of("account", account, "name", "小导", "roleIds", List.of(role), "scope", Map.of("kind", "ALL"))));
        var clerk = house.admin().signedIn(account, hired.text("/initialPassword"));
        house.trust(account);
        assertThat(clerk.get("/admin/txns.csv").status()).isEqualTo(200);
        assertThat(refusal(clerk.get("/admin/groups/" + group + "/statement.csv?month="
                        + YearMonth.from(house.clock().instant().atZone(Company.ZONE)))))
                .isEqualTo("403 FORBIDDEN");
    }

    private JsonNode statement(String group, YearMonth month) {
        return Company.done(company.owner().get("/admin/groups/" + group + "/statement?month=" + month))
                .json();
    }

    private static List<Integer> figures(JsonNode statement) {
        return List.of(
                        "openingFen",
                        "toppedUpPrincipalFen",
                        "toppedUpBonusFen",
                        "topUpsRefundedFen",
                        "paidOutFen",
                        "spentFen",
                        "givenBackFen",
                        "setAsideFen",
                        "otherFen",
                        "closingFen")
                .stream()
                .map(name -> statement.get(name).asInt())
                .toList();
    }

    private static String person(JsonNode person) {
        return String.join(
                " ",
                person.get("cardId").asString(),
                person.get("spends").asString(),
                person.get("spentFen").asString(),
                person.get("givenBackFen").asString());
    }

    /** Ten movements, which come to what the statement says: 1,376.00 less 1,000.00 yuan. */
    private void requireFile(String group, YearMonth month) {
        var file = company.owner().download("/admin/groups/" + group + "/statement.csv?month=" + month);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Disposition").orElse("")).contains("statement-" + month + ".csv");
        var lines = new String(file.body(), StandardCharsets.UTF_8).split("\r\n", -1);
        var rows = Arrays.stream(lines)
                .skip(1)
                .filter(line -> !line.isEmpty())
                .map(line -> line.substring(1, line.length() - 1).split("\",\"", -1))
                .toList();
        assertThat(rows).hasSize(10);
        var moved = rows.stream()
                .flatMap(row -> IntStream.of(8, 9).mapToObj(column -> row[column]))
                .mapToLong(yuan -> Long.parseLong(yuan.replace(".", "")))
                .sum();
        assertThat(moved).isEqualTo(37_600);
        assertThat(counter.rows()
                        .number("SELECT COUNT(*) FROM audit WHERE action = 'TXNS_EXPORTED' AND merchant_id = "
                                + counter.merchantId()))
                .isEqualTo(1);
        house.trustNoMore(counter.account());
        assertThat(company.owner()
                        .get("/admin/groups/" + group + "/statement.csv?month=" + month)
                        .status())
                .as("to somebody who has not proved themselves lately")
                .isEqualTo(403);
        house.trust(counter.account());
    }
}
