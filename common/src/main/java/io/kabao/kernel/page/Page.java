package io.kabao.kernel.page;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items at most as many as were asked for
 * @param nextCursor what to send for the page after this one; null on the last
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /** Makes a page of rows read with {@link PageRequest#rowsToRead()}; {@code id} names the key they are sorted by. */
    public static <T> Page<T> of(List<T> rows, PageRequest request, ToLongFunction<T> id) {
        if (rows.size() <= request.limit()) {
            return new Page<>(List.copyOf(rows), null);
        }
        var items = List.copyOf(rows.subList(0, request.limit()));
        return new Page<>(items, PageRequest.cursorOf(id.applyAsLong(items.getLast())));
    }

    /** The same page with every item shown in another shape. */
    public <R> Page<R> map(Function<T, R> shape) {
        return new Page<>(items.stream().map(shape).toList(), nextCursor);
    }
}
