package io.kabao.ledger;

import org.jspecify.annotations.Nullable;

/**
 * One entry to be: what is moved, of which lot, by how much.
 *
 * @param amount fen or points, never 0
 * @param balanceAfter of the holder's account; null for the merchant's own
 */
record Leg(
        Account account,
        @Nullable Long lotId,
        long amount,
        @Nullable Long balanceAfter) {

    Leg {
        if (amount == 0) {
            throw new IllegalArgumentException("An entry moves something");
        }
    }
}
