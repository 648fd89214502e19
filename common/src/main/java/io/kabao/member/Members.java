package io.kabao.member;

import io.kabao.kernel.Actor;
import io.kabao.kernel.ActorRealm;
import io.kabao.kernel.Phone;
import io.kabao.kernel.crypto.FieldCipher;
import io.kabao.kernel.crypto.FieldName;
import io.kabao.kernel.crypto.PhoneHash;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.id.Ids;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The members of a merchant. Personal fields are encrypted here and nowhere else. */
@Service
public class Members {

    /** Old members with one phone that are looked at; more can't be told apart by it anyway. */
    public static final int SAME_PHONE_MOST = 20;

    private static final FieldName PHONE = new FieldName("member.phone");
    private static final FieldName NAME = new FieldName("member.name");
    static final FieldName PROFILE = new FieldName("member.profile");

    /** A profile: answers by the keys of their fields. */
    static final TypeReference<Map<String, String>> ANSWERS = new TypeReference<>() {};

    private final MemberMapper mapper;
    private final FieldCipher cipher;
    private final PhoneHash phoneHash;
    private final Ids ids;
    private final Clock clock;
    private final JsonMapper json;
    private final NameStarts nameStarts;

    Members(
            MemberMapper mapper,
            FieldCipher cipher,
            PhoneHash phoneHash,
            Ids ids,
            Clock clock,
            JsonMapper json,
            NameStarts nameStarts) {
        this.mapper = mapper;
        this.nameStarts = nameStarts;
        this.cipher = cipher;
        this.phoneHash = phoneHash;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
    }

    /**
     * A person who comes to the merchant.
     *
     * @param phone none where the template does not ask for one
     * @param verified whether the person has proved to hold the phone
     * @param holderId the holder of the member's first card
     * @param referrer the member who brought the person
     */
    public record Newcomer(
            @Nullable Phone phone,
            boolean verified,
            @Nullable String name,
            long holderId,
            @Nullable Member referrer) {

        @Override
        public String toString() {
            return "Newcomer";
        }
    }

    /**
     * Takes in a new member.
     *
     * @throws org.springframework.dao.DuplicateKeyException when the verified phone has a member already
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Member welcome(long merchantId, Newcomer newcomer) {
        var now = clock.instant();
        var phone = newcomer.phone();
        var hash = phone == null ? null : phoneHash.of(merchantId, phone);
        var referrer = newcomer.referrer();
        var member = new Member(
                ids.next(),
                merchantId,
                Member.Status.LIVING,
                phone == null ? null : cipher.encrypt(PHONE, merchantId, phone.e164()),
                hash,
                newcomer.verified() ? hash : null,
                phone == null ? null : phone.lastFour(),
                newcomer.verified() ? now : null,
                newcomer.name() == null ? null : cipher.encrypt(NAME, merchantId, newcomer.name()),
                null,
                referrer == null ? null : referrer.id(),
                referrer == null ? null : referrer.referrerId(),
                referrer == null ? null : referrer.secondReferrerId(),
                newcomer.holderId(),
                null,
                null,
                1,
                now,
                now,
                null);
        mapper.insert(member);
        nameStarts.write(member, newcomer.name());
        return member;
    }

    /** One member, living or not. */
    public Optional<Member> find(long merchantId, long id) {
        return mapper.find(merchantId, id);
    }

    /** One member who must be there, because a row points to it. */
    public Member require(long merchantId, long id) {
        return mapper.find(merchantId, id)
                .orElseThrow(() -> new IllegalStateException("A row points to member " + id + ", who is not there"));
    }

    /** One living member. Errors: {@link MemberError#MEMBER_NOT_FOUND}. */
    public Member requireLiving(long merchantId, long id) {
        return mapper.find(merchantId, id)
                .filter(member -> member.status() == Member.Status.LIVING)
                .orElseThrow(() -> new BusinessError(MemberError.MEMBER_NOT_FOUND));
    }

