package io.kabao.ledger;

/** Shares of whole numbers, without a fraction getting lost on the way. */
public final class Shares {

    private Shares() {}

    /**
     * {@code amount × share ÷ whole}, rounded down; 0 of a whole of 0.
     *
     * @throws ArithmeticException when the product is beyond 2⁶³
     */
    public static long of(long amount, long share, long whole) {
        return whole == 0 ? 0 : Math.floorDiv(Math.multiplyExact(amount, share), whole);
    }
}
