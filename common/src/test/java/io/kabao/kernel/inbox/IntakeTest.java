package io.kabao.kernel.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kabao.kernel.ModuleTest;
import io.kabao.kernel.crypto.DataKeys;
import io.kabao.kernel.crypto.FieldCipher;
import io.kabao.kernel.id.Ids;
import io.kabao.sandbox.Sandbox;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Pushes that come while others are being written: they wait, and are written by one statement. */
@ModuleTest
class IntakeTest {

    private static final int MANY = 200;

    private final AutowireCapableBeanFactory beans;
    private final InboxBench bench;
    private final Intake intake;

    IntakeTest(@Autowired AutowireCapableBeanFactory beans) {
        this.beans = beans;
        this.bench = beans.createBean(InboxBench.class);
        this.intake = new Intake(bench.inbox);
    }

    /** Somebody who hands in a push. */
    private record Sender(Thread thread, FutureTask<Boolean> taken) {

        static Sender of(Intake intake, Push push) {
            var taken = new FutureTask<>(() -> {
                intake.take(push);
                return true;
            });
            return new Sender(Thread.ofVirtual().start(taken), taken);
        }

        boolean waits() {
            return thread.getState() == Thread.State.WAITING;
        }
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void many_that_wait_are_written_by_few_statements_and_worked_on_once_each() throws Exception {
        var senders = new ArrayList<Sender>();
        var before = new ArrayList<Long>();
        whileTheFirstIsHeld(senders, () -> {
            before.add(statements());
            senders.addAll(IntStream.range(1, MANY)
                    .mapToObj(number -> Sender.of(intake, bench.push("msg-" + number, String.valueOf(number))))
                    .toList());
        });
        for (var sender : senders) {
            sender.taken().get();
        }
        assertThat(statements() - before.getFirst())
                .as("statements for %d pushes", MANY)
                .isBetween(1L, 5L);
        assertThat(rows()).isEqualTo(MANY);
        bench.drain(bench::happen);
        bench.awaitNoneWaiting();
        assertThat(bench.happened())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, MANY).boxed().toList());
    }

    @Test
    void one_that_waits_many_times_is_one() throws Exception {
        var senders = new ArrayList<Sender>();
        whileTheFirstIsHeld(
                senders,
                () -> senders.addAll(IntStream.range(0, MANY)
                        .mapToObj(copy -> Sender.of(intake, bench.push("msg-" + copy % 3, String.valueOf(copy % 3))))
                        .toList()));
        for (var sender : senders) {
            sender.taken().get();
        }
        intake.take(bench.push("msg-2", "2"));
        assertThat(rows()).isEqualTo(3);
        bench.drain(bench::happen);
        bench.awaitNoneWaiting();
        assertThat(bench.happened()).containsExactlyInAnyOrder(0L, 1L, 2L);
    }

    @Test
    void none_whose_statement_failed_counts_as_taken_and_all_are_when_they_come_again() {
        var senders = new ArrayList<Sender>();
        whileTheFirstIsHeld(senders, () -> {
            senders.addAll(IntStream.range(0, 20)
                    .mapToObj(number -> Sender.of(intake, bench.push("msg-" + number, String.valueOf(number))))
                    .toList());
            await().until(() -> senders.stream().skip(1).allMatch(Sender::waits));
            await().until(() -> {
                killWhatWaits();
                return senders.stream().allMatch(sender -> sender.taken().isDone());
            });
        });
        assertThat(senders)
                .allSatisfy(sender -> assertThat(sender.taken().state()).isEqualTo(FutureTask.State.FAILED));
        assertThat(rows()).as("the one that was held").isEqualTo(1);
        IntStream.range(0, 20).forEach(number -> intake.take(bench.push("msg-" + number, String.valueOf(number))));
        assertThat(rows()).isEqualTo(20);
    }

    @Test
    void an_error_of_the_machine_is_told_to_all_who_were_written_with_it_and_holds_nobody() throws Exception {
        var exhausted = new Exhausted(beans, bench.clock);
        var there = new Intake(exhausted);
        var senders = new ArrayList<>(List.of(Sender.of(there, bench.push("msg-0", "0"))));
        exhausted.begun.await();
        IntStream.range(1, 5).forEach(number -> senders.add(Sender.of(there, bench.push("msg-" + number, "1"))));
        await().until(() -> senders.stream().allMatch(Sender::waits));
        exhausted.goesOn.countDown();
        await().until(() -> senders.stream().allMatch(sender -> sender.taken().isDone()));
        assertThat(senders)
                .allSatisfy(sender -> assertThat(sender.taken().state()).isEqualTo(FutureTask.State.FAILED));
        assertThat(rows()).isZero();
    }

    /** An inbox that has no memory left for anything. */
    static class Exhausted extends Inbox {

        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch goesOn = new CountDownLatch(1);

        Exhausted(AutowireCapableBeanFactory beans, Clock clock) {
            super(
                    beans.getBean(InboxMapper.class),
                    beans.getBean(FieldCipher.class),
                    beans.getBean(DataKeys.class),
                    beans.getBean(Ids.class),
                    clock);
        }

        @Override
        public int receiveAll(List<Push> pushes) {
            begun.countDown();
            try {
                goesOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (pushes.isEmpty()) {
                return super.receiveAll(pushes);
            }
            throw new OutOfMemoryError("Nothing is left");
        }
    }

    /**
     * Lets somebody else write the first push and not commit: its sender waits in the middle of the statement, and whoever
     * comes meanwhile waits for that one.
     */
    private void whileTheFirstIsHeld(List<Sender> senders, Runnable meanwhile) {
        bench.transaction.executeWithoutResult(_ -> {
            bench.inbox.receive(bench.push("msg-0", "0"));
            senders.add(Sender.of(intake, bench.push("msg-0", "0")));
            await().until(() -> !waiting().isEmpty());
            meanwhile.run();
            await().until(() -> senders.stream()
                    .skip(1)
                    .allMatch(sender -> sender.waits() || sender.taken().isDone()));
        });
    }

    /** The connections that wait for the row. */
    private static List<Long> waiting() {
        return asAdmin(admin -> admin.sql(
                        "SELECT trx_mysql_thread_id FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'")
                .query(Long.class)
                .list());
    }

    private static void killWhatWaits() {
        waiting().forEach(id -> asAdmin(admin -> admin.sql("KILL QUERY " + id).update()));
    }

    /** How often the server was told to insert something, by anybody. */
    private static long statements() {
        return asAdmin(admin -> admin.sql("SHOW GLOBAL STATUS LIKE 'Com_insert'")
                .query((found, _) -> found.getLong(2))
                .single());
    }

    private static <T> T asAdmin(Function<JdbcClient, T> look) {
        try (var connection = Sandbox.shared().database().adminConnection()) {
            return look.apply(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long rows() {
        return bench.effects
                .jdbc()
                .sql("SELECT COUNT(*) FROM inbox WHERE merchant_id = ?")
                .param(bench.merchantId)
                .query(Long.class)
                .single();
    }
}
