package io.kabao.claim;

import io.kabao.access.AccessError;
import io.kabao.access.ApprovableAction;
import io.kabao.access.Approvals;
import io.kabao.access.Outcome;
import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.card.CardStatus;
import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.kernel.Actor;
import io.kabao.kernel.Phone;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.StaleVersion;
import io.kabao.kernel.json.Edit;
import io.kabao.kernel.json.JsonId;
import io.kabao.member.Member;
import io.kabao.member.Members;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Members are corrected by hand. An old card is bound by the phone that the counter has on file, so that whoever replaces it
 * could bind the card without the phone of whose card it is: somebody else agrees to that.
 */
@Service
public class Correcting implements ApprovableAction {

    private final MemberDesk desk;
    private final MemberCards cards;
    private final Members members;
    private final MemberViews views;
    private final Approvals approvals;
    private final JsonMapper json;
    private final Audit audit;
    private final Times times;

    Correcting(
            MemberDesk desk,
            MemberCards cards,
            Members members,
            MemberViews views,
            Approvals approvals,
            JsonMapper json,
            Audit audit,
            Times times) {
        this.desk = desk;
        this.cards = cards;
        this.members = members;
        this.views = views;
        this.approvals = approvals;
        this.json = json;
        this.audit = audit;
        this.times = times;
    }

    /**
     * What the counter corrects; what is not named stays.
     *
     * @param version the one that the correction was made on
     * @param name null clears
     * @param phone only where nobody has verified the present one; null clears
     * @param profile answers by the keys of their fields; null clears one
     * @param reason why, for whoever agrees
     */
    public record Correction(
            int version,
            Edit<String> name,
            Edit<Phone> phone,
            Map<String, @Nullable String> profile,
            @Nullable String reason) {

        @Override
        public String toString() {
            return "Correction";
        }
    }

    /** What waits: all that people may edit of a member, as it is to be from this version on. */
    private record Payload(
            long memberId,
            int version,
            @Nullable String phone,
            @Nullable String name,
            Map<String, String> profile) {

        Members.Sheet sheet() {
            return new Members.Sheet(phone == null ? null : new Phone(phone), name, profile);
        }

        @Override
        public String toString() {
            return "Payload[" + memberId + "]";
        }
    }

    /** What whoever agrees is shown. */
    private record Summary(
            @JsonId long memberId,
            @Nullable String phoneWas,
            @Nullable String phoneIsNow,
            List<String> oldCards) {}

    /**
     * Corrects a member, all or nothing, or lets it wait. Errors: {@link io.kabao.member.MemberError#MEMBER_NOT_FOUND},
     * {@link io.kabao.member.MemberError#PHONE_VERIFIED}, those of profile fields, a stale version.
     */
    public Outcome<MemberView> correct(Actor actor, long id, Correction correction) {
        var was = desk.requireWithin(actor.reach(), id);
        if (was.version() != correction.version()) {
            throw stale(was);
        }
        var sheet = sheetAfter(was, correction);
        members.requirePhoneFree(was, sheet);
        var oldCards = Objects.equals(members.phoneOf(was), sheet.phone()) ? List.<MemberCard>of() : oldCardsOf(was);
        if (oldCards.isEmpty()) {
            return new Outcome.Done<>(corrected(actor, was, sheet, correction.reason()));
        }
        var request = new Approvals.Request(
                kind(),
                MemberViews.THING,
                id,
                placeOf(oldCards),
                summary(was, sheet, oldCards),
                payload(was, sheet),
                correction.reason());
        return Objects.requireNonNull(times.inTransaction().execute(_ -> {
            // Held, so that nothing of a member who is erased at this moment begins to wait.
            desk.hold(was);
            return approvals.runOrWait(actor, request, () -> corrected(actor, was, sheet, correction.reason()));
        }));
    }

    /**
     * Ends what waits and would write down a person who is to be forgotten: their own row, one that was joined to it, or their
     * phone at somebody else's.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(Member member, @Nullable Phone phone) {
        approvals.forget(member.merchantId(), kind(), payload -> {
            var asked = json.readValue(payload, Payload.class);
            return isOne(member, asked.memberId())
                    || (phone != null && phone.e164().equals(asked.phone()));
        });
    }

    private boolean isOne(Member member, long id) {
        return id == member.id()
                || members.find(member.merchantId(), id)
                        .filter(found -> Objects.equals(found.mergedInto(), member.id()))
                        .isPresent();
    }

    private Members.Sheet sheetAfter(Member was, Correction correction) {
        var sheet = members.sheetOf(was);
        var answers = new ProfileEdit(views.fieldsOf(was), correction.profile(), ProfileForm.today(times.clock()))
                .byHand(ProfileSheets.answersOf(sheet));
        if (correction.name().named()) {
            answers = ProfileSheets.named(answers, correction.name().value());
        }
        var phone = correction.phone().applyTo(sheet.phone());
        return ProfileSheets.with(new Members.Sheet(phone, null, Map.of()), answers);
    }

    private List<MemberCard> oldCardsOf(Member member) {
        return cards.ofMember(member.merchantId(), member.id()).stream()
                .filter(card -> card.status() == CardStatus.OFFLINE)
                .toList();
    }

    /** Where all of the cards are, else the whole merchant. */
    private static Approvals.Place placeOf(List<MemberCard> oldCards) {
        var places = oldCards.stream()
                .map(card -> new Approvals.Place(card.issuingOrganizationId(), card.issuingStoreId()))
                .distinct()
                .toList();
        return places.size() == 1 ? places.getFirst() : Approvals.Place.WHOLE;
    }

    private Summary summary(Member was, Members.Sheet sheet, List<MemberCard> oldCards) {
        return new Summary(
                was.id(),
                masked(members.phoneOf(was)),
                masked(sheet.phone()),
                oldCards.stream().map(MemberCard::numberMasked).toList());
    }

    private static @Nullable String masked(@Nullable Phone phone) {
        return phone == null ? null : phone.masked();
    }

    private static Payload payload(Member was, Members.Sheet sheet) {
        var phone = sheet.phone();
        return new Payload(was.id(), was.version(), phone == null ? null : phone.e164(), sheet.name(), sheet.profile());
    }

    private MemberView corrected(Actor actor, Member was, Members.Sheet sheet, @Nullable String reason) {
        try {
            return Objects.requireNonNull(times.inTransaction().execute(_ -> {
                var isNow = members.rewrite(actor, was, sheet);
                var before = views.audited(was);
                audit.record(
                        actor,
                        Change.changed(MemberViews.THING, was.id(), before, views.audited(isNow))
                                .because(reason));
                return views.show(isNow);
            }));
        } catch (OptimisticLockingFailureException _) {
            throw stale(members.requireLiving(was.merchantId(), was.id()));
        }
    }

    private static StaleVersion stale(Member isNow) {
        return new StaleVersion(isNow.version(), isNow.updatedAt(), isNow.updatedBy());
    }

    @Override
    public Kind kind() {
        return Kind.OLD_CARD_PHONE;
    }

    @Override
    public void run(Actor actor, String payload, @Nullable String reason) {
        var asked = json.readValue(payload, Payload.class);
        var was = members.requireLiving(actor.merchantId(), asked.memberId());
        if (!desk.isWithin(actor.reach(), was.id())) {
            throw new BusinessError(AccessError.ASKER_MAY_NOT);
        }
        if (was.version() != asked.version()) {
            throw stale(was);
        }
        var _ = corrected(actor, was, asked.sheet(), reason);
    }
}
