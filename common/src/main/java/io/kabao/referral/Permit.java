package io.kabao.referral;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far up the chain of friends a merchant may pay.
 *
 * @param id the merchant's
 * @param levelsMost that the platform allows
 * @param acceptedMost that the owner has accepted the warning for; 0: none
 * @param acceptedWords version of the warning
 */
record Permit(
        long id,
        long merchantId,
        int levelsMost,
        Instant setAt,
        int acceptedMost,
        @Nullable String acceptedWords,
        @Nullable Instant acceptedAt,
        @Nullable Long acceptedBy) {

    /** Without anybody's word one level is open. */
    static final int USUAL = 1;

    /**
     * Levels that a rule may have that is put in force now. A warning in other words has to be accepted anew; a rule that was
     * agreed to before goes on as it was.
     *
     * @param words version of the warning in force
     */
    int open(String words) {
        return words.equals(acceptedWords) ? Math.max(USUAL, Math.min(levelsMost, acceptedMost)) : USUAL;
    }
}
