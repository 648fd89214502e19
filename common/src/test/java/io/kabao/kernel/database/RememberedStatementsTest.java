package io.kabao.kernel.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.baomidou.mybatisplus.core.exceptions.MybatisPlusException;
import io.kabao.kernel.tenancy.MerchantLine;
import io.kabao.kernel.tenancy.Tenancy;
import org.junit.jupiter.api.Test;

/** What is remembered of statements changes nothing about what becomes of them. */
class RememberedStatementsTest {

    /** What the library hands on from one of its steps to the next; none of ours needs it. */
    private static final String NOTHING_ELSE = "";

    private final WholeTableGuard guard = new WholeTableGuard();
    private final MerchantOfStatements merchants = new MerchantOfStatements(new MerchantLine());

    @Test
    void a_change_of_a_whole_table_is_refused_each_time() {
        for (var time = 0; time < 3; time++) {
            assertThatThrownBy(() -> guard.parserMulti("DELETE FROM store", NOTHING_ELSE))
                    .isInstanceOf(MybatisPlusException.class);
            assertThatThrownBy(() -> guard.parserMulti("UPDATE store SET open = 0", NOTHING_ELSE))
                    .isInstanceOf(MybatisPlusException.class);
        }
    }

    @Test
    void a_change_of_named_rows_passes_each_time() {
        var sql = "UPDATE store SET open = 0 WHERE merchant_id = ? AND id = ?";
        for (var time = 0; time < 3; time++) {
            assertThat(guard.parserMulti(sql, NOTHING_ELSE)).isEqualTo(sql);
        }
    }

    @Test
    void an_insert_that_names_no_merchant_gets_whose_turn_it_is() {
        var sql = "INSERT INTO store (id, name) VALUES (?, ?)";
        for (var merchant = 1; merchant <= 3; merchant++) {
            assertThat(of(merchant, sql)).contains("merchant_id").contains(merchant + ")");
        }
    }

    @Test
    void an_insert_that_names_its_merchant_stays_as_it_is() {
        var sql = "INSERT INTO store (id, merchant_id, name) VALUES (?, ?, ?)";
        for (var merchant = 1; merchant <= 3; merchant++) {
            assertThat(of(merchant, sql)).isEqualTo(sql);
        }
    }

    @Test
    void an_insert_of_rows_that_are_selected_asks_for_the_merchants_own_each_time() {
        var sql = "INSERT INTO store (id, name) SELECT id, name FROM operator";
        for (var merchant = 1; merchant <= 3; merchant++) {
            assertThat(of(merchant, sql)).contains("merchant_id = " + merchant);
        }
    }

    @Test
    void a_question_is_asked_of_the_merchants_own_rows_each_time() {
        for (var merchant = 1; merchant <= 3; merchant++) {
            assertThat(of(merchant, "SELECT name FROM store WHERE id = ?")).contains("merchant_id = " + merchant);
        }
    }

    private String of(long merchant, String sql) {
        try (var _ = Tenancy.bind(merchant)) {
            return merchants.parserMulti(sql, NOTHING_ELSE);
        }
    }
}
