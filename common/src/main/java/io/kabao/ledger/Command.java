package io.kabao.ledger;

import io.kabao.access.Agreement;
import io.kabao.kernel.error.BusinessError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something to be done to one holder's balances.
 *
 * @param <R> what it is answered with; stored as JSON and given again
 */
public interface Command<R> {

    /** Who, whose, what number. */
    Booking booking();

    /** The type of its answer. */
    Class<R> answerType();

    /** The refusal of a number that an earlier command has; that one's txn has this id. */
    default BusinessError numberUsed(long txnId) {
        return new BusinessError(BooksError.NUMBER_USED).with("id", Long.toString(txnId));
    }

    /** Lots that it needs though nothing may be left of them. */
    default List<Long> lots() {
        return List.of();
    }

    /** Holders that it looks at beside its own and that must not change meanwhile. */
    default List<Long> alsoLocks() {
        return List.of();
    }

    /**
     * That a second person agreed: the decision is written with the command, which is refused with
     * {@link io.kabao.access.AccessError#APPROVAL_OVER} where it was decided otherwise in the meantime. Null: nobody was asked.
     */
    default @Nullable Agreement agreement() {
        return null;
    }

    /**
     * Whether it is decided before the others of its batch: one that counts what others have written would miss what they
     * are about to write.
     */
    default boolean comesFirst() {
        return false;
    }

    /** Whether it may wait while others are served. */
    default boolean isBackground() {
        return false;
    }
}
