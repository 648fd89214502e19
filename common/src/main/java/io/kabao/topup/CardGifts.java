package io.kabao.topup;

import io.kabao.claim.Giving;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Cards that top-ups owe by their rules: given right after the top-up, or by a job where that failed. */
@Service
public class CardGifts {

    private static final Logger LOG = LoggerFactory.getLogger(CardGifts.class);
    private static final int DUE_AT_ONCE = 200;

    private final CardGiftMapper mapper;
    private final Giving giving;
    private final TransactionTemplate inTransaction;
    private final Clock clock;

    CardGifts(CardGiftMapper mapper, Giving giving, TransactionTemplate inTransaction, Clock clock) {
        this.mapper = mapper;
        this.giving = giving;
        this.inTransaction = inTransaction;
        this.clock = clock;
    }

    /** Gives what a top-up owes. The top-up is booked, so nothing here is told as an error of it, nor holds up others' cards. */
    void give(long merchantId, long topUpId) {
        try {
            mapper.owed(merchantId, topUpId).ifPresent(this::give);
        } catch (RuntimeException e) {
            LOG.warn("The card that top-up {} owes is given later", topUpId, e);
        }
    }

    /** Gives what is still owed to anybody; what fails once more is left for the next time. */
    public void giveOwed() {
        var due = mapper.due(0, DUE_AT_ONCE);
        while (!due.isEmpty()) {
            due.forEach(owed -> give(owed.merchantId(), owed.id()));
            due = mapper.due(due.getLast().id(), DUE_AT_ONCE);
        }
    }

    private void give(CardGift owed) {
        var gift = giving.prepare(owed.merchantId(), owed.templateId(), owed.cardId());
        inTransaction.executeWithoutResult(_ -> {
            if (mapper.end(owed.merchantId(), owed.id(), clock.instant()) == 1) {
                giving.give(gift);
            }
        });
    }
}
