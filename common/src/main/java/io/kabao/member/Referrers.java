package io.kabao.member;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.json.JsonId;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who brought a member, put right by hand, and whether bringing friends earns a member anything. A referrer is always the older
 * member, so that nobody ever stands above themselves.
 */
@Service
public class Referrers {

    private static final String THING = "MEMBER";

    private final MemberMapper members;
    private final AncestryMapper mapper;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    Referrers(MemberMapper members, AncestryMapper mapper, Audit audit, Ids ids, Clock clock) {
        this.members = members;
        this.mapper = mapper;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** What the audit keeps. */
    private record Brought(@JsonId @Nullable Long referrerId) {}

    /** What the audit keeps. */
    private record Rewarded(boolean rewarded) {}

    /**
     * Changes who brought a member; it holds for what is bought from now on, and those below follow in the background. Errors:
     * {@link MemberError#MEMBER_NOT_FOUND}, {@link MemberError#REFERRER_NOT_FOUND}, {@link MemberError#REFERRER_YOUNGER}.
     *
     * @param referrerId null: nobody
     */
    @Transactional
    public void change(Actor actor, long memberId, @Nullable Long referrerId, String reason) {
        // The older row first, as everybody takes them.
        var above = referrerId == null
                ? Optional.<Member>empty()
                : Optional.of(members.lock(actor.merchantId(), referrerId)
                        .orElseThrow(() -> new BusinessError(MemberError.REFERRER_NOT_FOUND)));
        if (referrerId != null && referrerId >= memberId) {
            throw new BusinessError(MemberError.REFERRER_YOUNGER);
        }
        var member = members.lock(actor.merchantId(), memberId)
                .orElseThrow(() -> new BusinessError(MemberError.MEMBER_NOT_FOUND));
        if (Objects.equals(member.referrerId(), referrerId)) {
            return;
        }
        mapper.put(new AncestryMapper.Above(
                memberId,
                actor.merchantId(),
                referrerId,
                above.map(Member::referrerId).orElse(null),
                above.map(Member::secondReferrerId).orElse(null),
                clock.instant(),
                actor.id()));
        mapper.begin(ids.next(), actor.merchantId(), memberId, clock.instant());
        audit.record(
                actor,
                new Change(
                        "REFERRER_CHANGED",
                        THING,
                        memberId,
                        new Brought(member.referrerId()),
                        new Brought(referrerId),
                        reason));
    }

    /**
     * Says whether bringing friends earns a member anything from now on; what was earned stays. Errors:
     * {@link MemberError#MEMBER_NOT_FOUND}.
     */
    @Transactional
    public void reward(Actor actor, long memberId, boolean rewarded, String reason) {
        var _ = members.lock(actor.merchantId(), memberId)
                .orElseThrow(() -> new BusinessError(MemberError.MEMBER_NOT_FOUND));
        if (mapper.reward(actor.merchantId(), memberId, rewarded ? null : clock.instant()) > 0) {
            audit.record(
                    actor,
                    new Change(
                            rewarded ? "REWARDS_RESUMED" : "REWARDS_STOPPED",
                            THING,
                            memberId,
                            new Rewarded(!rewarded),
                            new Rewarded(rewarded),
                            reason));
        }
    }
}
