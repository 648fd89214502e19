package io.kabao.e2e.bench;

/** How one customer after another gets a card: signs in, looks at the offer, claims and activates. Used by one thread. */
interface Journey extends AutoCloseable {

    /** Takes one customer all the way and says how long the claim alone took, in nanoseconds. */
    long walk() throws Exception;
}
