package io.kabao.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of command on the books, at home in its own package. Each batch has its commands of a kind read together,
 * decided one after another and written together.
 *
 * @param <C> its commands
 * @param <R> what they are answered with
 */
public interface CommandKind<C extends Command<R>, R> {

    /** The type of its commands. */
    Class<C> commands();

    /**
     * Rows that these change and that commands on other holders, of this kind or another, may change at the same time. They are
     * locked before any kind loads, table by table and in the order of their ids: two batches that want the same rows never wait
     * for each other in a ring.
     */
    default List<Guard> guards(Reads reads, List<C> batch) {
        return List.of();
    }

    /** A row to be locked, by the id of its table. */
    record Guard(String table, long id) {}

    /** Reads what all of these need, under the locks of their holders. */
    Batch<C, R> load(Reads reads, List<C> batch);

    /** The commands of this kind in one batch. */
    interface Batch<C, R> {

        /**
         * Decides a command: moves the purse and says what is answered, or throws a refusal, which leaves no trace. It
         * sees what the commands before it did, and asks nobody.
         */
        Decision<R> decide(C command, Turn turn, Purse purse);

        /** Writes the rows of all that were decided. */
        void write(Writes writes);
    }

    /**
     * A command's turn.
     *
     * @param txnId that its entries will belong to
     * @param card null for a command on the holder itself
     * @param now the time of the batch
     */
    record Turn(long txnId, @Nullable CardState card, Instant now) {

        /** The card of a command that names one. */
        public CardState requireCard() {
            if (card == null) {
                throw new IllegalStateException("The command names no card");
            }
            return card;
        }
    }

    /**
     * What a command came to.
     *
     * @param answer what the caller gets
     * @param action for the audit, as in {@code SPENT}
     * @param thing for the audit, as in {@code SPEND}
     * @param thingId id of the order, top-up … that was made: usually the txn's own
     * @param reversesTxnId txn that it undoes, wholly or in part
     * @param card the card as it is from here on; null: as it was
     */
    record Decision<R>(
            R answer,
            String action,
            String thing,
            long thingId,
            @Nullable Long reversesTxnId,
            @Nullable CardState card) {

        /** A decision that leaves the card as it was. */
        public Decision(R answer, String action, String thing, long thingId, @Nullable Long reversesTxnId) {
            this(answer, action, thing, thingId, reversesTxnId, null);
        }
    }
}
