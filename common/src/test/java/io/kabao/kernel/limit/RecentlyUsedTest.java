package io.kabao.kernel.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecentlyUsedTest {

    @Test
    void what_is_used_stays_and_what_is_not_makes_room() {
        var made = new AtomicInteger();
        var values = new RecentlyUsed<String>();
        values.get("first", _ -> "1");
        for (var i = 0; i < RecentlyUsed.MOST; i++) {
            values.get("other " + i, key -> key);
            values.get("first", _ -> "remade " + made.incrementAndGet());
        }
        assertThat(values.get("first", _ -> "gone")).isEqualTo("1");
        assertThat(made).hasValue(0);
        assertThat(values.get("other 0", _ -> "remade")).isEqualTo("remade");
    }
}
