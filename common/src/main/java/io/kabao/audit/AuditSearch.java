package io.kabao.audit;

import io.kabao.kernel.ActorRealm;
import io.kabao.kernel.id.Ids;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which records are looked for; what is null is not asked about.
 *
 * @param actorId who did it
 * @param thing which kind of thing, as in {@code STORE}
 * @param action as in {@code STORE_CREATED}
 * @param refused true: only refused tries; false: only what was done
 * @param from not before
 * @param until before
 */
public record AuditSearch(
        @Nullable ActorRealm realm,
        @Nullable Long actorId,
        @Nullable String thing,
        @Nullable Long thingId,
        @Nullable String action,
        @Nullable Boolean refused,
        @Nullable Instant from,
        @Nullable Instant until) {

    /** Everything. */
    public static final AuditSearch ALL = new AuditSearch(null, null, null, null, null, null, null, null);

    /** Ids grow with time, so a time is an id: nothing is read outside of it. */
    public long fromId() {
        return from == null ? 0 : Ids.firstOf(from);
    }

    long untilId() {
        return until == null ? Long.MAX_VALUE : Ids.firstOf(until);
    }
}
