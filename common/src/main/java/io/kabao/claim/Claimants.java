package io.kabao.claim;

import io.kabao.card.CardTemplate;
import io.kabao.card.ClaimChannel;
import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.kernel.Phone;
import io.kabao.kernel.error.BusinessError;
import io.kabao.member.Consents;
import io.kabao.member.Identities;
import io.kabao.member.Identity;
import io.kabao.member.Member;
import io.kabao.member.MemberLives;
import io.kabao.member.Members;
import io.kabao.member.PersonNotice;
import io.kabao.member.VisitorSessions;
import io.kabao.message.Notice;
import io.kabao.message.SmsCodes;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Finds out which member a claiming customer is, and makes them one. */
@Component
class Claimants {

    private final Members members;
    private final Identities identities;
    private final OldCards oldCards;
    private final MemberCards cards;
    private final SmsCodes smsCodes;
    private final VisitorSessions sessions;
    private final MemberLives lives;
    private final Consents consents;

    Claimants(
            Members members,
            Identities identities,
            OldCards oldCards,
            MemberCards cards,
            SmsCodes smsCodes,
            VisitorSessions sessions,
            MemberLives lives,
            Consents consents) {
        this.members = members;
        this.identities = identities;
        this.oldCards = oldCards;
        this.cards = cards;
        this.smsCodes = smsCodes;
        this.sessions = sessions;
        this.lives = lives;
        this.consents = consents;
    }

    /**
     * Who claims.
     *
     * @param member who the customer is already; null for a new one
     * @param withPhone members who have the proved phone on file
     * @param ousted who was that member until now: somebody else of this app, and whoever may be the same in others
     * @param beside who is that member in other apps and not known to be the same person, where nobody is ousted
     * @param referrer the friend who brings a new member
     * @param referral what came of an invitation; null where there was none
     */
    record Claimant(
            Identity identity,
            @Nullable Member member,
            List<Member> withPhone,
            List<Identity> ousted,
            List<Identity> beside,
            @Nullable Member referrer,
            Attribution.@Nullable Reason referral) {

        /** Somebody who proved the member's phone, and nothing else shows that it is the same person. */
        boolean isRebound() {
            return !ousted.isEmpty() || !beside.isEmpty();
        }

        /** The friend's member id. */
        @Nullable
        Long brought() {
            return referrer == null ? null : referrer.id();
        }
    }

    /**
     * Which member the customer is: the one they are known as, here or by the unionid in another app, else who has verified
     * the phone, else who stands with that phone in the books of the counter alone. Errors: {@link ClaimError#PHONE_HELD},
     * {@link ClaimError#PHONE_OF_OTHER_MEMBER}.
     *
     * @throws OptimisticLockingFailureException when the person was erased meanwhile
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Claimant find(Identity identity, OpenCode open, PhoneProof proof) {
        var phone = proof.verifiedPhone();
        var withPhone = phone == null ? List.<Member>of() : members.byPhone(identity.merchantId(), phone);
        var known = knownAs(identity);
        if (known != null && !withPhone.isEmpty()) {
            requireNobodyElses(withPhone.getFirst(), known.id());
        }
        var member = known == null ? byPhone(open.template(), withPhone) : known;
        var others =
                member == null || known != null ? List.<Identity>of() : identities.othersThan(identity, member.id());
        var ousting = isHeldHere(identity, others, proof);
        return withReferrer(
                new Claimant(
                        identity,
                        member,
                        withPhone,
                        ousting ? others : List.of(),
                        ousting ? List.of() : others,
                        null,
                        null),
                open);
    }

    /** By this session, or by another app whose membership is newer than the session. */
    private @Nullable Member knownAs(Identity identity) {
        var id = identity.memberId() == null ? identities.memberBehind(identity).orElse(null) : identity.memberId();
        return id == null ? null : held(identity.merchantId(), id);
    }

    /** The member is held: a card must not be hung on somebody who is being erased. */
    private Member held(long merchantId, long id) {
        return lives.hold(merchantId, id)
                .orElseThrow(() -> new OptimisticLockingFailureException("Member " + id + " lives no more"));
    }

    private static void requireNobodyElses(Member first, long memberId) {
        if (verified(first) && first.id() != memberId) {
            throw new BusinessError(ClaimError.PHONE_OF_OTHER_MEMBER);
        }
    }

    /** Whether somebody else of the customer's app is the member, who then goes or is left alone. */
    private static boolean isHeldHere(Identity identity, List<Identity> others, PhoneProof proof) {
        var held = others.stream().anyMatch(other -> other.appId().equals(identity.appId()));
        if (held && !proof.decidesIdentity()) {
            throw new BusinessError(ClaimError.PHONE_HELD);
        }
        return held;
    }

    private @Nullable Member byPhone(CardTemplate template, List<Member> withPhone) {
        if (withPhone.isEmpty() || verified(withPhone.getFirst())) {
            return withPhone.isEmpty() ? null : withPhone.getFirst();
        }
        var opened = withPhone.stream()
                .filter(member -> !identities.hasAny(member))
                .filter(member -> cards.hasLive(member.merchantId(), member.id()))
                .toList();
        var here = opened.stream()
                .filter(member -> cards.live(member.merchantId(), template.id(), member.id())
                        .isPresent())
                .toList();
        // Of several with this card, or without one of them, nobody can tell who the customer is.
        var fitting = here.isEmpty() ? opened : here;
        return fitting.size() == 1 ? fitting.getFirst() : null;
    }