    /**
     * The member that a customer is. Errors: {@link MemberError#NO_MEMBER_YET}, {@link KernelError#NOT_SIGNED_IN} where
     * the member lives no more.
     */
    public Member requireOf(Visitor visitor) {
        var id = visitor.identity().memberId();
        if (id == null) {
            throw new BusinessError(MemberError.NO_MEMBER_YET);
        }
        return find(visitor.merchantId(), id)
                .filter(member -> member.status() == Member.Status.LIVING)
                .orElseThrow(() -> new BusinessError(KernelError.NOT_SIGNED_IN));
    }

    /** Living members with this phone on file, verified or not, at most {@value #SAME_PHONE_MOST}; who verified it comes first. */
    public List<Member> byPhone(long merchantId, Phone phone) {
        return mapper.findByPhone(merchantId, phoneHash.of(merchantId, phone), SAME_PHONE_MOST);
    }

    /** The living member who has verified the phone of a hash. */
    public Optional<Member> verified(long merchantId, byte[] hash) {
        return mapper.findByPhone(merchantId, hash, 1).stream()
                .filter(member -> member.verifiedPhoneHash() != null)
                .findFirst();
    }

    /**
     * What becomes of a member; what is null stays.
     *
     * @param verifiedPhone a phone that the member has just proved to hold
     * @param profile the whole profile: answers by the keys of their fields
     * @param holderId the holder that becomes the member's own
     * @param rebound the member was just tied to another person of WeChat or took over an old card
     */
    public record Turn(
            @Nullable Phone verifiedPhone,
            @Nullable String name,
            @Nullable Map<String, String> profile,
            @Nullable Long holderId,
            boolean rebound) {

        /** A member who proved to hold a phone. */
        public static Turn verified(Phone phone) {
            return new Turn(phone, null, null, null, false);
        }

        @Override
        public String toString() {
            return "Turn";
        }
    }

    /**
     * Changes a member by one statement.
     *
     * @throws org.springframework.dao.DuplicateKeyException when another member has verified the phone
     * @throws OptimisticLockingFailureException when the member changed meanwhile
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Member change(Member was, Turn turn) {
        var merchantId = was.merchantId();
        var now = clock.instant();
        var phone = turn.verifiedPhone();
        var hash = phone == null ? null : phoneHash.of(merchantId, phone);
        var isNow = new Member(
                was.id(),
                merchantId,
                was.status(),
                phone == null ? was.phone() : cipher.encrypt(PHONE, merchantId, phone.e164()),
                hash == null ? was.phoneHash() : hash,
                hash == null ? was.verifiedPhoneHash() : hash,
                phone == null ? was.phoneLast4() : phone.lastFour(),
                phone == null ? was.phoneVerifiedAt() : now,
                turn.name() == null ? was.name() : cipher.encrypt(NAME, merchantId, turn.name()),
                turn.profile() == null
                        ? was.profile()
                        : cipher.encrypt(PROFILE, merchantId, json.writeValueAsString(turn.profile())),
                was.referrerId(),
                was.secondReferrerId(),
                was.thirdReferrerId(),
                turn.holderId() == null ? was.holderId() : turn.holderId(),
                turn.rebound() ? now : was.reboundAt(),
                was.mergedInto(),
                was.version() + 1,
                was.createdAt(),
                now,
                null);
        requireOne(mapper.replace(isNow), was);
        if (turn.name() != null) {
            nameStarts.replace(isNow, turn.name());
        }
        return isNow;
    }

    /**
     * What people may edit of a member, whole: what is null or missing is gone.
     *
     * @param phone as it is where the member has verified it
     * @param profile answers by the keys of their fields
     */
    public record Sheet(@Nullable Phone phone, @Nullable String name, Map<String, String> profile) {

        @Override
        public String toString() {
            return "Sheet";
        }
    }

    /** What people may edit, as it is now. */
    public Sheet sheetOf(Member member) {
        return new Sheet(phoneOf(member), nameOf(member), profileOf(member));
    }

