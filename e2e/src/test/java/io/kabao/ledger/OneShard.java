package io.kabao.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.kabao.e2e.House;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.idempotency.Idempotency;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * One shard on the house's database, beside those of the doors: commands may be queued before its writer begins, so that
 * what a batch holds is known. Kinds of commands that only tests have may be among them.
 */
public final class OneShard implements AutoCloseable {

    private static final int BATCH_MOST = 128;
    private static final Duration WAITS_AS_A_DOOR_DOES = Duration.ofSeconds(2);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);
    private static final Duration UNTIL_DONE = Duration.ofSeconds(30);

    private final HikariDataSource connections;
    private final WriterSession session;
    private final Writer writer;
    private final Shard shard;
    private boolean begun;

    private OneShard(HikariDataSource connections, int batchMost, BatchTools tools) {
        this.connections = connections;
        session = new WriterSession(connections);
        writer = new Writer(tools, session, new SimpleMeterRegistry());
        shard = new Shard("one-shard", writer, session, batchMost);
    }

    /** Its writer has not begun. */
    public static OneShard of(House house, int batchMost, CommandKind<?, ?>... more) {
        return new OneShard(connections(house), batchMost, tools(house, more));
    }

    /** One whose database is nowhere. */
    public static OneShard withoutDatabase(House house) {
        var nowhere = new HikariConfig();
        connections(house).copyStateTo(nowhere);
        nowhere.setJdbcUrl("jdbc:mysql://127.0.0.1:1/kabao");
        nowhere.setConnectionTimeout(WAITS_AS_A_DOOR_DOES.toMillis());
        return new OneShard(new HikariDataSource(nowhere), 1, tools(house));
    }

    /** One that is told of its first commit that the server is gone, although that commit happened. */
    public static OneShard deafToOneCommit(House house, LostCommit.Meanwhile meanwhile) {
        var usual = new HikariConfig();
        try (var others = connections(house)) {
            others.copyStateTo(usual);
        }
        return new OneShard(new LostCommit(usual, meanwhile), BATCH_MOST, tools(house));
    }

    private static HikariDataSource connections(House house) {
        return WriterSession.connections(house.adminBean(HikariDataSource.class), 1);
    }

    /** The house's own tools, and these kinds of commands beside its own. */
    static BatchTools tools(House house, CommandKind<?, ?>... more) {
        var kinds = new ArrayList<CommandKind<?, ?>>(Arrays.asList(more));
        house.adminBeans(CommandKind.class).forEach(kinds::add);
        return new BatchTools(
                kinds,
                house.adminBean(Ids.class),
                house.adminBean(Clock.class),
                house.adminBean(EntryChain.class),
                house.adminBean(Idempotency.class),
                house.adminBean(JsonMapper.class),
                house.adminBean(MemberCodeHash.class));
    }

    /** The connection is open from now on: what it says when it is opened is said. */
    public OneShard connected() throws SQLException {
        session.connection();
        return this;
    }

    /** Lets its writer begin. */
    public OneShard started() {
        begun = true;
        shard.start();
        return this;
    }

    /** Queues a command; what comes out is an answer to be waited for, at most so long until it is taken. */
    public <R> Supplier<Booked<R>> queue(Command<R> command, Duration untilTaken) {
        var pending = new Pending<>(command);
        shard.submit(pending);
        return () -> pending.await(untilTaken, UNTIL_DONE);
    }

    /** Likewise; patient. */
    public <R> Supplier<Booked<R>> queue(Command<R> command) {
        return queue(command, UNTIL_DONE);
    }

    /** How many wait. */
    public int waiting() {
        return shard.waiting();
    }

    /** Works these off as one batch in this thread, and whatever is handed back once more; what each came to. */
    public List<Supplier<Booked<?>>> batch(List<? extends Command<?>> commands) {
        var pending = commands.stream().<Pending<?>>map(OneShard::taken).toList();
        var left = writer.work(pending);
        if (!left.isEmpty()) {
            writer.work(left);
        }
        return pending.stream()
                .<Supplier<Booked<?>>>map(each -> () -> each.await(UNTIL_DONE, UNTIL_DONE))
                .collect(Collectors.toList());
    }

    private static <R> Pending<R> taken(Command<R> command) {
        var pending = new Pending<>(command);
        pending.take();
        return pending;
    }

    /** Works off what waits and ends; a writer that never began leaves it undone. */
    @Override
    public void close() {
        if (begun) {
            shard.stop(STOP_WITHIN);
        }
        session.close();
        connections.close();
    }
}
