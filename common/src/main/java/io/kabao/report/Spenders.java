package io.kabao.report;

import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.member.Member;
import io.kabao.member.MemberDirectory;
import io.kabao.member.Members;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who spent what of a company's balance, with names and numbers masked. */
@Component
class Spenders {

    private final MemberCards cards;
    private final MemberDirectory directory;
    private final Members members;

    Spenders(MemberCards cards, MemberDirectory directory, Members members) {
        this.cards = cards;
        this.directory = directory;
        this.members = members;
    }

    /** Those who spent or were given back, by what they spent. */
    List<GroupStatement.Spender> of(long merchantId, List<GroupStatementMapper.Part> parts) {
        var byCard = parts.stream()
                .filter(part -> part.cardId() != null)
                .filter(part ->
                        part.bizType().equals(FlowTitle.SPEND) || part.bizType().equals(FlowTitle.REFUND))
                .collect(Collectors.groupingBy(part -> Objects.requireNonNull(part.cardId())));
        var held = cards.ofIds(merchantId, byCard.keySet());
        var owners = directory.all(
                merchantId, held.stream().map(MemberCard::memberId).distinct().toList());
        return held.stream()
                .map(card -> spender(card, owners, byCard.getOrDefault(card.id(), List.of())))
                .sorted(Comparator.comparingLong(GroupStatement.Spender::spentFen)
                        .reversed()
                        .thenComparingLong(GroupStatement.Spender::cardId))
                .toList();
    }

    private GroupStatement.Spender spender(
            MemberCard card, Map<Long, Member> owners, List<GroupStatementMapper.Part> parts) {
        var spends = 0L;
        var spentFen = 0L;
        var givenBackFen = 0L;
        for (var part : parts) {
            if (part.bizType().equals(FlowTitle.SPEND)) {
                spends += part.txns();
                spentFen -= part.gainedFen();
            } else {
                givenBackFen += part.gainedFen();
            }
        }
        return new GroupStatement.Spender(
                card.id(), nameOf(owners.get(card.memberId())), card.numberMasked(), spends, spentFen, givenBackFen);
    }

    private @Nullable String nameOf(@Nullable Member member) {
        return member == null ? null : members.nameMasked(member);
    }
}