    private static boolean verified(Member member) {
        return member.verifiedPhoneHash() != null;
    }

    private Claimant withReferrer(Claimant claimant, OpenCode open) {
        var referrerId = open.code().referrerId();
        if (open.code().channel() != ClaimChannel.REFERRAL || referrerId == null) {
            return claimant;
        }
        var member = claimant.member();
        if (member != null) {
            var own = member.id() == referrerId;
            return referred(claimant, null, own ? Attribution.Reason.OWN_INVITATION : Attribution.Reason.NO_NEW_MEMBER);
        }
        return livingReferrer(open.merchantId(), referrerId)
                .map(friend -> referred(claimant, friend, Attribution.Reason.REFERRED))
                .orElseGet(() -> referred(claimant, null, Attribution.Reason.REFERRER_GONE));
    }

    private static Claimant referred(Claimant claimant, @Nullable Member friend, Attribution.Reason reason) {
        return new Claimant(
                claimant.identity(),
                claimant.member(),
                claimant.withPhone(),
                claimant.ousted(),
                claimant.beside(),
                friend,
                reason);
    }

    /** The new member takes over who stands above the friend, so that this must not change before the claim is done. */
    private Optional<Member> livingReferrer(long merchantId, long id) {
        var goesOnAs = members.require(merchantId, id).mergedInto();
        return lives.share(merchantId, goesOnAs == null ? id : goesOnAs);
    }

    /** Whether the claim of a card that is held already says nothing new: then nothing is to be written. */
    static boolean isKnown(Claimant claimant, PhoneProof proof) {
        return claimant.member() != null
                && claimant.identity().memberId() != null
                && (verified(claimant.member()) || !proof.verified());
    }

    /**
     * Makes the customer a member, or ties them to the one they are, and writes down what they ticked; the SMS code is used
     * up.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Member settle(Claimant claimant, Issuing.Wish wish, long holderId) {
        var member = settled(claimant, wish.proof(), holderId);
        consents.give(member, wish.request().consents());
        return member;
    }

    private Member settled(Claimant claimant, PhoneProof proof, long holderId) {
        if (proof.sms() != null) {
            smsCodes.consume(proof.sms());
        }
        var identity = claimant.identity();
        var known = claimant.member();
        if (known == null) {
            var newcomer = new Members.Newcomer(proof.phone(), proof.verified(), null, holderId, claimant.referrer());
            var member = members.welcome(identity.merchantId(), newcomer);
            identities.pointTo(identity, member.id());
            return member;
        }
        var phone = proof.verifiedPhone();
        var news = verified(known) || phone == null ? null : phone;
        if (news == null && identity.memberId() != null) {
            return known;
        }
        // Also when nothing is new: of two people of one app who come with the phone at once, one must see the other.
        // The
        // member comes before their identities, always: whoever signs in or is erased locks them in this order too.
        var member = members.change(known, new Members.Turn(news, null, null, null, claimant.isRebound()));
        tellOthers(claimant, proof);
        if (identity.memberId() == null) {
            identities.pointTo(identity, known.id());
        }
        return member;
    }

    private void tellOthers(Claimant claimant, PhoneProof proof) {
        for (var other : claimant.ousted()) {
            identities.release(other);
            identities.tell(other, PersonNotice.PHONE_TAKEN_OVER);
        }
        claimant.beside().forEach(other -> identities.tell(other, PersonNotice.JOINED_ELSEWHERE));
        if (!claimant.ousted().isEmpty()) {
            smsCodes.tell(
                    claimant.identity().merchantId(), Objects.requireNonNull(proof.phone()), Notice.PHONE_TAKEN_OVER);
        }
    }

    /** What follows the commit: who was ousted is signed out. */
    void afterwards(Claimant claimant) {
        claimant.ousted().forEach(sessions::end);
    }

    /** The phone that the customer has just proved, or did before. */
    @Nullable
    Phone verifiedPhone(Identity identity, PhoneProof proof) {
        if (proof.verifiedPhone() != null || identity.memberId() == null) {
            return proof.verifiedPhone();
        }
        var member = members.require(identity.merchantId(), identity.memberId());
        return verified(member) ? members.phoneOf(member) : null;
    }

    /** Old cards that the customer's proved phone opens. */
    List<MemberCard> oldCards(CardTemplate template, Claimant claimant) {
        return claimant.withPhone().isEmpty() && claimant.member() != null
                ? oldCards.of(template, claimant.member())
                : oldCards.of(template, claimant.withPhone());
    }

    /** Whether the customer is the member of staff whose code it is. */
    boolean isOwnStaffCode(OpenCode open, Member customer) {
        return open.staff() != null
                && open.staff().phoneHash() != null
                && customer.phoneHash() != null
                && MessageDigest.isEqual(open.staff().phoneHash(), customer.phoneHash());
    }
}
