package io.kabao.ledger;

import java.sql.SQLException;
import java.util.Set;

/** Tells whether a statement failed because somebody else has locked a row that it wanted; nothing else is undone then. */
final class LockTaken {

    /** Not got in time, by MySQL and MariaDB; MariaDB's and MySQL's for one that is not to be waited for. */
    private static final Set<Integer> NUMBERS = Set.of(1205, 3572);

    private LockTaken() {}

    static boolean isOne(SQLException failure) {
        return NUMBERS.contains(failure.getErrorCode());
    }
}
