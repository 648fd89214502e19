package io.kabao.kernel.page;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list that is walked by its key, newest first.
 *
 * @param limit rows wanted, 1 to {@value #MOST}
 * @param before the id that the page starts below; empty for the first page
 */
public record PageRequest(int limit, OptionalLong before) {

    /** The largest page given out. */
    public static final int MOST = 200;

    private static final int USUAL = 50;
    private static final byte FORM = 1;

    /**
     * Reads the two query parameters of a list. Errors: {@link KernelError#BAD_CURSOR},
     * {@link KernelError#INVALID_REQUEST} when the limit is outside 1 to {@value #MOST}.
     */
    public static PageRequest of(@Nullable Integer limit, @Nullable String cursor) {
        var rows = limit == null ? USUAL : limit;
        if (rows < 1 || rows > MOST) {
            throw new BusinessError(KernelError.INVALID_REQUEST)
                    .with("errors", List.of(Map.of("field", "limit", "detail", "1–" + MOST)));
        }
        return new PageRequest(rows, cursor == null ? OptionalLong.empty() : OptionalLong.of(idOf(cursor)));
    }

    /** The id below which rows are wanted; the largest id there is for the first page. */
    public long beforeId() {
        return before.orElse(Long.MAX_VALUE);
    }

    /** Rows to ask the database for: one more than wanted tells whether another page follows. */
    public int rowsToRead() {
        return limit + 1;
    }

    static String cursorOf(long id) {
        var bytes = ByteBuffer.allocate(1 + Long.BYTES).put(FORM).putLong(id).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static long idOf(String cursor) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            if (bytes.remaining() == 1 + Long.BYTES && bytes.get() == FORM) {
                var id = bytes.getLong();
                if (id > 0) {
                    return id;
                }
            }
        } catch (IllegalArgumentException _) {
            // Not Base64: refused below like any other cursor that we did not write.
        }
        throw new BusinessError(KernelError.BAD_CURSOR);
    }
}