    /** Refuses another phone than the one that the member has verified. Errors: {@link MemberError#PHONE_VERIFIED}. */
    public void requirePhoneFree(Member was, Sheet sheet) {
        if (was.verifiedPhoneHash() != null && !Objects.equals(sheet.phone(), phoneOf(was))) {
            throw new BusinessError(MemberError.PHONE_VERIFIED).with("field", "phone");
        }
    }

    /**
     * Writes what people edited. Errors: {@link MemberError#PHONE_VERIFIED} for another phone than the verified one.
     *
     * @throws OptimisticLockingFailureException when the member changed meanwhile
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Member rewrite(Actor actor, Member was, Sheet sheet) {
        var merchantId = was.merchantId();
        var phone = sheet.phone();
        var stays = Objects.equals(phone, phoneOf(was));
        requirePhoneFree(was, sheet);
        var isNow = new Member(
                was.id(),
                merchantId,
                was.status(),
                stays ? was.phone() : phone == null ? null : cipher.encrypt(PHONE, merchantId, phone.e164()),
                stays ? was.phoneHash() : phone == null ? null : phoneHash.of(merchantId, phone),
                was.verifiedPhoneHash(),
                phone == null ? null : phone.lastFour(),
                was.phoneVerifiedAt(),
                sheet.name() == null ? null : cipher.encrypt(NAME, merchantId, sheet.name()),
                sheet.profile().isEmpty()
                        ? null
                        : cipher.encrypt(PROFILE, merchantId, json.writeValueAsString(sheet.profile())),
                was.referrerId(),
                was.secondReferrerId(),
                was.thirdReferrerId(),
                was.holderId(),
                was.reboundAt(),
                was.mergedInto(),
                was.version() + 1,
                was.createdAt(),
                clock.instant(),
                actor.realm() == ActorRealm.OPERATOR ? actor.id() : null);
        requireOne(mapper.replace(isNow), was);
        if (!Objects.equals(nameOf(was), sheet.name())) {
            nameStarts.replace(isNow, sheet.name());
        }
        return isNow;
    }

    /** Lets {@code old} go on as {@code into}: the same person. Nothing personal stays with the old row. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void merge(Member old, Member into) {
        requireOne(mapper.merge(old, into.id(), clock.instant()), old);
        nameStarts.clear(old);
    }

    /** The phone in the clear. */
    public @Nullable Phone phoneOf(Member member) {
        return member.phone() == null ? null : Phone.of(cipher.decrypt(PHONE, member.merchantId(), member.phone()));
    }

    /** The name in the clear. */
    public @Nullable String nameOf(Member member) {
        return member.name() == null ? null : cipher.decrypt(NAME, member.merchantId(), member.name());
    }

    /** The name for who may not see it: its first character. */
    public @Nullable String nameMasked(Member member) {
        var name = nameOf(member);
        return name == null || name.isEmpty() ? null : name.substring(0, name.offsetByCodePoints(0, 1)) + "**";
    }

    /** The profile in the clear: answers by the keys of their fields. */
    public Map<String, String> profileOf(Member member) {
        return member.profile() == null
                ? Map.of()
                : json.readValue(cipher.decrypt(PROFILE, member.merchantId(), member.profile()), ANSWERS);
    }

    /** The member as their own page greets them; null for somebody who is none yet. */
    public @Nullable MemberSummary summaryOf(Identity identity) {
        if (identity.memberId() == null) {
            return null;
        }
        var member = require(identity.merchantId(), identity.memberId());
        var phone = phoneOf(member);
        return new MemberSummary(member.id(), nameOf(member), phone == null ? null : phone.masked());
    }

    /** Whether the member has this phone on file. */
    public boolean hasPhone(Member member, Phone phone) {
        return member.phoneHash() != null
                && MessageDigest.isEqual(member.phoneHash(), phoneHash.of(member.merchantId(), phone));
    }

    private static void requireOne(int changed, Member member) {
        if (changed != 1) {
            throw new OptimisticLockingFailureException("Member " + member.id() + " changed meanwhile");
        }
    }
}
