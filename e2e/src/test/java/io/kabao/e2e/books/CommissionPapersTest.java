package io.kabao.e2e.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.kabao.e2e.House;
import io.kabao.ledger.Finding;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commissions that can't be so are named when the books are looked at. */
class CommissionPapersTest {

    private final House house = House.shared();
    private final Counter counter = new Counter(house);
    private final Friends friends = Friends.at(counter);

    @BeforeEach
    void anOrderThatEarnedFourOfThemMoney() {
        friends.inForce(Friends.rule("AMOUNT"));
        friends.buy(Map.of("amountFen", 10_000));
        friends.awaitSettled();
        counter.assertBooksAreRight();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            booked = booked + 1         | COMMISSION_OF_ORDER
            booked = booked - 1         | COMMISSION_OF_TXNS
            bp = bp - 1                 | COMMISSION_OF_ORDER
            base_left = base_left - 100 | COMMISSION_OF_ORDER
            base = base + 1             | COMMISSION_OF_ORDER
            buyer_id = beneficiary_id   | COMMISSION_OF_ORDER
            order_id = 1                | COMMISSION_OF_ORDER
            """)
    void a_commission_that_was_tampered_with_is_named(String change, String rule) {
        var changed = counter.rows()
                .change("UPDATE commission SET " + change + " WHERE level = 1 AND merchant_id = "
                        + counter.merchantId());
        assertThat(changed).isOne();
        assertThat(counter.findings()).extracting(Finding::invariant).contains(rule);
    }

    @Test
    void a_member_who_stands_above_themselves_is_named() {
        counter.rows().change("UPDATE member SET referrer_id = id WHERE id = " + friends.member(Friends.D));
        assertThat(counter.findings()).extracting(Finding::invariant).containsExactly("REFERRER_OLDER");
    }
}
