package io.kabao.ledger;

import io.kabao.kernel.json.JsonId;
import org.jspecify.annotations.Nullable;

/**
 * Something in the books that can't be so.
 *
 * @param invariant which rule it breaks, as in {@code TXN_BALANCED}
 * @param id of the txn, holder, lot or entry
 * @param entryNo of the holder's entry where the chain breaks; null where it is about something else
 */
public record Finding(
        String invariant, @JsonId long id, @Nullable Long entryNo) {}
