package io.kabao.proof;

import io.kabao.card.CardStatus;
import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.ledger.CardRef;
import io.kabao.member.Member;
import io.kabao.member.Members;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Whose card a payment names, before the books look at it themselves. */
@Component
class Payers {

    private static final Set<CardStatus> HELD = Set.of(CardStatus.CLAIMED, CardStatus.ACTIVE, CardStatus.FROZEN);

    private final MemberCards cards;
    private final Members members;

    Payers(MemberCards cards, Members members) {
        this.cards = cards;
        this.members = members;
    }

    /** The member; empty where no card is meant, or more than one, and for a code, which is a proof itself. */
    Optional<Member> of(long merchantId, CardRef ref) {
        return switch (ref) {
            case CardRef.ById(var id) -> cards.find(merchantId, id).map(this::of);
            case CardRef.ByNumber(var number) ->
                cards.ofNumber(merchantId, number).map(this::of);
            case CardRef.ByPhone(var hash) ->
                members.verified(merchantId, HexFormat.of().parseHex(hash)).filter(this::hasOneCard);
            case CardRef.ByCode _, CardRef.OfHolder _ -> Optional.empty();
        };
    }

    private boolean hasOneCard(Member member) {
        return cards.ofMember(member.merchantId(), member.id()).stream()
                        .filter(card -> HELD.contains(card.status()))
                        .count()
                == 1;
    }

    /** A card's member. */
    Member of(MemberCard card) {
        return members.require(card.merchantId(), card.memberId());
    }
}
