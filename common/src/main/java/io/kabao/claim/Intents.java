package io.kabao.claim;

import io.kabao.kernel.id.Ids;
import io.kabao.member.Identities;
import io.kabao.member.Identity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Who looked at which offer lately, so that the scene survives following the account, paying and signing in. */
@Component
class Intents {

    /** How long a look counts. */
    static final Duration KEPT = Duration.ofHours(24);

    /** Two looks of a person at one offer within this time are one. */
    private static final Duration ONE_LOOK = Duration.ofMinutes(10);

    private final IntentMapper mapper;
    private final Identities identities;
    private final Ids ids;
    private final Clock clock;

    Intents(IntentMapper mapper, Identities identities, Ids ids, Clock clock) {
        this.mapper = mapper;
        this.identities = identities;
        this.ids = ids;
        this.clock = clock;
    }

    /** The person looks at the offer of a code; false: it is the same look as one a moment ago. */
    boolean look(Identity identity, ClaimCode code) {
        return look(identity, code, clock.instant());
    }

    /** The person looked at the offer of a code at a time that may be long ago; a newer look stays. */
    boolean look(Identity identity, ClaimCode code, Instant now) {
        // Whoever scans is pushed, comes to the page, goes away to follow and comes again: that is one scan.
        var again = mapper.looked(identity.merchantId(), identities.allOf(identity), code.scene(), now.minus(ONE_LOOK));
        mapper.look(new IntentMapper.Intent(
                ids.next(), identity.merchantId(), identity.id(), code.scene(), now, now.plus(KEPT)));
        return !again;
    }

    /** The scene that the person looked at last, in whichever app of the merchant. */
    Optional<String> newestOf(Identity identity) {
        return mapper.newest(identity.merchantId(), identities.allOf(identity), clock.instant());
    }
}
