package io.kabao.material;

import io.kabao.kernel.work.Drain;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes batches in the background of the admin door, never two of a merchant at once, whichever instances there are; what an
 * instance that is gone has left, another one makes. The customers' door is left alone with it.
 */
@Component
@ConditionalOnProperty(name = "kabao.app", havingValue = "admin-api")
public class BatchWorker implements SmartLifecycle {

    /** Batches that an instance makes at once, each of another merchant. */
    static final int WIDTH = 2;

    private static final int LOOKED_AT = 50;

    private final BatchRun.Tools tools;
    private final Drain drain;
    private volatile boolean stopping;

    BatchWorker(
            BatchShelf shelf,
            BatchMapper batches,
            ItemMapper items,
            BatchChunks chunks,
            BatchPrints prints,
            Printing printing,
            TransactionTemplate transaction,
            Clock clock) {
        this.tools = new BatchRun.Tools(batches, items, chunks, prints, printing, transaction, clock);
        this.drain = new Drain("materials", WIDTH, shelf.bell(), this::begin);
    }

    private List<Runnable> begin(int most) {
        tools.chunks().removeUnwanted();
        var begun = new ArrayList<Runnable>();
        var busy = new HashSet<Long>();
        for (var due : tools.batches().due(tools.clock().instant(), LOOKED_AT)) {
            if (begun.size() == most) {
                break;
            }
            if (busy.add(due.merchantId()) && isBegun(due)) {
                var batch = due.begun();
                begun.add(() -> new BatchRun(batch, tools, () -> stopping).run());
            }
        }
        return begun;
    }

    private boolean isBegun(Batch due) {
        var now = tools.clock().instant();
        try {
            return tools.batches().begin(due, now, now.plus(BatchRun.LEASE)) == 1;
        } catch (DuplicateKeyException _) {
            // Another one of the merchant's was begun elsewhere at this moment.
            return false;
        }
    }

    @Override
    public void start() {
        stopping = false;
        drain.start();
    }

    /** What runs is given back after the print at hand. */
    @Override
    public void stop() {
        stopping = true;
        Drain.stopAll(List.of(drain));
    }

    @Override
    public boolean isRunning() {
        return drain.isRunning();
    }
}
