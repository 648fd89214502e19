package io.kabao.ledger;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Commands that wait, first come first served; full at a limit, and no merchant takes more than half of it. */
final class Lane {

    private final ArrayDeque<Pending<?>> waiting = new ArrayDeque<>();
    private final Map<Long, Integer> ofMerchants = new HashMap<>();
    private final int most;

    Lane(int most) {
        this.most = most;
    }

    boolean offer(Pending<?> pending) {
        var merchant = pending.booking().merchantId();
        if (waiting.size() >= most || ofMerchants.getOrDefault(merchant, 0) >= most / 2) {
            return false;
        }
        add(pending);
        return true;
    }

    /** What was taken before waits again, behind all others and whatever the limits. */
    void add(Pending<?> pending) {
        waiting.add(pending);
        ofMerchants.merge(pending.booking().merchantId(), 1, Integer::sum);
    }

    @Nullable
    Pending<?> poll() {
        var next = waiting.poll();
        if (next != null) {
            ofMerchants.computeIfPresent(next.booking().merchantId(), (_, count) -> count == 1 ? null : count - 1);
        }
        return next;
    }

    int size() {
        return waiting.size();
    }
}
