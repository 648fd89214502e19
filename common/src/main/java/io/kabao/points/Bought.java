package io.kabao.points;

import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as the rules look at it.
 *
 * @param at when it was paid
 * @param day the merchant's business day of that time
 * @param items what earns points; lines that earn none are left out
 * @param birthday of the card's member; null: not known, or no rule asks for it
 * @param rung where the card stands; null: its merchant has no levels
 * @param earnedToday points that orders of the same holder have earned on that day before
 */
public record Bought(
        Instant at,
        LocalDate day,
        @Nullable Long storeId,
        EarnRule.Channel channel,
        List<Item> items,
        @Nullable MonthDay birthday,
        @Nullable Rung rung,
        long earnedToday) {

    /** Takes a copy of the list. */
    public Bought {
        items = List.copyOf(items);
    }

    @Override
    public String toString() {
        return "Bought[" + day + "]";
    }

    /**
     * A level, as far as points go by it.
     *
     * @param pointsBp what is earned of what the rules give, in basis points
     */
    public record Rung(long levelId, String name, int pointsBp) {}

    /**
     * A line, or the order as a whole where a till tells an amount only.
     *
     * @param fen paid for it, however it was paid
     */
    public record Item(@Nullable String category, long fen) {}
}
