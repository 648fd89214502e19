package io.kabao.privacy;

import io.kabao.card.CardStatus;
import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.kernel.Phone;
import io.kabao.kernel.error.BusinessError;
import io.kabao.ledger.CardLinks;
import io.kabao.ledger.Holder;
import io.kabao.ledger.Holders;
import io.kabao.ledger.LinkedCard;
import io.kabao.member.Member;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The cards of somebody who is about to be erased: nothing may be on them, and then they end. */
@Component
class CardsAtTheEnd {

    private final KeptCards kept;
    private final MemberCards cards;
    private final Holders holders;
    private final CardLinks links;

    CardsAtTheEnd(KeptCards kept, MemberCards cards, Holders holders, CardLinks links) {
        this.kept = kept;
        this.cards = cards;
        this.holders = holders;
        this.links = links;
    }

    /**
     * Locks all that the member's balances hang on, before anything else is locked, and gives the ids of their holders.
     * Errors: {@link PrivacyError#MONEY_ON_CARD}, {@link PrivacyError#MONEY_OWED}.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Set<Long> lockEmpty(Member member) {
        var held = kept.heldBy(member);
        var locked = holders.lock(member.merchantId(), KeptCards.holdersOf(member, held));
        var others = othersAmong(member, held);
        requireNothingOn(
                locked.stream().filter(holder -> !others.contains(holder.id())).toList());
        return locked.stream().map(Holder::id).collect(Collectors.toCollection(HashSet::new));
    }

    /** Holders of cards that share a family's or a company's balance: what is there is not the member's. */
    private Set<Long> othersAmong(Member member, List<MemberCard> held) {
        var linked = links
                .all(member.merchantId(), held.stream().map(MemberCard::id).toList())
                .stream()
                .map(LinkedCard::cardId)
                .collect(Collectors.toSet());
        var others = held.stream()
                .filter(card -> linked.contains(card.id()))
                .map(MemberCard::holderId)
                .collect(Collectors.toCollection(HashSet::new));
        held.stream()
                .filter(card -> !linked.contains(card.id()))
                .map(MemberCard::holderId)
                .forEach(others::remove);
        return others;
    }

    private static void requireNothingOn(List<Holder> locked) {
        var principal = sum(locked, Holder::principalFen);
        var bonus = sum(locked, Holder::bonusFen);
        var held = sum(locked, Holder::heldFen);
        var commission = sum(locked, Holder::commissionFen);
        if (principal + bonus + held + commission > 0) {
            throw new BusinessError(PrivacyError.MONEY_ON_CARD)
                    .with("principalFen", principal)
                    .with("bonusFen", bonus)
                    .with("heldFen", held)
                    .with("commissionFen", commission);
        }
        var debt = sum(locked, Holder::debtFen);
        if (debt > 0) {
            throw new BusinessError(PrivacyError.MONEY_OWED).with("debtFen", debt);
        }
    }

    private static long sum(List<Holder> locked, ToLongFunction<Holder> amount) {
        return locked.stream().mapToLong(amount).sum();
    }

    /**
     * Ends the member's cards and says how many were in use; the member is held, so that no other comes.
     *
     * @throws OptimisticLockingFailureException when a card has come or has another holder than those locked
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long end(Member member, Set<Long> lockedHolders, @Nullable Phone phone) {
        var held = kept.heldBy(member);
        if (!lockedHolders.containsAll(held.stream().map(MemberCard::holderId).toList())) {
            throw new OptimisticLockingFailureException("Cards of member " + member.id() + " changed meanwhile");
        }
        held.forEach(card -> cards.end(card, phone));
        links.end(member.merchantId(), held.stream().map(MemberCard::id).toList());
        return held.stream()
                .filter(card -> card.status().canBecome(CardStatus.CANCELLED))
                .count();
    }
}
