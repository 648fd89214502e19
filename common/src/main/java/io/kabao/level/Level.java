package io.kabao.level;

import io.kabao.kernel.json.JsonId;
import org.jspecify.annotations.Nullable;

/**
 * One level of a merchant's.
 *
 * @param discountBp taken off what an order costs, in basis points; lines sold below their price already are left out
 * @param pointsBp what orders earn of what the rules of points give, in basis points; 10,000: just that
 * @param color of the card, as in {@code Color010}; null: the template's
 * @param backgroundId a picture behind what stands on the card; null: none with a colour of its own, else the template's
 * @param gift on reaching it for the first time; null: none
 */
public record Level(
        @JsonId long id,
        String name,
        int discountBp,
        int pointsBp,
        @Nullable String color,
        @JsonId @Nullable Long backgroundId,
        @Nullable Gift gift,
        Ways ways) {

    /** All of something, in basis points. */
    public static final int WHOLE_BP = 10_000;

    /**
     * What is given.
     *
     * @param bonusFen in fen; 0: none
     * @param points 0: none
     */
    public record Gift(long bonusFen, long points) {}

    /**
     * The ways in; the level that all begin at has none.
     *
     * @param growth at least so much of it; null: no way
     * @param topUpFen at least so much paid in at once, in fen; null: no way
     * @param fee for which it is sold; null: it is not
     */
    public record Ways(
            @Nullable Long growth,
            @Nullable Long topUpFen,
            @Nullable Fee fee) {}

    /**
     * For how much a level is sold, and for how long.
     *
     * @param days of the term
     */
    public record Fee(long priceFen, int days) {}

    /** Whether it is reached by what was done with a card. */
    boolean isReachedBy(Merits merits, long growth) {
        return (ways.growth() != null && growth >= ways.growth())
                || (ways.topUpFen() != null && merits.largestTopUpFen() >= ways.topUpFen());
    }
}
