package io.kabao.referral;

import io.kabao.card.CardStatus;
import io.kabao.card.MemberCard;
import io.kabao.card.MemberCards;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.work.Bell;
import io.kabao.kernel.work.Drain;
import io.kabao.ledger.Booking;
import io.kabao.ledger.Books;
import io.kabao.ledger.CardRef;
import io.kabao.member.Wallets;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Settles commissions whose time has come, in the background of both doors. A fact that is taken is put off first, so that
 * others leave it alone; one that could not be settled comes back by itself.
 */
@Component
class CommissionWork implements SmartLifecycle {

    /** How long a fact is left alone that somebody has taken. */
    static final Duration LEASE = Duration.ofSeconds(30);

    /** How long one waits whose wallet can't be used yet. */
    static final Duration NOT_READY = Duration.ofHours(1);

    private static final int WIDTH = 16;
    private static final Logger LOG = LoggerFactory.getLogger(CommissionWork.class);

    private final CommissionMapper mapper;
    private final Wallets wallets;
    private final MemberCards cards;
    private final Books books;
    private final Clock clock;
    private final Drain drain = new Drain("commissions", WIDTH, new Bell(), this::claim);

    CommissionWork(CommissionMapper mapper, Wallets wallets, MemberCards cards, Books books, Clock clock) {
        this.mapper = mapper;
        this.wallets = wallets;
        this.cards = cards;
        this.books = books;
        this.clock = clock;
    }

    private List<Runnable> claim(int most) {
        var now = clock.instant();
        return mapper.due(now, most).stream()
                .filter(fact -> mapper.putOff(fact, now.plus(LEASE)) == 1)
                .<Runnable>map(fact -> () -> settle(fact))
                .toList();
    }

    /**
     * Where a fact is settled.
     *
     * @param payeeId who is credited; null: what was credited is taken back
     */
    private record Place(long holderId, @Nullable Long payeeId) {}

    /** What was credited is taken back where it was. */
    private Optional<Place> placeOf(CommissionMapper.Due fact) {
        if (fact.holderId() != null) {
            return Optional.of(new Place(fact.holderId(), null));
        }
        return wallets.ownerOf(fact.merchantId(), fact.beneficiaryId())
                .map(owner -> new Place(
                        fact.way() == Way.POINTS ? pointsOf(fact.merchantId(), owner) : owner.holderId(),
                        owner.memberId()));
    }

    /** Whose card shares another's balance has the points there; who has a balance of their own beside it has them on that. */
    private long pointsOf(long merchantId, Wallets.Owner owner) {
        var holders = cards.ofMember(merchantId, owner.memberId()).stream()
                .filter(card -> card.status() == CardStatus.OFFLINE
                        || card.status() == CardStatus.ACTIVE
                        || card.status() == CardStatus.FROZEN)
                .sorted(Comparator.comparingLong(MemberCard::id))
                .map(MemberCard::holderId)
                .toList();
        return holders.isEmpty() || holders.contains(owner.holderId()) ? owner.holderId() : holders.getFirst();
    }

    private void settle(CommissionMapper.Due fact) {
        var place = placeOf(fact);
        if (place.isEmpty()) {
            // Nobody is there any more who could have it.
            mapper.drop(fact.merchantId(), fact.id());
            return;
        }
        var booking = new Booking(
                Actor.system(fact.merchantId()),
                new CardRef.OfHolder(place.get().holderId()),
                CommissionSettlement.TYPE,
                fact.id() + "-" + fact.revision(),
                Booking.Place.NONE,
                null);
        try {
            var _ = books.submit(
                    new CommissionSettlement(booking, fact.id(), place.get().payeeId(), fact.lotId()));
        } catch (BusinessError refusal) {
            LOG.info("Commission {} is not settled yet: {}", fact.id(), refusal.code());
            if (refusal.code() == ReferralError.WALLET_NOT_READY) {
                mapper.waitFor(fact.merchantId(), fact.id(), clock.instant().plus(NOT_READY));
            }
        }
    }

    @Override
    public void start() {
        drain.start();
    }

    @Override
    public void stop() {
        Drain.stopAll(List.of(drain));
    }

    @Override
    public boolean isRunning() {
        return drain.isRunning();
    }
}
