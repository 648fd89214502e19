package io.kabao.claim;

import io.kabao.card.CardNumber;
import io.kabao.card.CardStatus;
import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.card.TemplateSettings.ProfileField;
import io.kabao.kernel.Phone;
import io.kabao.member.Member;
import io.kabao.member.Members;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows members to the counter, with their personal data masked. */
@Component
class MemberViews {

    /** What members are called in the audit. */
    static final String THING = "MEMBER";

    private static final String HIDDEN = "***";

    private final Members members;
    private final MemberCards cards;
    private final ProfileFields fields;

    MemberViews(Members members, MemberCards cards, ProfileFields fields) {
        this.members = members;
        this.cards = cards;
        this.fields = fields;
    }

    /** A member as the audit keeps them; what was filled in is not among it. */
    record Audited(@Nullable String name, @Nullable String phone, boolean phoneVerified, List<String> profile) {}

    /** The fields that can be filled in of a member. */
    Collection<ProfileField> fieldsOf(Member member) {
        return fields.known(cards.ofMember(member.merchantId(), member.id()));
    }

    /** A page of members. */
    List<MemberView> list(long merchantId, List<Member> page) {
        var held = cards.ofMembers(merchantId, page.stream().map(Member::id).toList()).stream()
                .collect(Collectors.groupingBy(MemberCard::memberId));
        return page.stream()
                .map(member -> view(member, held.getOrDefault(member.id(), List.of()), null))
                .toList();
    }

    /** One member with the profile. */
    MemberView show(Member member) {
        var held = cards.ofMember(member.merchantId(), member.id());
        var answers = ProfileSheets.answersOf(members.sheetOf(member));
        return view(
                member,
                held,
                fields.known(held).stream()
                        .map(field -> new MemberView.FieldLine(
                                field.key(), field.label(), masked(field, answers.get(field.key()))))
                        .toList());
    }

    Audited audited(Member member) {
        var phone = members.phoneOf(member);
        return new Audited(
                members.nameMasked(member),
                phone == null ? null : phone.masked(),
                member.verifiedPhoneHash() != null,
                members.profileOf(member).keySet().stream().sorted().toList());
    }

    /** A card's number as it may be shown: where it is the phone, or most of it, or any other, it is masked like one. */
    static @Nullable String numberOf(MemberCard card, @Nullable Phone phone) {
        var number = card.number();
        if (number == null) {
            return null;
        }
        return phone != null && phone.e164().endsWith(number) && number.length() > 4
                ? phone.masked()
                : CardNumber.shown(number);
    }

    private MemberView view(Member member, List<MemberCard> held, @Nullable List<MemberView.FieldLine> profile) {
        var phone = members.phoneOf(member);
        return new MemberView(
                member.id(),
                members.nameMasked(member),
                phone == null ? null : phone.masked(),
                member.verifiedPhoneHash() != null,
                held.stream()
                        .filter(card -> card.status() != CardStatus.MERGED)
                        .map(card -> line(card, phone))
                        .toList(),
                profile,
                member.createdAt(),
                member.version());
    }

    /** A card as the counter sees it. */
    static MemberView.CardLine line(MemberCard card, @Nullable Phone phone) {
        return new MemberView.CardLine(
                card.id(),
                numberOf(card, phone),
                card.status(),
                card.templateId(),
                card.channel(),
                card.issuingStoreId(),
                card.issuingStaffId(),
                card.favouriteStoreId(),
                card.validFrom(),
                card.expiresAt());
    }

    /** A choice among the merchant's own words says little; all else is hidden. */
    private static @Nullable String masked(ProfileField field, @Nullable String answer) {
        return answer == null || field.type() == ProfileField.Type.CHOICE ? answer : HIDDEN;
    }
}
