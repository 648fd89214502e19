package io.kabao.member;

import io.kabao.kernel.id.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The people of WeChat that the merchants' apps have met. */
@Service
public class Identities {

    /** Identities of one member that are read at once; a person has one in each app, and some apps a year. */
    private static final int OF_MEMBER_MOST = 500;

    /** How long a follower without a unionid is not asked about again; few of those are ever given one. */
    private static final Duration ASKED_EVERY = Duration.ofDays(1);

    private final IdentityMapper mapper;
    private final MemberMapper members;
    private final Ids ids;
    private final Clock clock;
    private final TransactionTemplate inTransaction;

    Identities(IdentityMapper mapper, MemberMapper members, Ids ids, Clock clock, TransactionTemplate inTransaction) {
        this.mapper = mapper;
        this.members = members;
        this.ids = ids;
        this.clock = clock;
        this.inTransaction = inTransaction;
    }

    /**
     * Someone as an app of a merchant knows them.
     *
     * @param unionid who it is over all apps of one Open Platform account, if WeChat tells
     */
    public record Acquaintance(
            long merchantId,
            String appId,
            String openid,
            @Nullable String unionid) {

        @Override
        public String toString() {
            return "Acquaintance";
        }
    }

    /**
     * The person as the merchant knows them; met for the first time, they are written down. Whoever the unionid shows to
     * be a member in another app is that member here as well, unless another person of this app is.
     */
    public Identity meet(Acquaintance person) {
        var known = mapper.findByOpenid(person.merchantId(), person.appId(), person.openid());
        if (known.isPresent()
                && (person.unionid() == null
                        || person.unionid().equals(known.get().unionid()))) {
            return joined(known.get());
        }
        var now = clock.instant();
        var stranger = new Identity(
                ids.next(),
                person.merchantId(),
                person.appId(),
                person.openid(),
                person.unionid(),
                null,
                false,
                null,
                null,
                null,
                now,
                now);
        return joined(mapper.meet(stranger) == 1 ? stranger : requireKnown(person));
    }

    /** The person, tied by now to the member whom the unionid shows them to be, if it shows one. */
    public Identity joined(Identity identity) {
        if (identity.memberId() != null || identity.unionid() == null) {
            return identity;
        }
        var member = mapper.memberByUnionid(identity.merchantId(), identity.unionid());
        if (member.isEmpty() || otherHolder(identity, member.get()).isPresent()) {
            return identity;
        }
        // The member is held, or they could be erased at this moment and the person be left with nobody.
        inTransaction.executeWithoutResult(_ -> members.lock(identity.merchantId(), member.get())
                .ifPresent(
                        living -> mapper.pointTo(identity.merchantId(), identity.id(), living.id(), clock.instant())));
        return mapper.findOfSession(identity.id()).orElse(identity);
    }

    /**
     * The member whom the unionid shows the person to be, unless another person of this app is. Whoever asks the same for
     * another app of the person meanwhile waits, so that one person does not become two members at once.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Long> memberBehind(Identity identity) {
        if (identity.unionid() == null) {
            return Optional.empty();
        }
        return mapper.lockOfUnionid(identity.merchantId(), identity.unionid()).stream()
                .map(Identity::memberId)
                .filter(Objects::nonNull)
                .findFirst()
                .filter(member -> otherHolder(identity, member).isEmpty());
    }

    /** WeChat has told who the person is in its other apps; somebody who is gone meanwhile stays gone. */
    public void recognise(Identity identity, String unionid) {
        if (mapper.recognise(identity.merchantId(), identity.id(), unionid, clock.instant()) == 1) {
            mapper.findOfSession(identity.id()).ifPresent(this::joined);
        }
    }

    /**
     * Whether it is time to ask WeChat who the person is in its other apps, which then counts as asked: of whoever the
     * unionid is not known, once a day. Of several who want to know at once one is told so.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean beginAsking(Identity identity) {
        var now = clock.instant();
        var until = now.minus(ASKED_EVERY);
        var asked = identity.unionidAskedAt();
        return identity.unionid() == null
                && (asked == null || !asked.isAfter(until))
                && mapper.ask(identity.merchantId(), identity.id(), until, now) == 1;
    }

    /** WeChat told nothing of the person, who did not follow when it was asked: once they do, it is worth asking anew. */
    public void forgetAsking(Identity identity) {
        mapper.forgetAsking(identity.merchantId(), identity.id());
    }

