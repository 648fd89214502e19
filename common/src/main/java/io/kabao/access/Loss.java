package io.kabao.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That somebody could do more until then.
 *
 * @param operatorId who lost it; may be gone
 * @param permissions names, comma-separated
 * @param lostBy the operator who took it away
 */
record Loss(
        long id,
        long merchantId,
        long operatorId,
        String permissions,
        @Nullable Long lostBy,
        Instant lostAt) {}
