package io.kabao.ledger;

import com.zaxxer.hikari.HikariDataSource;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The one way into the books. Commands on one card go through one shard, whose writer commits all that wait together; a
 * command is answered only once it is committed.
 */
@Component
public class Books implements SmartLifecycle {

    private static final int SHARDS_MOST = 4;
    private static final int PHASES_BELOW = 8_192;
    private static final Duration UNTIL_TAKEN = Duration.ofSeconds(2);
    private static final Duration UNTIL_DONE = Duration.ofSeconds(20);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(15);

    private final BatchTools tools;
    private final HikariDataSource shared;
    private final MeterRegistry meters;
    private final int batchMost;

    private volatile List<Shard> shards = List.of();
    private @Nullable HikariDataSource connections;

    Books(
            BatchTools tools,
            HikariDataSource shared,
            MeterRegistry meters,
            @Value("${kabao.books.batch-max:128}") int batchMost) {
        this.tools = tools;
        this.shared = shared;
        this.meters = meters;
        this.batchMost = batchMost;
    }

    /**
     * Brings a command into the books, or gives the answer that the same request got before. What the command is refused
     * with goes through and leaves nothing behind. Errors: {@link BooksError#NOT_EXECUTED},
     * {@link BooksError#OUTCOME_UNKNOWN}, {@link BooksError#CARD_NOT_FOUND}, {@link BooksError#CARD_AMBIGUOUS},
     * {@link BooksError#MEMBER_CODE_INVALID}, those of the command.
     *
     * @throws IllegalStateException inside a transaction: the writer could wait for what the caller has locked
     */
    public <R> Booked<R> submit(Command<R> command) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("The books are written in a transaction of their own");
        }
        if (command.booking().card() instanceof CardRef.ByCode) {
            // The code is used up by then, and forgotten a day later.
            var before = given(command);
            if (before.isPresent()) {
                return before.get();
            }
        }
        var all = shards;
        if (all.isEmpty()) {
            throw new BusinessError(BooksError.NOT_EXECUTED);
        }
        var pending = new Pending<>(command);
        all.get(Math.floorMod(command.booking().card().hashCode(), all.size())).submit(pending);
        return pending.await(UNTIL_TAKEN, UNTIL_DONE);
    }

    /**
     * What the same request was answered with before: for who has to look before asking, because what they would ask for can
     * be asked for once only. Errors: {@link KernelError#IDEMPOTENCY_KEY_REUSED}.
     */
    public <R> Optional<Booked<R>> given(Command<R> command) {
        return Optional.ofNullable(command.booking().request())
                .flatMap(request -> tools.answers().given(request, command.answerType()))
                .map(answer -> new Booked<>(answer.body(), true));
    }

    @Override
    public void start() {
        var count = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, SHARDS_MOST);
        connections = WriterSession.connections(shared, count);
        var made = new ArrayList<Shard>();
        for (var i = 0; i < count; i++) {
            var session = new WriterSession(connections);
            made.add(new Shard("books-" + i, new Writer(tools, session, meters), session, batchMost));
        }
        made.forEach(Shard::start);
        shards = List.copyOf(made);
        Gauge.builder("kabao.books.waiting", this, Books::waiting).register(meters);
    }

    private int waiting() {
        return shards.stream().mapToInt(Shard::waiting).sum();
    }

    /** Takes nothing new and works off what waits, at most 15 s. */
    @Override
    public void stop() {
        var ending = shards;
        shards = List.of();
        var end = System.nanoTime() + STOP_WITHIN.toNanos();
        for (var shard : ending) {
            shard.stop(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        }
        if (connections != null) {
            connections.close();
        }
    }

    @Override
    public void stop(Runnable whenDone) {
        Thread.ofVirtual().name("books-stop").start(() -> {
            stop();
            whenDone.run();
        });
    }

    /** Before the web server and, when all ends, after it: requests in hand are still served. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - PHASES_BELOW;
    }

    @Override
    public boolean isRunning() {
        return !shards.isEmpty();
    }
}
