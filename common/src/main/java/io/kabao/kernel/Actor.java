package io.kabao.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Who does something: taken from the session, never from what a client sent.
 *
 * @param realm which kind of people it is
 * @param merchantId whose rows may be touched
 * @param id the operator's or member's id; null for the system itself
 * @param ip where the call came from; null for the system itself
 */
public record Actor(
        ActorRealm realm,
        long merchantId,
        @Nullable Long id,
        @Nullable String ip) {

    /** The house itself, as in jobs and the first start. */
    public static Actor system(long merchantId) {
        return new Actor(ActorRealm.SYSTEM, merchantId, null, null);
    }

    /** The id of a person who acts; the system has none. */
    public long requireId() {
        if (id == null) {
            throw new IllegalStateException("The system has no id of its own");
        }
        return id;
    }
}
