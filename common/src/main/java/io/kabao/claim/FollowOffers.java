package io.kabao.claim;

import io.kabao.kernel.error.BusinessError;
import io.kabao.member.Identity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What an offer says about following first: whether it is asked for, whether it is done, and how to do it. */
@Component
class FollowOffers {

    private static final Logger LOG = LoggerFactory.getLogger(FollowOffers.class);

    private final Following following;
    private final FollowCodes codes;

    FollowOffers(Following following, FollowCodes codes) {
        this.following = following;
        this.codes = codes;
    }

    /** For this person; for somebody unknown without a picture. It may ask WeChat, so never inside a transaction. */
    Offer.Follow of(OpenCode open, @Nullable Identity identity) {
        if (identity == null) {
            return new Offer.Follow(following.demandOf(open, null).required(), false, null);
        }
        var demand = following.demandOf(open, identity.appId());
        var followed = follows(demand, identity);
        var account = demand.account();
        var picture = account == null || followed ? null : codes.pictureOf(open.code(), account);
        return new Offer.Follow(demand.required(), followed, picture);
    }

    private boolean follows(Following.Demand demand, Identity identity) {
        try {
            return following.follows(demand, identity);
        } catch (BusinessError e) {
            LOG.info("Whether somebody follows is not known: {}", e.code());
            return false;
        }
    }
}
