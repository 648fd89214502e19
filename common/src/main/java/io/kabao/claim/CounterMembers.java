package io.kabao.claim;

import io.kabao.card.CardTemplate;
import io.kabao.card.CardTemplates;
import io.kabao.card.MemberCards;
import io.kabao.kernel.Actor;
import io.kabao.kernel.Phone;
import io.kabao.kernel.error.BusinessError;
import io.kabao.member.Identities;
import io.kabao.member.Member;
import io.kabao.member.MemberLives;
import io.kabao.member.Members;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Finds out which member stands at the counter. */
@Component
class CounterMembers {

    private final Members members;
    private final MemberLives lives;
    private final Identities identities;
    private final MemberCards cards;
    private final CardTemplates templates;
    private final Times times;

    CounterMembers(
            Members members,
            MemberLives lives,
            Identities identities,
            MemberCards cards,
            CardTemplates templates,
            Times times) {
        this.members = members;
        this.lives = lives;
        this.identities = identities;
        this.cards = cards;
        this.templates = templates;
        this.times = times;
    }

    /** Whether a member has verified the phone. */
    boolean isVerified(long merchantId, @Nullable Phone phone) {
        return phone != null
                && members.byPhone(merchantId, phone).stream().anyMatch(member -> member.verifiedPhoneHash() != null);
    }

    /**
     * The member that the card is opened for, with what the counter knows of them. Errors:
     * {@link ClaimError#MEMBER_HAS_CARD}, those of profile fields.
     *
     * @param holderId becomes a new member's own
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Member of(Actor actor, CardTemplate template, Enrolling.Form form, long holderId) {
        var known = form.offline() || form.phone() == null ? null : known(template, form, form.phone());
        var member = known == null ? welcomed(template, form, holderId) : held(known);
        return filled(actor, template, form, member);
    }

    /** A card must not be hung on somebody who is being erased. */
    private Member held(Member known) {
        return lives.hold(known.merchantId(), known.id())
                .orElseThrow(() -> new OptimisticLockingFailureException("Member " + known.id() + " lives no more"));
    }

    private @Nullable Member known(CardTemplate template, Enrolling.Form form, Phone phone) {
        var withPhone = members.byPhone(template.merchantId(), phone);
        if (!withPhone.isEmpty() && withPhone.getFirst().verifiedPhoneHash() != null) {
            return withoutCard(template, withPhone.getFirst());
        }
        // A phone that somebody merely typed in WeChat occupies nothing; one that the counter wrote down does here.
        var written = withPhone.stream()
                .filter(member -> !identities.hasAny(member))
                .filter(member -> cards.hasLive(member.merchantId(), member.id()))
                .toList();
        written.forEach(member -> withoutCard(template, member));
        var same =
                written.stream().filter(member -> sameName(member, form.name())).toList();
        return same.size() == 1 ? same.getFirst() : null;
    }

    private boolean sameName(Member member, @Nullable String name) {
        var onFile = members.nameOf(member);
        return name == null || onFile == null || onFile.equals(name);
    }

    private Member withoutCard(CardTemplate template, Member member) {
        if (cards.live(template.merchantId(), template.id(), member.id()).isPresent()) {
            throw new BusinessError(ClaimError.MEMBER_HAS_CARD).with("field", "phone");
        }
        return member;
    }

    private Member welcomed(CardTemplate template, Enrolling.Form form, long holderId) {
        return members.welcome(
                template.merchantId(), new Members.Newcomer(form.phone(), false, form.name(), holderId, null));
    }

    /** Refuses answers that the template's fields can't hold. */
    void requireFit(CardTemplate template, Enrolling.Form form) {
        answersOf(template, form);
    }

    /** Fills the gaps; what a known member has on file stays. */
    private Member filled(Actor actor, CardTemplate template, Enrolling.Form form, Member member) {
        var sheet = members.sheetOf(member);
        var before = ProfileSheets.answersOf(sheet);
        var after = answersOf(template, form);
        after.putAll(before);
        return after.equals(before) ? member : members.rewrite(actor, member, ProfileSheets.with(sheet, after));
    }

    private Map<String, String> answersOf(CardTemplate template, Enrolling.Form form) {
        var known = ProfileFields.knownOf(List.of(templates.settingsOf(template)));
        var answers =
                new ProfileEdit(known, Map.copyOf(form.profile()), ProfileForm.today(times.clock())).byHand(Map.of());
        return form.name() == null ? answers : ProfileSheets.named(answers, form.name());
    }
}
