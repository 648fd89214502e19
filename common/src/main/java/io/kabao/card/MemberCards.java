package io.kabao.card;

import io.kabao.kernel.Phone;
import io.kabao.kernel.tenancy.Reach;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The cards that members hold. */
@Service
public class MemberCards {

    /** Cards of one member that are read at once. */
    public static final int OF_MEMBER_MOST = 50;

    /** Cards of a page of members that are read at once. */
    public static final int OF_MEMBERS_MOST = 2_000;

    private static final String CHINA = "+86";

    /** Sorts behind whatever a number is written with. */
    private static final char BEHIND_ALL = 0x7F;

    private final MemberCardMapper mapper;
    private final CardNumbers numbers;
    private final Clock clock;

    MemberCards(MemberCardMapper mapper, CardNumbers numbers, Clock clock) {
        this.mapper = mapper;
        this.numbers = numbers;
        this.clock = clock;
    }

    /**
     * The number that a new card of the template gets: the verified phone where the template says so and no card has it
     * already, else the next of the sequence. Outside any transaction; what is not used in the end is a gap.
     */
    public String nextNumber(CardTemplate template, @Nullable Phone verified) {
        return Optional.ofNullable(verified)
                .filter(_ -> template.numberKind() == CardTemplate.NumberKind.PHONE)
                .map(MemberCards::asNumber)
                .filter(number -> ofNumber(template.merchantId(), number).isEmpty())
                .orElseGet(() -> numbers.next(template));
    }

    /** The phone as the number of a card: the mainland's without its country code. */
    public static String asNumber(Phone phone) {
        var e164 = phone.e164();
        return e164.substring(e164.startsWith(CHINA) ? CHINA.length() : 1);
    }

    /**
     * Adds a card.
     *
     * @throws org.springframework.dao.DuplicateKeyException when its number is taken or the member holds one of the template
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(MemberCard card) {
        mapper.insert(card);
    }

    /** One card. */
    public Optional<MemberCard> find(long merchantId, long id) {
        return mapper.find(merchantId, id);
    }

    /** Those of these cards that are the merchant's, newest first. */
    public List<MemberCard> ofIds(long merchantId, Collection<Long> ids) {
        return ids.isEmpty() ? List.of() : mapper.ofIds(merchantId, ids);
    }

    /** Those of these cards that have not ended for ever, in the order of their ids. */
    public List<Long> notEnded(long merchantId, Collection<Long> ids) {
        return ids.isEmpty() ? List.of() : mapper.notEnded(merchantId, ids);
    }

    /**
     * Where those of these cards went over that were bound to others. None of them goes anywhere until the transaction ends.
     *
     * @param ids one or more
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<Long, Long> goneOver(long merchantId, Collection<Long> ids) {
        var gone = new HashMap<Long, Long>();
        for (var over : mapper.holdWhere(merchantId, ids)) {
            if (over.mergedInto() != null) {
                gone.put(over.id(), over.mergedInto());
            }
        }
        return gone;
    }

    /** The card of the template that the member holds: claimed, active or frozen. */
    public Optional<MemberCard> live(long merchantId, long templateId, long memberId) {
        return mapper.findLive(merchantId, templateId, memberId);
    }

    /** Whether the member holds any card: claimed, active or frozen. */
    public boolean hasLive(long merchantId, long memberId) {
        return mapper.hasLive(merchantId, memberId);
    }

    /** All cards of a member, newest first, at most {@value #OF_MEMBER_MOST}. */
    public List<MemberCard> ofMember(long merchantId, long memberId) {
        return mapper.ofMember(merchantId, memberId, OF_MEMBER_MOST);
    }

    /** Cards of people that may be used with these balances at a time, oldest first. */
    public List<MemberCard> usable(long merchantId, Collection<Long> holders, Instant now) {
        return holders.isEmpty() ? List.of() : mapper.usable(merchantId, holders, now);
    }

    /** Cards of several members, newest first, at most {@value #OF_MEMBERS_MOST}. */
    public List<MemberCard> ofMembers(long merchantId, Collection<Long> members) {
        return members.isEmpty() ? List.of() : mapper.ofMembers(merchantId, members, OF_MEMBERS_MOST);
    }

