package io.kabao.desk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done to a card. */
public sealed interface CardDeed {

    /** For the audit, as in {@code CARD_FROZEN}. */
    String action();

    /** Holders beside the card's own that must not change meanwhile. */
    default List<Long> alsoLocks() {
        return List.of();
    }

    /** Nothing moves on the card until it is unfrozen. */
    record Freeze(String reason) implements CardDeed {
        @Override
        public String action() {
            return "CARD_FROZEN";
        }
    }

    /** A frozen card is in use again. */
    record Unfreeze() implements CardDeed {
        @Override
        public String action() {
            return "CARD_UNFROZEN";
        }
    }

    /** The card goes on under another number; a frozen one is in use again. */
    record Reissue(String number) implements CardDeed {
        @Override
        public String action() {
            return "CARD_REISSUED";
        }

        @Override
        public String toString() {
            return "Reissue";
        }
    }

    /** The card is given back, with nothing left on it. */
    record Cancel() implements CardDeed {
        @Override
        public String action() {
            return "CARD_CANCELLED";
        }
    }

    /** The card was opened to share a balance and does not yet: it never will. */
    record GiveUp() implements CardDeed {
        @Override
        public String action() {
            return "CARD_CANCELLED";
        }
    }

    /**
     * The card, empty, shares another card's holder from here on; one that does already gets other limits.
     *
     * @param toCardId the card whose holder it is
     * @param toHolderId that holder, as it was looked up
     */
    record Link(long toCardId, long toHolderId, Limits limits) implements CardDeed {
        @Override
        public String action() {
            return "CARD_LINKED";
        }

        @Override
        public List<Long> alsoLocks() {
            return List.of(toHolderId);
        }
    }

    /** The card comes back to its own holder, where nothing is. */
    record Unlink() implements CardDeed {
        @Override
        public String action() {
            return "CARD_UNLINKED";
        }
    }

    /**
     * The card is good for longer, also one whose days are over.
     *
     * @param expiresAt its end; null: it has none
     */
    record Extend(@Nullable Instant expiresAt) implements CardDeed {
        @Override
        public String action() {
            return "CARD_EXTENDED";
        }
    }

    /**
     * What a linked card's person may spend, in fen; null: no limit.
     *
     * @param perSpendFen at once
     * @param perDayFen on one business day
     */
    record Limits(@Nullable Long perSpendFen, @Nullable Long perDayFen) {}
}
