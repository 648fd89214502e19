package io.kabao.report;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A row's place among those of a funnel, the most claimed first.
 *
 * @param id 0: of codes that stand for none
 */
record FunnelPlace(long claims, long scans, long id) {

    private static final FunnelPlace BEFORE_ALL = new FunnelPlace(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    private static final byte FORM = 2;
    private static final int BYTES = 1 + 3 * Long.BYTES;

    static FunnelPlace of(FunnelMapper.Keyed row) {
        return new FunnelPlace(row.claims(), row.scans(), row.id() == null ? 0 : row.id());
    }

    /** The place that a cursor names; before all rows where there is none. Errors: {@link KernelError#BAD_CURSOR}. */
    static FunnelPlace of(@Nullable String cursor) {
        if (cursor == null) {
            return BEFORE_ALL;
        }
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            if (bytes.remaining() == BYTES && bytes.get() == FORM) {
                return new FunnelPlace(bytes.getLong(), bytes.getLong(), bytes.getLong());
            }
        } catch (IllegalArgumentException _) {
            // Not Base64: refused below like any other cursor that we did not write.
        }
        throw new BusinessError(KernelError.BAD_CURSOR);
    }

    String cursor() {
        var bytes = ByteBuffer.allocate(BYTES)
                .put(FORM)
                .putLong(claims)
                .putLong(scans)
                .putLong(id)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
