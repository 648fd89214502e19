package io.kabao.referral;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.merchant.Merchants;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How far up the chain of friends merchants may pay. More than one level may be taken for pyramid selling (禁止传销条例, article
 * 7), so the platform allows it for a merchant and its owner accepts the warning; both are needed and both are audited.
 */
@Service
public class ReferralPermits {

    /** Version of the warning that owners accept. */
    public static final String WORDS = "2026-11";

    private static final String THING = "REFERRAL_LEVELS";

    private final PermitMapper mapper;
    private final Merchants merchants;
    private final Audit audit;
    private final Clock clock;

    ReferralPermits(PermitMapper mapper, Merchants merchants, Audit audit, Clock clock) {
        this.mapper = mapper;
        this.merchants = merchants;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What is allowed and accepted.
     *
     * @param most that the platform allows
     * @param accepted that the owner has accepted; 0: none
     * @param words version of the warning that was accepted; null: none
     * @param warning version of the warning that is to be accepted now
     * @param open levels that a rule may have that is put in force now
     */
    public record Standing(
            int most,
            int accepted,
            @Nullable String words,
            @Nullable Instant acceptedAt,
            String warning,
            int open) {}

    /** What a merchant may at present. */
    public Standing of(long merchantId) {
        return mapper.find(merchantId)
                .map(permit -> new Standing(
                        permit.levelsMost(),
                        permit.acceptedMost(),
                        permit.acceptedWords(),
                        permit.acceptedAt(),
                        WORDS,
                        permit.open(WORDS)))
                .orElse(new Standing(Permit.USUAL, 0, null, null, WORDS, Permit.USUAL));
    }

    int open(long merchantId) {
        return of(merchantId).open();
    }

    /**
     * Says how far up a merchant may go; with fewer levels than a rule in force has, that one pays up to there from now on.
     *
     * @param platform who says so, acting on the merchant's rows
     */
    @Transactional
    public Standing allow(Actor platform, int most) {
        var merchantId = platform.merchantId();
        merchants.lock(merchantId);
        var was = of(merchantId);
        mapper.allow(new Permit(merchantId, merchantId, most, clock.instant(), 0, null, null, null));
        var isNow = of(merchantId);
        audit.record(platform, Change.changed(THING, merchantId, was, isNow));
        return isNow;
    }

    /** The owner accepts the warning for this many levels. Errors: {@link ReferralError#REFERRAL_LEVELS_OFF}. */
    @Transactional
    public Standing accept(Actor owner, int most) {
        var merchantId = owner.merchantId();
        merchants.lock(merchantId);
        var was = of(merchantId);
        var now = clock.instant();
        if (mapper.accept(new Permit(merchantId, merchantId, most, now, most, WORDS, now, owner.id())) == 0) {
            throw new BusinessError(ReferralError.REFERRAL_LEVELS_OFF).with("levels", was.most());
        }
        var isNow = of(merchantId);
        audit.record(owner, new Change(THING + "_ACCEPTED", THING, merchantId, was, isNow, null));
        return isNow;
    }
}
