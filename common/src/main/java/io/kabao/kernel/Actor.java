package io.kabao.kernel;

import io.kabao.kernel.tenancy.Reach;
import org.jspecify.annotations.Nullable;

/**
 * Who does something: taken from the session, never from what a client sent.
 *
 * @param realm which kind of people it is
 * @param merchantId whose rows may be touched
 * @param id the operator's or member's id; null for the system itself
 * @param ip where the call came from; null for the system itself
 * @param reach which of the merchant's rows may be touched
 * @param approverId the second person who agreed, where one was needed
 */
public record Actor(
        ActorRealm realm,
        long merchantId,
        @Nullable Long id,
        @Nullable String ip,
        Reach reach,
        @Nullable Long approverId) {

    /** Somebody who works on the whole merchant, alone. */
    public Actor(ActorRealm realm, long merchantId, @Nullable Long id, @Nullable String ip) {
        this(realm, merchantId, id, ip, Reach.all(merchantId), null);
    }

    /** The house itself, as in jobs and the first start. */
    public static Actor system(long merchantId) {
        return new Actor(ActorRealm.SYSTEM, merchantId, null, null);
    }

    /** The same person, within this reach. */
    public Actor within(Reach limited) {
        return new Actor(realm, merchantId, id, ip, limited, approverId);
    }

    /** The same person, with a second one's consent. */
    public Actor approvedBy(long secondPerson) {
        return new Actor(realm, merchantId, id, ip, reach, secondPerson);
    }

    /** The id of a person who acts; the system has none. */
    public long requireId() {
        if (id == null) {
            throw new IllegalStateException("The system has no id of its own");
        }
        return id;
    }
}
