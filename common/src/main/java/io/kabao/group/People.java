package io.kabao.group;

import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.ledger.LinkedCard;
import io.kabao.member.Member;
import io.kabao.member.MemberDirectory;
import io.kabao.member.Members;
import io.kabao.merchant.Merchants;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Shows those who spend from companies' cards, their names and numbers masked. */
@Component
class People {

    private final MemberCards cards;
    private final MemberDirectory directory;
    private final Members members;
    private final Merchants merchants;
    private final Clock clock;

    People(MemberCards cards, MemberDirectory directory, Members members, Merchants merchants, Clock clock) {
        this.cards = cards;
        this.directory = directory;
        this.members = members;
        this.merchants = merchants;
        this.clock = clock;
    }

    /** Those of these cards, in their order. */
    List<Person> of(long merchantId, List<LinkedCard> links) {
        var held = cards
                .ofIds(merchantId, links.stream().map(LinkedCard::cardId).toList())
                .stream()
                .collect(Collectors.toMap(MemberCard::id, Function.identity()));
        var owners = directory.all(
                merchantId,
                held.values().stream().map(MemberCard::memberId).distinct().toList());
        var today = LocalDate.ofInstant(
                clock.instant(), merchants.require(merchantId).zoneId());
        return links.stream()
                .map(link -> {
                    var card = Objects.requireNonNull(held.get(link.cardId()));
                    return person(card, link, Objects.requireNonNull(owners.get(card.memberId())), today);
                })
                .toList();
    }

    private Person person(MemberCard card, LinkedCard link, Member member, LocalDate today) {
        return new Person(
                card.id(),
                member.id(),
                members.nameMasked(member),
                card.numberMasked(),
                card.status(),
                link.perSpendFen(),
                link.perDayFen(),
                link.usedFenOn(today),
                link.linkedAt());
    }
}
