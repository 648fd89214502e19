package io.kabao.card;

import io.kabao.kernel.id.Ids;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Running card numbers. Each instance takes a block in a short transaction of its own, so that claims do not queue for one
 * row; what a stopped instance has not used is a gap.
 */
@Component
class CardNumbers {

    static final int BLOCK = 100;

    private final CardNumberMapper sequence;
    private final Ids ids;
    private final TransactionTemplate ownTransaction;
    private final ConcurrentHashMap<Key, Block> blocks = new ConcurrentHashMap<>();

    private record Key(long merchantId, String prefix) {}

    private record Block(long next, long end) {}

    CardNumbers(CardNumberMapper sequence, Ids ids, TransactionTemplate ownTransaction) {
        this.sequence = sequence;
        this.ids = ids;
        this.ownTransaction = ownTransaction;
    }

    /**
     * The next number of the template's sequence: its prefix and at least as many digits as it asks for.
     *
     * @throws IllegalStateException inside a transaction: whoever waits for a block would hold two connections
     */
    String next(CardTemplate template) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A number is taken before the transaction that uses it");
        }
        var key = new Key(template.merchantId(), template.numberPrefix());
        var taken = new AtomicLong();
        blocks.compute(key, (_, block) -> {
            var present = block == null || block.next() == block.end() ? reserve(key) : block;
            taken.set(present.next());
            return new Block(present.next() + 1, present.end());
        });
        return template.numberPrefix() + padded(taken.get(), template.numberDigits());
    }

    private Block reserve(Key key) {
        var id = ids.next();
        return ownTransaction.execute(_ -> {
            sequence.begin(id, key.merchantId(), key.prefix());
            var first = sequence.lock(key.merchantId(), key.prefix());
            sequence.advance(key.merchantId(), key.prefix(), first + BLOCK);
            return new Block(first, first + BLOCK);
        });
    }

    private static String padded(long value, int digits) {
        var text = Long.toString(value);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }
}
