package io.kabao.kernel.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 50, 99, 100, 101, 200})
    void a_walk_sees_every_row_once_and_then_ends(int limit) {
        var seen = new ArrayList<Long>();
        @Nullable String cursor = null;
        do {
            var request = PageRequest.of(limit, cursor);
            var page = Page.of(rowsBelow(request), request, Long::longValue);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            seen.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);
        assertThat(seen)
                .isEqualTo(
                        LongStream.rangeClosed(1, 100).mapToObj(id -> 101 - id).toList());
    }

    @Test
    void without_a_limit_a_page_has_fifty_rows() {
        assertThat(PageRequest.of(null, null).limit()).isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 201, Integer.MAX_VALUE})
    void a_limit_outside_one_to_two_hundred_is_refused(int limit) {
        assertThatThrownBy(() -> PageRequest.of(limit, null))
                .isInstanceOfSatisfying(
                        BusinessError.class, e -> assertThat(e.code()).isEqualTo(KernelError.INVALID_REQUEST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "abc", "%%%", "AQAAAAAAAAAA", "AgAAAAAAAAAB", "AQAAAAAAAAAAAA", "' OR 1=1"})
    void a_cursor_that_no_list_gave_out_is_refused(String cursor) {
        assertThatThrownBy(() -> PageRequest.of(10, cursor))
                .isInstanceOfSatisfying(
                        BusinessError.class, e -> assertThat(e.code()).isEqualTo(KernelError.BAD_CURSOR));
    }

    @Test
    void a_cursor_of_an_id_below_one_is_refused() {
        var bytes = new byte[] {1, -1, -1, -1, -1, -1, -1, -1, -1};
        var cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        assertThatThrownBy(() -> PageRequest.of(10, cursor)).isInstanceOf(BusinessError.class);
    }

    @Test
    void another_shape_keeps_the_cursor() {
        var request = PageRequest.of(2, null);
        var page = Page.of(rowsBelow(request), request, Long::longValue);
        assertThat(page.map(String::valueOf)).isEqualTo(new Page<>(List.of("100", "99"), page.nextCursor()));
    }

    /** What a list of a hundred rows answers. */
    private static List<Long> rowsBelow(PageRequest request) {
        return LongStream.rangeClosed(1, 100)
                .map(id -> 101 - id)
                .filter(id -> id < request.beforeId())
                .limit(request.rowsToRead())
                .boxed()
                .toList();
    }
}
