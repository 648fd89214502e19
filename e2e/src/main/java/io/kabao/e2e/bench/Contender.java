package io.kabao.e2e.bench;

/** One side of a comparison: a name for the table, and how a client of it comes to be. */
record Contender(String name, Connecting connecting) {

    /** Connects one client, before the clock runs. */
    @FunctionalInterface
    interface Connecting {
        Client connect() throws Exception;
    }

    /** One client, used by one thread. */
    interface Client extends AutoCloseable {
        /** One operation, from question to answer; a wrong answer is an error. */
        void call() throws Exception;
    }
}
