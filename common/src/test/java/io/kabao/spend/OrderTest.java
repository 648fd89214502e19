package io.kabao.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kabao.kernel.error.BusinessError;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static Order.Line line(long unitPriceFen, int quantity) {
        return new Order.Line(null, "茶", null, unitPriceFen, quantity, true, false);
    }

    private static void assertRefused(List<Order.Line> lines) {
        assertThatExceptionOfType(BusinessError.class)
                .isThrownBy(() -> Order.of(lines))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(SpendError.AMOUNT_WRONG));
    }

    @Test
    void lines_add_up_to_the_dearest_order_and_to_no_fen_more() {
        var half = line(Order.FEN_MOST / 2, 1);
        assertThat(Order.of(List.of(half, half)).listFen()).isEqualTo(Order.FEN_MOST);
        assertRefused(List.of(half, half, line(1, 1)));
    }

    @Test
    void lines_of_more_than_can_be_counted_are_refused_as_any_amount_that_is_too_much() {
        var most = line(Order.FEN_MOST, Integer.MAX_VALUE);
        assertRefused(List.of(most));
        assertRefused(Collections.nCopies(Order.LINES_MOST, most));
        assertRefused(List.of(line(Order.FEN_MOST, 1), most, most, most, most, most));
    }

    @Test
    void lines_that_say_no_amount_are_refused() {
        assertRefused(List.of());
        assertRefused(List.of(line(0, 1)));
        assertRefused(List.of(line(100, 1), line(-1, 1)));
        assertRefused(List.of(line(100, 1), line(1, 0)));
        assertRefused(List.of(line(100, 1), line(Order.FEN_MOST + 1, 1)));
        assertRefused(Collections.nCopies(Order.LINES_MOST + 1, line(1, 1)));
    }
}
