package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import io.kabao.e2e.books.Branches.Money;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Top-ups that were made by a rule, among all records. */
class RecordsOfRulesTest {

    private final Branches fair = new Branches(House.shared());

    private static List<Long> found(Api reader, String query) {
        return RecordsTest.ids(RecordsTest.page(reader, query));
    }

    @Test
    void they_are_found_within_reach_by_whatever_else_is_asked_and_in_the_file() {
        var card = fair.card();
        var other = fair.card();
        var spring = fair.rule("春", 10_000);
        var autumn = fair.rule("秋", 5_000);
        var first = fair.topUpBy(spring, fair.east(), card, 10_000).id();
        var second = fair.topUpBy(autumn, fair.east(), card, 5_000).id();
        var third = fair.topUpBy(spring, fair.west(), other, 10_000).id();
        var free = fair.topUp(fair.west(), other, Money.cash(10_000)).id();
        var bySpring = "/admin/txns?ruleId=" + spring;
        assertThat(found(fair.owner(), "/admin/txns")).containsExactly(free, third, second, first);
        assertThat(found(fair.owner(), bySpring)).containsExactly(third, first);
        assertThat(found(fair.owner(), "/admin/txns?ruleId=" + autumn)).containsExactly(second);
        assertThat(found(fair.owner(), bySpring + "&storeId=" + fair.west().store()))
                .containsExactly(third);
        assertThat(found(fair.owner(), bySpring + "&staffId=" + fair.east().staff()))
                .containsExactly(first);
        assertThat(found(fair.owner(), bySpring + "&cardId=" + card)).containsExactly(first);
        assertThat(found(fair.owner(), bySpring + "&means=CASH&type=TOPUP")).containsExactly(third, first);
        assertThat(found(fair.owner(), bySpring + "&means=BANK_CARD")).isEmpty();
        assertThat(found(fair.owner(), bySpring + "&type=SPEND")).isEmpty();
        assertThat(found(fair.owner(), bySpring + "&to=" + fair.now().minus(Duration.ofHours(2))))
                .isEmpty();
        assertThat(RecordsTest.walked(fair.owner(), bySpring + "&")).containsExactly(third, first);
        assertThat(found(fair.cashier(fair.east()), bySpring)).containsExactly(first);
        assertThat(RecordsTest.file(fair, "?ruleId=" + spring).stream().skip(1).map(row -> row.get(1)))
                .containsExactly(Long.toString(third), Long.toString(first));
        assertThat(new Branches(House.shared()).owner().get(bySpring).problemCode())
                .hasValue("RULE_NOT_FOUND");
        assertThat(fair.owner().get("/admin/txns?ruleId=1").problemCode()).hasValue("RULE_NOT_FOUND");
    }
}
