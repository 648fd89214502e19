package io.kabao.ledger;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Points that a holder's orders have earned on the last business day that they earned any.
 *
 * @param day null: never
 */
record EarnedOn(@Nullable LocalDate day, long points) {

    static final EarnedOn NEVER = new EarnedOn(null, 0);

    long on(LocalDate other) {
        return other.equals(day) ? points : 0;
    }

    EarnedOn plus(LocalDate other, long more) {
        return new EarnedOn(other, Math.addExact(on(other), more));
    }
}
