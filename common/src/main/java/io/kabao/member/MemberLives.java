package io.kabao.member;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Members as long as they live: held while something is hung on them, and erased at their own wish. */
@Service
public class MemberLives {

    private final MemberMapper mapper;
    private final NameStarts nameStarts;
    private final Identities identities;
    private final Consents consents;
    private final Clock clock;

    MemberLives(MemberMapper mapper, NameStarts nameStarts, Identities identities, Consents consents, Clock clock) {
        this.mapper = mapper;
        this.nameStarts = nameStarts;
        this.identities = identities;
        this.consents = consents;
        this.clock = clock;
    }

    /** A member who was erased. */
    public record Erased(Instant at, List<Identity> people) {}

    /** Holds a member until the transaction ends, so that nobody changes or erases them; empty: they live no more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Member> hold(long merchantId, long id) {
        return mapper.lock(merchantId, id);
    }

    /**
     * Holds a member until the transaction ends beside others who do: nobody changes or erases them meanwhile. Whoever takes over
     * what stands in the row, such as those who stand above, misses no change of it so. Empty: they live no more.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Member> share(long merchantId, long id) {
        return mapper.share(merchantId, id);
    }

    /**
     * Takes all that is personal out of the member's row and forgets who they are in WeChat. What they agreed to stays as
     * proof, and is taken back as of now.
     *
     * @throws OptimisticLockingFailureException when the member changed meanwhile
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Erased erase(Member member) {
        var now = clock.instant();
        if (mapper.erase(member, now) != 1) {
            throw new OptimisticLockingFailureException("Member " + member.id() + " changed meanwhile");
        }
        nameStarts.clear(member);
        consents.withdrawAll(member);
        return new Erased(now, identities.forget(member));
    }
}
