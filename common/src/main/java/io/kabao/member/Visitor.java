package io.kabao.member;

import io.kabao.kernel.Actor;
import io.kabao.kernel.ActorRealm;
import org.jspecify.annotations.Nullable;

/**
 * A customer who is signed in: a person of WeChat, a member once a card is claimed.
 *
 * @param ip where the call came from, if known
 */
public record Visitor(Identity identity, @Nullable String ip) {

    /** Whose customer it is. */
    public long merchantId() {
        return identity.merchantId();
    }

    /** The person as they are known by now. */
    public Visitor as(Identity now) {
        return new Visitor(now, ip);
    }

    /** The person as the member they have just become. */
    public Actor actorAs(Member member) {
        return new Actor(ActorRealm.MEMBER, merchantId(), member.id(), ip);
    }

    /** The member, or the system's own hand where the person is none yet. */
    public Actor actor() {
        return new Actor(ActorRealm.MEMBER, merchantId(), identity.memberId(), ip);
    }
}
