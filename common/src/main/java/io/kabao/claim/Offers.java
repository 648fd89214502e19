package io.kabao.claim;

import io.kabao.kernel.error.BusinessError;
import io.kabao.member.Identities;
import io.kabao.member.Identity;
import io.kabao.member.Member;
import io.kabao.member.Members;
import io.kabao.member.Visitor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Shows what a scanned code offers. */
@Service
public class Offers {

    private final Showcase showcase;
    private final Scans scans;
    private final Intents intents;
    private final FollowOffers follow;
    private final PhoneProofs phones;
    private final Identities identities;
    private final Members members;
    private final ClaimedCards claimed;

    Offers(
            Showcase showcase,
            Scans scans,
            Intents intents,
            FollowOffers follow,
            PhoneProofs phones,
            Identities identities,
            Members members,
            ClaimedCards claimed) {
        this.showcase = showcase;
        this.scans = scans;
        this.intents = intents;
        this.follow = follow;
        this.phones = phones;
        this.identities = identities;
        this.members = members;
        this.claimed = claimed;
    }

    /**
     * The offer of a scene; that a customer who is signed in looked at it is kept, so that the scene survives following and
     * signing in elsewhere. Errors: {@link ClaimError#UNKNOWN_CODE}, {@link ClaimError#CODE_REVOKED},
     * {@link ClaimError#CODE_EXPIRED}, {@link ClaimError#TEMPLATE_NOT_PUBLISHED}, {@link ClaimError#STORE_CLOSED},
     * {@link ClaimError#STORE_NOT_OFFERED}, {@link ClaimError#STAFF_LEFT}.
     */
    public Offer of(String scene, Optional<Visitor> visitor) {
        var shown = showcase.ofScene(scene);
        var code = shown.open().code();
        var identity = visitor.map(Visitor::identity).orElse(null);
        if (identity == null) {
            scans.count(code);
            return offer(shown, new Personal(null, follow.of(shown.open(), null), null));
        }
        if (identity.merchantId() != shown.open().merchantId()) {
            throw new BusinessError(ClaimError.UNKNOWN_CODE);
        }
        if (intents.look(identity, code)) {
            scans.count(code);
        }
        return offer(shown, personal(shown, identities.joined(identity)));
    }

    /** What somebody unknown would see of a code that stood for this; nothing is counted. */
    Offer toAnybody(OpenCode open) {
        return offer(showcase.read(open), new Personal(null, follow.of(open, null), null));
    }

    /** The session may be older than the membership, which began in another app: {@code identity} as it is by now. */
    private Personal personal(Showcase.Shown shown, Identity identity) {
        var member = identity.memberId() == null ? null : members.require(identity.merchantId(), identity.memberId());
        return new Personal(identity, follow.of(shown.open(), identity), member);
    }

    /** What depends on who looks. */
    private record Personal(
            @Nullable Identity identity,
            Offer.Follow follow,
            @Nullable Member member) {}

    private Offer offer(Showcase.Shown shown, Personal personal) {
        var open = shown.open();
        var template = open.template();
        return new Offer(
                open.code().scene(),
                open.code().channel(),
                shown.merchant(),
                shown.look(),
                shown.organization(),
                open.store() == null
                        ? null
                        : new Offer.Named(open.store().id(), open.store().name()),
                open.staff() == null
                        ? null
                        : new Offer.Named(open.staff().id(), open.staff().name()),
                shown.referrer(),
                personal.follow(),
                personal.identity() == null ? PhoneBy.onPage(template) : phones.wayOf(personal.identity(), template),
                personal.member() == null || personal.member().verifiedPhoneHash() == null,
                template.autoBindOrCreate(),
                shown.fields(),
                shown.questions(),
                shown.favourite(),
                shown.documents(),
                cardOf(shown, personal.member()));
    }

    private @Nullable ClaimedCard cardOf(Showcase.Shown shown, @Nullable Member member) {
        return member == null
                ? null
                : claimed.held(member, shown.open().template().id()).orElse(null);
    }
}