    /**
     * Ids of members below one, newest first, who hold a card that was issued at a place of a reach that is not everything, or
     * whose own store is one of it.
     */
    public List<Long> newestWithin(Reach reach, long before, int rows) {
        var found = new TreeSet<Long>(Comparator.reverseOrder());
        var below = new MemberCardMapper.Below(reach.merchantId(), before, rows);
        if (!reach.storeIds().isEmpty()) {
            found.addAll(mapper.newestIssuedAt(below, reach.storeIds()));
            found.addAll(mapper.newestAtHomeIn(below, reach.storeIds()));
        }
        if (!reach.organizationIds().isEmpty()) {
            found.addAll(mapper.newestIssuedUnder(below, reach.organizationIds()));
        }
        if (reach.staffId() != null) {
            found.addAll(mapper.newestIssuedBy(below, reach.staffId()));
        }
        return found.stream().limit(rows).toList();
    }

    /** Which of these members hold such a card. */
    public Set<Long> heldWithin(Reach reach, Collection<Long> members) {
        return Set.copyOf(mapper.heldWithin(reach, members));
    }

    /** Cards whose number begins so, in the order of their numbers, behind the one read last. */
    public List<MemberCard> withNumber(long merchantId, String beginning, String after, int rows) {
        return mapper.byNumber(
                new MemberCardMapper.NumberRange(merchantId, beginning, beginning + BEHIND_ALL, after, rows));
    }

    /** The card with a number. */
    public Optional<MemberCard> ofNumber(long merchantId, String number) {
        return mapper.findByNumber(merchantId, number);
    }

    /** Old cards of a template that belong to these members, at most {@value #OF_MEMBER_MOST}. */
    public List<MemberCard> offlineOf(CardTemplate template, List<Long> members) {
        return members.isEmpty()
                ? List.of()
                : mapper.offlineOf(template.merchantId(), template.id(), members, OF_MEMBER_MOST);
    }

    /**
     * Makes a claimed card active, as the row says.
     *
     * @throws OptimisticLockingFailureException when another request was first
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void activate(MemberCard isNow) {
        requireOne(mapper.activate(isNow), isNow);
    }

    /**
     * Ends an old card whose number and holder go over to another.
     *
     * @throws OptimisticLockingFailureException when another request was first
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void merge(MemberCard old, long into) {
        requireOne(mapper.merge(old, into, clock.instant()), old);
    }

    /** An old card that was joined becomes that of the member whose card took it over. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void handOver(MemberCard old, long memberId) {
        requireOne(mapper.handOver(old, memberId, clock.instant()), old);
    }

    /** The old cards of one member become another's, who is the same person. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void moveOld(long merchantId, long oldMember, long into) {
        mapper.moveOld(merchantId, oldMember, into, clock.instant());
    }

    /**
     * Makes a store the member's own; to whom the card counts stays.
     *
     * @throws OptimisticLockingFailureException when the card changed meanwhile
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void favour(MemberCard card, long storeId) {
        requireOne(mapper.favour(card, storeId, clock.instant()), card);
    }

    /** To whom a card counts. */
    public record Issuer(
            @Nullable Long organizationId,
            @Nullable Long storeId,
            @Nullable Long staffId) {}

    /**
     * Changes to whom a card counts.
     *
     * @throws OptimisticLockingFailureException when the card changed meanwhile
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public MemberCard reattribute(MemberCard was, Issuer issuer) {
        var isNow = was.issuedBy(issuer, clock.instant());
        requireOne(mapper.reattribute(isNow), isNow);
        return isNow;
    }

    /**
     * Ends a card of somebody who is erased. A number that is the phone goes, since it names them; any other stays, since
     * the books name the card by it.
     *
     * @throws OptimisticLockingFailureException when the card changed meanwhile
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(MemberCard card, @Nullable Phone phone) {
        var isNow = card.ended(number -> isPhone(number, phone), clock.instant());
        requireOne(mapper.end(isNow), card);
    }

    private static boolean isPhone(String number, @Nullable Phone phone) {
        return (phone != null && number.contains(asNumber(phone)))
                || CardNumber.phone(number).isPresent();
    }

    private static void requireOne(int changed, MemberCard card) {
        if (changed != 1) {
            throw new OptimisticLockingFailureException("Card " + card.id() + " changed meanwhile");
        }
    }
}
