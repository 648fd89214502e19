package io.kabao.material;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.ErrorCode;
import io.kabao.kernel.error.RetryLater;
import io.kabao.kernel.tenancy.Tenancy;
import io.kabao.wechat.WechatError;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One run of a batch, from its first print to its last. Each piece of the file and each step of the progress is written under
 * the lease of this run, so that a run that was cancelled or overtaken by another instance writes nothing any more. What WeChat
 * and we have made for a code stays, so that a later run begins anew and has soon come as far.
 */
final class BatchRun {

    /** For how long a run counts as alive after its last step. */
    static final Duration LEASE = Duration.ofSeconds(30);

    /** How often a batch is begun before it is given up. */
    static final int BEGUN_MOST = 10;

    private static final int BLOCK = 100;
    private static final Duration STEP_EVERY = Duration.ofMillis(400);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    /** How long a run waits in all for a WeChat that does not answer, before what needs it is left out. */
    private static final Duration SILENCE_MOST = Duration.ofMinutes(2);

    private static final Duration SILENCE_PAUSE = Duration.ofSeconds(3);
    private static final String NO_STORE = "无门店";
    private static final Logger LOG = LoggerFactory.getLogger(BatchRun.class);

    private final Batch batch;
    private final Tools tools;
    private final BooleanSupplier stopping;
    private final Map<String, List<Integer>> failures = new LinkedHashMap<>();
    private BatchPrints.Block block = BatchPrints.Block.NONE;
    private Duration silence = Duration.ZERO;
    private long lastStep = System.nanoTime();
    private int done;
    private int failed;

    /** What every run needs. */
    record Tools(
            BatchMapper batches,
            ItemMapper items,
            BatchChunks chunks,
            BatchPrints prints,
            Printing printing,
            TransactionTemplate transaction,
            Clock clock) {}

    /** A run of the batch as it was when it was begun; {@code stopping}: whether the process is about to end. */
    BatchRun(Batch batch, Tools tools, BooleanSupplier stopping) {
        this.batch = batch;
        this.tools = tools;
        this.stopping = stopping;
    }

    /** The run is no longer wanted: cancelled, overtaken, or the process ends. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Prints all there is and notes how it ended. */
    void run() {
        try (var _ = Tenancy.bind(batch.merchantId())) {
            try {
                tools.chunks().remove(batch);
                tools.items().tryAgain(batch.merchantId(), batch.id());
                print();
            } catch (Stopped _) {
                tools.batches().giveBack(batch, tools.clock().instant());
            } catch (BusinessError e) {
                LOG.info("Batch {} can't be printed: {}", batch.id(), e.code());
                end(Batch.Status.FAILED, null);
            } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
                LOG.warn("Batch {} came to a stop, begun {} times", batch.id(), batch.leaseNo(), e);
                if (batch.leaseNo() >= BEGUN_MOST) {
                    end(Batch.Status.FAILED, null);
                }
            }
        }
    }

    private void print() throws IOException {
        var plan = tools.prints().plan(batch);
        var file = new BatchFile(this::keep);
        var bundle = bundle(plan, file);
        for (var from = 0; from < batch.total(); from += BLOCK) {
            var items = tools.items().from(batch.merchantId(), batch.id(), from, BLOCK);
            block = tools.prints().block(batch, items);
            for (var item : items) {
                print(plan, item, bundle);
            }
        }
        bundle.close();
        file.close();
        step();
        end(Batch.Status.DONE, file.bytes());
    }

    private Bundle bundle(BatchPrints.Plan plan, BatchFile file) throws IOException {
        return switch (batch.format()) {
            case ZIP ->
                tools.printing().zip(batch.style(), LocalDateTime.ofInstant(batch.createdAt(), ZoneOffset.UTC), file);
            case PDF ->
                new PdfBundle(tools.printing(), batch.style(), plan.brand().name(), file);
        };
    }

    private void print(BatchPrints.Plan plan, ItemMapper.Item item, Bundle bundle) throws IOException {
        while (true) {
            stepIfTime();
            try {
                bundle.add(place(item), tools.prints().print(plan, block, item));
                silence = Duration.ZERO;
                done++;
                return;
            } catch (RetryLater later) {
                // A limit: it passes, and whoever asked waits anyway.
                pause(Duration.ofSeconds(later.retryAfterSeconds()));
            } catch (BusinessError e) {
                if (e.code() != WechatError.WECHAT_UNAVAILABLE || silence.compareTo(SILENCE_MOST) >= 0) {
                    fail(item, e.code());
                    return;
                }
                silence = silence.plus(SILENCE_PAUSE);
                pause(SILENCE_PAUSE);
            } catch (IllegalArgumentException e) {
                LOG.info("Print {} of batch {} can't be drawn: {}", item.place(), batch.id(), e.toString());
                fail(item, MaterialError.PRINT_FAILED);
                return;
            }
        }
    }

    private Bundle.Place place(ItemMapper.Item item) {
        var store = block.store(item);
        var person = block.person(item);
        return new Bundle.Place(
                store == null ? 0 : store.id(),
                store == null ? NO_STORE : store.name(),
                person == null ? null : person.name());
    }

    private void fail(ItemMapper.Item item, ErrorCode code) {
        failures.computeIfAbsent(code.name(), _ -> new ArrayList<>()).add(item.place());
        failed++;
    }

    private void pause(Duration wait) {
        var until = tools.clock().instant().plus(wait);
        while (tools.clock().instant().isBefore(until)) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            stepIfTime();
        }
        // Codes were pointed elsewhere meanwhile, stores closed, people left.
        block = tools.prints().block(batch, block.items());
    }

    private void stepIfTime() {
        if (stopping.getAsBoolean() || Thread.currentThread().isInterrupted()) {
            throw new Stopped();
        }
        if (System.nanoTime() - lastStep >= STEP_EVERY.toNanos()) {
            step();
        }
    }

    private void step() {
        tools.transaction().executeWithoutResult(_ -> {
            hold();
            failures.forEach(
                    (code, places) -> tools.items().fail(batch.merchantId(), batch.id(), List.copyOf(places), code));
        });
        failures.clear();
    }

    private void keep(int place, byte[] piece) {
        tools.transaction().executeWithoutResult(_ -> {
            hold();
            tools.chunks().keep(batch, place, piece);
        });
    }

    /** The row is held until the transaction ends: nobody cancels in between. */
    private void hold() {
        var until = tools.clock().instant().plus(LEASE);
        if (tools.batches().step(batch, done, failed, until) == 0) {
            throw new Stopped();
        }
        lastStep = System.nanoTime();
    }

    private void end(Batch.Status status, @Nullable Long bytes) {
        tools.batches().finish(batch, status, bytes, tools.clock().instant());
    }
}