    private Identity requireKnown(Acquaintance person) {
        return mapper.findByOpenid(person.merchantId(), person.appId(), person.openid())
                .orElseThrow(() -> new IllegalStateException("An identity just written is not there"));
    }

    /** Who stands behind an openid, if they were met before. */
    public Optional<Identity> find(long merchantId, String appId, String openid) {
        return mapper.findByOpenid(merchantId, appId, openid);
    }

    /** The identity of a session. */
    public Optional<Identity> ofSession(long id) {
        return mapper.findOfSession(id);
    }

    /** Who else of the same app is the member. */
    public Optional<Identity> otherHolder(Identity identity, long memberId) {
        return mapper.otherOfSameApp(identity.merchantId(), memberId, identity.appId(), identity.id());
    }

    /**
     * Who else is the member and not known to be the same person: everybody else of this app, and those of other apps
     * whom no unionid shows to be the same.
     */
    public List<Identity> othersThan(Identity identity, long memberId) {
        return mapper.othersThan(identity, memberId);
    }

    /** The ids of a person in all apps of the merchant, as far as unionids tell. */
    public List<Long> allOf(Identity identity) {
        return identity.unionid() == null
                ? List.of(identity.id())
                : mapper.allOfUnionid(identity.merchantId(), identity.unionid());
    }

    /** Whether anybody of WeChat is the member. */
    public boolean hasAny(Member member) {
        return mapper.hasAny(member.merchantId(), member.id());
    }

    /** Everybody of WeChat who is the member, oldest first. */
    public List<Identity> ofMember(Member member) {
        return mapper.ofMember(member.merchantId(), member.id(), OF_MEMBER_MOST);
    }

    /** Forgets everybody who is the member, and whoever is known to be the same person in another app; says who it was. */
    @Transactional(propagation = Propagation.MANDATORY)
    List<Identity> forget(Member member) {
        var own = ofMember(member);
        var unionids = own.stream()
                .map(Identity::unionid)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var same = unionids.isEmpty()
                ? List.<Identity>of()
                : mapper.nobodyWith(member.merchantId(), unionids, OF_MEMBER_MOST);
        var gone = Stream.concat(own.stream(), same.stream()).toList();
        if (!gone.isEmpty()) {
            mapper.delete(member.merchantId(), gone.stream().map(Identity::id).toList());
        }
        return gone;
    }

    /** The same person in another app, as far as unionids tell. */
    public Optional<Identity> sameIn(Identity identity, String appId) {
        if (identity.appId().equals(appId)) {
            return Optional.of(identity);
        }
        return identity.unionid() == null
                ? Optional.empty()
                : mapper.findByUnionid(identity.merchantId(), identity.unionid(), appId);
    }

    /**
     * Ties a person who is no member yet to one.
     *
     * @throws OptimisticLockingFailureException when another request was first
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void pointTo(Identity identity, long memberId) {
        requireOne(mapper.pointTo(identity.merchantId(), identity.id(), memberId, clock.instant()), identity);
    }

    /**
     * The person is no member any more: somebody else has proved to hold the phone.
     *
     * @throws OptimisticLockingFailureException when another request was first
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(Identity identity) {
        requireOne(mapper.release(identity, clock.instant()), identity);
    }

    /** The person is told at their next sign-in: nothing else reaches them for certain, whichever app they use. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(Identity identity, PersonNotice notice) {
        mapper.tell(identity.merchantId(), identity.id(), notice);
    }

    /** What the person is to be told, once. */
    public Optional<PersonNotice> takeNotice(Identity identity) {
        return Optional.ofNullable(identity.notice())
                .filter(notice -> mapper.told(identity.merchantId(), identity.id(), notice) == 1);
    }

    /** Notes a follow or unfollow; one older than the newest seen changes nothing. */
    public void follow(Identity identity, boolean following, Instant at) {
        mapper.follow(new Identity(
                identity.id(),
                identity.merchantId(),
                identity.appId(),
                identity.openid(),
                identity.unionid(),
                identity.memberId(),
                following,
                at,
                identity.unionidAskedAt(),
                identity.notice(),
                identity.createdAt(),
                clock.instant()));
    }

    private static void requireOne(int changed, Identity identity) {
        if (changed != 1) {
            throw new OptimisticLockingFailureException("Identity " + identity.id() + " changed meanwhile");
        }
    }
}
