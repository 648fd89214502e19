package io.kabao.claim;

import io.kabao.card.CardTemplate;
import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.member.Member;
import io.kabao.member.Members;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds the old cards of the counter that a customer may take over. */
@Component
class OldCards {

    private final Members members;
    private final MemberCards cards;

    OldCards(Members members, MemberCards cards) {
        this.members = members;
        this.cards = cards;
    }

    /** Old cards of the template whose owners have the phone on file. */
    List<MemberCard> of(CardTemplate template, List<Member> withPhone) {
        return cards.offlineOf(template, withPhone.stream().map(Member::id).toList());
    }

    /** Old cards of the template that have the member's verified phone on file; none without one. */
    List<MemberCard> of(CardTemplate template, Member member) {
        var phone = member.verifiedPhoneHash() == null ? null : members.phoneOf(member);
        return phone == null ? List.of() : of(template, members.byPhone(member.merchantId(), phone));
    }
}
