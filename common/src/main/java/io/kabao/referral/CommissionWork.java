package io.kabao.referral;

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
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Settles commissions whose time has come, in the background of both doors. A fact that is taken is put off first, so that
 * others leave it alone; one that could not be settled comes back by itself.
 */
@Component
class CommissionWork implements SmartLifecycle {

    /** How long a fact is left alone that somebody has taken. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final int WIDTH = 64;
    private static final Logger LOG = LoggerFactory.getLogger(CommissionWork.class);

    private final CommissionMapper mapper;
    private final Wallets wallets;
    private final Books books;
    private final TransactionTemplate inTransaction;
    private final Clock clock;
    private final Drain drain = new Drain("commissions", WIDTH, new Bell(), this::claim);

    CommissionWork(
            CommissionMapper mapper, Wallets wallets, Books books, TransactionTemplate inTransaction, Clock clock) {
        this.mapper = mapper;
        this.wallets = wallets;
        this.books = books;
        this.inTransaction = inTransaction;
        this.clock = clock;
    }

    private List<Runnable> claim(int most) {
        var now = clock.instant();
        var due = inTransaction.execute(_ -> {
            var taken = mapper.lockDue(now, most);
            if (!taken.isEmpty()) {
                mapper.putOff(taken.stream().map(CommissionMapper.Due::id).toList(), now.plus(LEASE));
            }
            return taken;
        });
        return due == null
                ? List.of()
                : due.stream().<Runnable>map(fact -> () -> settle(fact)).toList();
    }

    private void settle(CommissionMapper.Due fact) {
        var holder = wallets.holderOf(fact.merchantId(), fact.beneficiaryId());
        if (holder.isEmpty()) {
            // Nobody is there any more who could have it.
            mapper.drop(fact.merchantId(), fact.id());
            return;
        }
        var booking = new Booking(
                Actor.system(fact.merchantId()),
                new CardRef.OfHolder(holder.get()),
                CommissionSettlement.TYPE,
                fact.id() + "-" + fact.revision(),
                Booking.Place.NONE,
                null);
        try {
            var _ = books.submit(new CommissionSettlement(booking, fact.id(), fact.lotId()));
        } catch (BusinessError refusal) {
            LOG.info("Commission {} is not settled yet: {}", fact.id(), refusal.code());
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
