package io.kabao.claim;

import io.kabao.card.CardStatus;
import io.kabao.card.CardTemplate;
import io.kabao.card.CardTemplates;
import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.ledger.Holder;
import io.kabao.ledger.Holders;
import io.kabao.member.Identities;
import io.kabao.member.Member;
import io.kabao.member.Members;
import io.kabao.member.PersonNotice;
import io.kabao.merchant.Merchants;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes a claimed card active: as a new card, or by joining it with an old one. The claimed card keeps id and template;
 * from the old one it takes number, holder, validity and store. Nothing moves in the books: nobody can have booked
 * anything on the claimed card's own holder, and the old card's is taken over as it stands.
 */
@Component
class Joining {

    private final MemberCards cards;
    private final CardTemplates templates;
    private final Holders holders;
    private final Members members;
    private final Identities identities;
    private final Claims claims;
    private final Merchants merchants;
    private final Clock clock;

    Joining(
            MemberCards cards,
            CardTemplates templates,
            Holders holders,
            Members members,
            Identities identities,
            Claims claims,
            Merchants merchants,
            Clock clock) {
        this.cards = cards;
        this.templates = templates;
        this.holders = holders;
        this.members = members;
        this.identities = identities;
        this.claims = claims;
        this.merchants = merchants;
        this.clock = clock;
    }

    /**
     * What makes a claimed card a new active one.
     *
     * @param attribution with what the member's choice of a store settled
     * @param answers of the profile, by the keys of their fields
     * @param fixed keys of which what is on file stays
     */
    record Filled(CardTemplate template, Attribution attribution, Map<String, String> answers, Set<String> fixed) {

        Map<String, String> onto(Map<String, String> onFile) {
            var profile = new HashMap<>(answers);
            profile.putAll(onFile);
            answers.keySet().stream()
                    .filter(key -> !fixed.contains(key))
                    .forEach(key -> profile.put(key, Objects.requireNonNull(answers.get(key))));
            return profile;
        }
    }

    /**
     * Activates a claimed card as a new one.
     *
     * @throws OptimisticLockingFailureException when another request changed it meanwhile
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public MemberCard activate(MemberCard claimed, Filled filled) {
        holders.lock(claimed.merchantId(), claimed.holderId(), claimed.holderId());
        var now = clock.instant();
        var attribution = filled.attribution();
        var isNow = new MemberCard(
                claimed.id(),
                claimed.merchantId(),
                claimed.templateId(),
                claimed.memberId(),
                claimed.holderId(),
                claimed.number(),
                claimed.formerNumber(),
                CardStatus.ACTIVE,
                0,
                claimed.channel(),
                attribution.organizationId(),
                attribution.storeId(),
                attribution.staffId(),
                attribution.favouriteStoreId(),
                null,
                claimed.claimedAt(),
                now,
                beginOf(filled.template()),
                endOf(filled.template(), now),
                claimed.version() + 1,
                claimed.createdAt(),
                now);
        cards.activate(isNow);
        if (!filled.answers().isEmpty()) {
            var member = members.require(claimed.merchantId(), claimed.memberId());
            var name = members.nameOf(member) != null && filled.fixed().contains(ProfileForm.NAME)
                    ? null
                    : filled.answers().get(ProfileForm.NAME);
            members.change(member, new Members.Turn(null, name, filled.onto(members.profileOf(member)), null, false));
        }
        claims.activate(new ClaimMapper.Settled(isNow, attribution.reasonsText(), now), filled.template());
        return isNow;
    }

    /**
     * Joins a claimed card with an old one.
     *
     * @throws OptimisticLockingFailureException when another request changed one of them meanwhile
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public MemberCard join(MemberCard claimed, MemberCard old, Member member) {
        requireUntouched(claimed, holders.lock(claimed.merchantId(), claimed.holderId(), old.holderId()));
        cards.merge(old, claimed.id());
        var now = clock.instant();
        var storeOfOld = old.issuingStoreId();
        var isNow = new MemberCard(
                claimed.id(),
                claimed.merchantId(),
                claimed.templateId(),
                claimed.memberId(),
                old.holderId(),
                old.number(),
                claimed.number(),
                CardStatus.ACTIVE,
                0,
                claimed.channel(),
                storeOfOld == null ? claimed.issuingOrganizationId() : old.issuingOrganizationId(),
                storeOfOld == null ? claimed.issuingStoreId() : storeOfOld,
                claimed.issuingStaffId(),
                claimed.favouriteStoreId() == null ? old.favouriteStoreId() : claimed.favouriteStoreId(),
                null,
                claimed.claimedAt(),
                now,
                old.validFrom(),
                old.expiresAt(),
                claimed.version() + 1,
                claimed.createdAt(),
                now);
        cards.activate(isNow);
        takeOver(claimed, old, member);
        claims.end(isNow, old, now);
        return isNow;
    }

    private static void requireUntouched(MemberCard claimed, List<Holder> locked) {
        var touched = locked.stream()
                .filter(holder -> holder.id() == claimed.holderId())
                .anyMatch(holder -> !holder.isUntouched());
        if (touched) {
            throw new IllegalStateException("Something was booked on card " + claimed.id() + ", which is not active");
        }
    }

    private void takeOver(MemberCard claimed, MemberCard old, Member member) {
        var followsHolder = member.holderId() == null || member.holderId() == claimed.holderId();
        var holderId = followsHolder ? Long.valueOf(old.holderId()) : null;
        if (old.memberId() == member.id()) {
            members.change(member, new Members.Turn(null, null, null, holderId, true));
            return;
        }
        var former = members.require(member.merchantId(), old.memberId());
        var people = identities.ofMember(former);
        people.forEach(person -> identities.tell(person, PersonNotice.CARD_BOUND_ELSEWHERE));
        if (!people.isEmpty()
                || former.verifiedPhoneHash() != null
                || cards.hasLive(member.merchantId(), former.id())) {
            // A member in their own right, who held this card for somebody else and is told. What is on it is theirs no
            // more.
            cards.handOver(old, member.id());
            if (Objects.equals(former.holderId(), old.holderId())) {
                var another = holders.open(former.merchantId());
                members.change(former, new Members.Turn(null, null, null, another, false));
            }
            members.change(member, new Members.Turn(null, null, null, holderId, true));
            return;
        }
        members.change(
                member,
                new Members.Turn(
                        null,
                        member.name() == null ? members.nameOf(former) : null,
                        former.profile() == null ? null : profileOfBoth(former, member),
                        holderId,
                        true));
        cards.moveOld(member.merchantId(), former.id(), member.id());
        members.merge(former, member);
    }

    /** The member's answers, the gaps among them filled. */
    private Map<String, String> profileOfBoth(Member former, Member member) {
        var profile = new HashMap<>(members.profileOf(former));
        profile.putAll(members.profileOf(member));
        return profile;
    }

    /** When a card of the template begins to be good; null: when it becomes active. */
    @Nullable
    Instant beginOf(CardTemplate template) {
        return templates.settingsOf(template).validity().beginsAt(zoneOf(template));
    }

    /** When a card of the template that becomes active now ends; null: never. */
    @Nullable
    Instant endOf(CardTemplate template, Instant activatedAt) {
        return templates.settingsOf(template).validity().endsAt(activatedAt, zoneOf(template));
    }

    private ZoneId zoneOf(CardTemplate template) {
        return merchants.require(template.merchantId()).zoneId();
    }
}
