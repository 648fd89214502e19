package io.kabao.sandbox.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults ordered and not yet used up; for one path they strike in the order in which they were ordered. */
public final class Faults {
    private static final int AT_MOST = 1_000;

    private final List<Fault> waiting = new ArrayList<>();

    /** Orders a fault. Error: 1,000 are waiting already. */
    public synchronized void order(Fault fault) {
        if (waiting.size() == AT_MOST) {
            throw new IllegalArgumentException("at most " + AT_MOST + " faults may wait");
        }
        waiting.add(fault);
    }

    /** What is still to strike, {@code times} counted down. */
    public synchronized List<Fault> waiting() {
        return List.copyOf(waiting);
    }

    /** Takes back all that has not struck yet. */
    public synchronized void clear() {
        waiting.clear();
    }

    synchronized Optional<Fault> strike(String path) {
        for (int i = 0; i < waiting.size(); i++) {
            Fault fault = waiting.get(i);
            if (fault.isFor(path)) {
                if (fault.times() == 1) {
                    waiting.remove(i);
                } else {
                    waiting.set(
                            i,
                            new Fault(fault.path(), fault.kind(), fault.times() - 1, fault.errcode(), fault.millis()));
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
