package io.kabao.level;

/**
 * What was done with a card within the time that counts, less what was given back of it.
 *
 * @param topUpFen paid in, in fen
 * @param spendFen paid for orders with money, in fen
 * @param points earned by orders
 * @param largestTopUpFen the most that was paid in at once, in fen
 */
record Merits(long topUpFen, long spendFen, long points, long largestTopUpFen) {

    static final Merits NONE = new Merits(0, 0, 0, 0);

    Merits plus(Merits other) {
        return new Merits(
                topUpFen + other.topUpFen,
                spendFen + other.spendFen,
                points + other.points,
                largestTopUpFen + other.largestTopUpFen);
    }

    Merits with(long largestTopUp) {
        return new Merits(topUpFen, spendFen, points, largestTopUp);
    }
}
