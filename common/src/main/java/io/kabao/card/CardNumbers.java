package io.kabao.card;

import io.kabao.kernel.id.Ids;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
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

    /** Blocks that are skipped in one go because old cards have all their numbers. */
    private static final int BLOCKS_MOST = 1_000;

    private final CardNumberMapper sequence;
    private final Ids ids;
    private final TransactionTemplate ownTransaction;
    private final ConcurrentHashMap<Key, Block> blocks = new ConcurrentHashMap<>();

    private record Key(long merchantId, String prefix, int digits) {}

    /** Numbers that nobody has, of which the first {@code used} are given away. */
    private record Block(List<String> numbers, int used) {}

    CardNumbers(CardNumberMapper sequence, Ids ids, TransactionTemplate ownTransaction) {
        this.sequence = sequence;
        this.ids = ids;
        this.ownTransaction = ownTransaction;
    }

    /**
     * The next number of the template's sequence: its prefix and at least as many digits as it asks for. Numbers that old
     * cards brought along are left out.
     *
     * @throws IllegalStateException inside a transaction: whoever waits for a block would hold two connections
     */
    String next(CardTemplate template) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A number is taken before the transaction that uses it");
        }
        var key = new Key(template.merchantId(), template.numberPrefix(), template.numberDigits());
        var block = blocks.compute(key, (_, known) -> {
            var present = known == null || known.used() == known.numbers().size() ? reserve(key) : known;
            return new Block(present.numbers(), present.used() + 1);
        });
        return block.numbers().get(block.used() - 1);
    }

    private Block reserve(Key key) {
        for (var tries = 0; tries < BLOCKS_MOST; tries++) {
            var first = reserveBlock(key);
            var numbers = LongStream.range(first, first + BLOCK)
                    .mapToObj(value -> key.prefix() + padded(value, key.digits()))
                    .toList();
            var taken = Set.copyOf(sequence.taken(key.merchantId(), numbers));
            if (taken.size() < BLOCK) {
                return new Block(
                        numbers.stream()
                                .filter(number -> !taken.contains(number))
                                .toList(),
                        0);
            }
        }
        throw new IllegalStateException("Old cards have " + BLOCKS_MOST * BLOCK + " numbers in a row");
    }

    private long reserveBlock(Key key) {
        var id = ids.next();
        return ownTransaction.execute(_ -> {
            sequence.begin(id, key.merchantId(), key.prefix());
            var first = sequence.lock(key.merchantId(), key.prefix());
            sequence.advance(key.merchantId(), key.prefix(), first + BLOCK);
            return first;
        });
    }

    private static String padded(long value, int digits) {
        var text = Long.toString(value);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }
}
