package io.kabao.privacy;

import io.kabao.card.MemberCard;
import io.kabao.gift.WelcomeGifts;
import io.kabao.ledger.CardLinks;
import io.kabao.ledger.LinkedCard;
import io.kabao.level.LevelTraces;
import io.kabao.member.Member;
import io.kabao.referral.EarnedCommissions;
import io.kabao.report.OwnMovement;
import io.kabao.report.OwnMovements;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What moved on a member's cards, what they share, what they were given and what bringing friends earned them. */
@Component
class KeptMovements {

    private final CardLinks links;
    private final OwnMovements movements;
    private final WelcomeGifts gifts;
    private final LevelTraces levels;
    private final EarnedCommissions commissions;

    KeptMovements(
            CardLinks links,
            OwnMovements movements,
            WelcomeGifts gifts,
            LevelTraces levels,
            EarnedCommissions commissions) {
        this.links = links;
        this.movements = movements;
        this.gifts = gifts;
        this.levels = levels;
        this.commissions = commissions;
    }

    /** All of the member's balances; of one that is somebody else's what the member's card moved of it. */
    Iterable<OwnMovement> of(Member member, List<MemberCard> held) {
        var shared = shares(member, held).stream().map(LinkedCard::cardId).collect(Collectors.toSet());
        var own = held.stream().filter(card -> !shared.contains(card.id())).toList();
        return movements.of(member.merchantId(), new HashSet<>(KeptCards.holdersOf(member, own)), ids(held));
    }

    List<OwnData.KeptShare> sharesOf(Member member, List<MemberCard> held) {
        return shares(member, held).stream()
                .map(link -> new OwnData.KeptShare(
                        link.cardId(), link.perSpendFen(), link.perDayFen(), link.usedFen(), link.linkedAt()))
                .toList();
    }

    List<WelcomeGifts.KeptGift> giftsOf(Member member, List<MemberCard> held) {
        return gifts.of(member.merchantId(), ids(held));
    }

    LevelTraces.Kept levelsOf(Member member, List<MemberCard> held) {
        return levels.of(member.merchantId(), ids(held));
    }

    Iterable<EarnedCommissions.Earned> commissionsOf(Member member) {
        return commissions.all(member.merchantId(), member.id());
    }

    private List<LinkedCard> shares(Member member, List<MemberCard> held) {
        return links.all(member.merchantId(), ids(held));
    }

    private static List<Long> ids(List<MemberCard> held) {
        return held.stream().map(MemberCard::id).toList();
    }
}
