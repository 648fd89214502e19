package io.kabao.level;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A look at where cards stand: what becomes of each by what was done with it.
 *
 * @param zone of the merchant's days
 * @param occasion why they are looked at
 */
record Look(Ladder ladder, Instant now, ZoneId zone, Occasion occasion) {

    /** Why cards are looked at. */
    enum Occasion {
        /** Something was done with them. */
        DONE,
        /** Something was given back. */
        GIVEN_BACK,
        /** Their time is over. */
        TERM,
        /** The levels are others; who is too high stays until their time is over. */
        RULES,
        /** The levels are others, and who is too high falls at once. */
        RULES_AT_ONCE
    }

    /**
     * What a card came to its level by, or kept it by.
     *
     * @param left what was done in the time that counted then, and is not given back
     * @param back what is given back of that now
     */
    record Since(Merits left, Merits back) {

        static final Since NOTHING = new Since(Merits.NONE, Merits.NONE);
    }

    /**
     * What becomes of a card.
     *
     * @param reason why it goes to another level; null: it stays where it is
     */
    record Outcome(CardLevel isNow, LevelChange.@Nullable Reason reason) {}

    /**
     * What becomes of a card.
     *
     * @param merits what was done with it within the time that counts
     * @param since what it came to its level by
     */
    Outcome at(CardLevel was, Merits merits, Since since) {
        var earned = ladder.rank(ladder.earnedBy(merits).id());
        var here = ladder.rank(was.levelId());
        var isGone = was.levelId() != null && ladder.level(was.levelId()).isEmpty();
        if (isGone) {
            return new Outcome(placed(was, earned), LevelChange.Reason.RULES);
        }
        if (earned > here) {
            return new Outcome(placed(was, earned), rising());
        }
        return switch (occasion) {
            case DONE -> new Outcome(earned == here && was.graceUntil() != null ? kept(was) : was, null);
            case GIVEN_BACK -> givenBack(was, earned, since);
            case TERM -> termIsOver(was, earned);
            case RULES -> new Outcome(dated(was), null);
            case RULES_AT_ONCE ->
                earned < here
                        ? new Outcome(placed(was, earned), LevelChange.Reason.RULES)
                        : new Outcome(dated(was), null);
        };
    }

    private LevelChange.Reason rising() {
        return occasion == Occasion.RULES || occasion == Occasion.RULES_AT_ONCE
                ? LevelChange.Reason.RULES
                : LevelChange.Reason.REACHED;
    }

    /** Only whose level was reached with what is given back now, and would not have been without it, falls. */
    private Outcome givenBack(CardLevel was, int earned, Since since) {
        var here = ladder.rank(was.levelId());
        if (earned >= here) {
            return new Outcome(was, null);
        }
        var without = ladder.rank(ladder.earnedBy(since.left()).id());
        var with = ladder.rank(ladder.earnedBy(since.left().plus(since.back())).id());
        return without < here && with >= here
                ? new Outcome(placed(was, Math.max(earned, without)), LevelChange.Reason.REFUNDED)
                : new Outcome(was, null);
    }

    private Outcome termIsOver(CardLevel was, int earned) {
        var keep = ladder.keep();
        var here = ladder.rank(was.levelId());
        var due = was.dueAt();
        if (due == null || due.isAfter(now)) {
            return new Outcome(was, null);
        }
        if (keep == null || earned == here) {
            return new Outcome(kept(was), null);
        }
        if (was.graceUntil() == null && keep.graceDays() > 0) {
            return new Outcome(was.inGraceUntil(due.plus(Duration.ofDays(keep.graceDays()))), null);
        }
        var to = keep.fall() == Ladder.Keep.Fall.ONE_DOWN ? Math.max(here - 1, earned) : earned;
        var fallen = placed(was, to);
        return new Outcome(to > earned ? fallen.unearned() : fallen, LevelChange.Reason.MISSED);
    }

    private CardLevel placed(CardLevel was, int rank) {
        var level = rank == 0 ? null : Long.valueOf(ladder.levels().get(rank).id());
        return was.at(level, now, endOf(rank));
    }

    private CardLevel kept(CardLevel was) {
        return was.at(was.levelId(), now, endOf(ladder.rank(was.levelId())));
    }

    /** New rules may have begun to ask, or asked no more. */
    private CardLevel dated(CardLevel was) {
        var asks = ladder.keep() != null && ladder.rank(was.levelId()) > 0;
        if (asks == (was.keepUntil() != null)) {
            return was;
        }
        return was.keptUntil(endOf(ladder.rank(was.levelId())));
    }

    private @Nullable Instant endOf(int rank) {
        return ladder.keep() == null || rank == 0 ? null : ladder.keep().endOf(now, zone);
    }
}
