package io.kabao.ledger;

import io.kabao.access.AccessError;
import io.kabao.access.Agreement;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One transaction of a shard's writer: locks the holders of all its commands, reads what they need, decides them one
 * after another, writes and commits. Nobody is answered before the commit.
 */
final class BatchRun {

    private final BatchTools tools;
    private final Connection connection;
    private final boolean waits;
    private final Reads reads;
    private final Writes writes;
    private final BatchFacts facts;
    private final ShownCodes codes;
    private final List<Pending<?>> commands;
    private final Instant now;
    private final BatchRows rows;
    private final Map<Class<?>, CommandKind.Batch<?, ?>> loaded = new LinkedHashMap<>();
    private final List<Runnable> answers = new ArrayList<>();
    private final List<Pending<?>> notLocked = new ArrayList<>();

    /**
     * A batch.
     *
     * @param waits for rows that others have locked, some time; or goes on without the commands that need them
     */
    BatchRun(BatchTools tools, Connection connection, List<Pending<?>> commands, boolean waits) {
        this.tools = tools;
        this.waits = waits;
        this.connection = connection;
        this.commands = commands;
        this.reads = new Reads(connection, waits);
        this.writes = new Writes(connection);
        this.codes = new ShownCodes(tools.codeHash());
        this.facts = new BatchFacts(reads, codes);
        this.reads.know(facts);
        // As the database keeps it.
        this.now = tools.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        this.rows = new BatchRows(tools, now);
    }

    /**
     * Runs it to its commit and answers everybody whose holder it had.
     *
     * @return commands whose rows others have locked, or whose card belongs to another holder by now; none of them was done
     */
    List<Pending<?>> run() throws SQLException {
        try {
            facts.readCards(bookings(commands));
            facts.lock(holderIds(), !waits);
            facts.readCards(bookings(commands));
            var ready = ready();
            facts.lockApprovals(
                    ready.stream()
                            .map(pending -> pending.command().agreement())
                            .filter(Objects::nonNull)
                            .map(Agreement::approvalId)
                            .toList(),
                    now);
            facts.readKeysAndNumbers(bookings(ready));
            facts.readLots(ready.stream()
                    .flatMap(pending -> pending.command().lots().stream())
                    .distinct()
                    .toList());
            load(ready);
            ready.removeAll(notLocked);
            ready.stream().filter(pending -> pending.command().comesFirst()).forEach(this::decide);
            ready.stream().filter(pending -> !pending.command().comesFirst()).forEach(this::decide);
            rows.write(writes, facts.holders());
            codes.write(writes);
            loaded.values().forEach(batch -> batch.write(writes));
            commands.stream().filter(pending -> !notLocked.contains(pending)).forEach(Pending::beCommitted);
            connection.commit();
        } catch (Row.Failed e) {
            throw e.reason();
        }
        answers.forEach(Runnable::run);
        return notLocked;
    }

    private static List<Booking> bookings(List<Pending<?>> commands) {
        return commands.stream().map(Pending::booking).toList();
    }

    private List<Long> holderIds() {
        var own = bookings(commands).stream().map(this::holderId).filter(Objects::nonNull);
        var others = commands.stream().flatMap(pending -> pending.command().alsoLocks().stream());
        return Stream.concat(own, others).distinct().toList();
    }

    private @Nullable Long holderId(Booking booking) {
        if (booking.card() instanceof CardRef.OfHolder(var id)) {
            return id;
        }
        var cards = facts.cardsOf(booking);
        return cards.size() == 1 ? cards.getFirst().holderId() : null;
    }

    /** Those that can be decided; who names no card, or several, is refused here. */
    private List<Pending<?>> ready() {
        var ready = new ArrayList<Pending<?>>();
        for (var pending : commands) {
            var holder = holderId(pending.booking());
            if (holder == null) {
                refuseCard(pending);
            } else if (!isLocked(holder, pending)) {
                notLocked.add(pending);
            } else {
                ready.add(pending);
            }
        }
        return ready;
    }

    private boolean isLocked(long holder, Pending<?> pending) {
        return facts.holder(holder) != null
                && pending.command().alsoLocks().stream().allMatch(id -> facts.holder(id) != null);
    }

    private void refuseCard(Pending<?> pending) {
        var error = new BusinessError(whyNoCard(pending.booking()));
        answers.add(() -> pending.fail(error));
    }

    private BooksError whyNoCard(Booking booking) {
        if (booking.card() instanceof CardRef.ByCode) {
            return BooksError.MEMBER_CODE_INVALID;
        }
        return facts.cardsOf(booking).isEmpty() ? BooksError.CARD_NOT_FOUND : BooksError.CARD_AMBIGUOUS;
    }

    /** Kinds come in an order that is the same in every batch, and so do the rows that they lock. */
    private void load(List<Pending<?>> ready) {
        var byType = new TreeMap<Class<?>, List<Pending<?>>>(Comparator.comparing(Class::getName));
        for (var pending : ready) {
            byType.computeIfAbsent(pending.command().getClass(), _ -> new ArrayList<>())
                    .add(pending);
        }
        if (waits) {
            lockGuards(byType.values());
        }
        byType.forEach(this::loadUnlocked);
    }

    /** Who waits for no lock needs none of this: then each kind locks its own, and waits for nobody. */
    private void lockGuards(Collection<List<Pending<?>>> byType) {
        var wanted = new TreeMap<String, TreeSet<Long>>();
        for (var ofType : byType) {
            guards(tools.kindOf(ofType.getFirst().command()), commands(ofType))
                    .forEach(guard -> wanted.computeIfAbsent(guard.table(), _ -> new TreeSet<>())
                            .add(guard.id()));
        }
        wanted.forEach((table, rows) -> reads.locked(
                "SELECT id FROM " + table + " WHERE id IN (:keys) ORDER BY id\n", rows, row -> row.number("id")));
    }

    private static List<Command<?>> commands(List<Pending<?>> ofType) {
        return ofType.stream().<Command<?>>map(Pending::command).toList();
    }

    @SuppressWarnings("unchecked") // a kind takes the very class that it was found by
    private <C extends Command<R>, R> List<CommandKind.Guard> guards(CommandKind<C, R> kind, List<Command<?>> ofType) {
        return kind.guards(reads, (List<C>) (List<?>) ofType);
    }

    /** Where others have a row that a command of the type needs, each is asked for by itself, to tell them apart. */
    private void loadUnlocked(Class<?> type, List<Pending<?>> ofType) {
        try {
            loaded.put(type, loadAll(ofType));
        } catch (Row.Failed e) {
            if (waits || !e.isForLock()) {
                throw e;
            }
            var free = ofType.stream().filter(this::isFree).toList();
            ofType.stream().filter(pending -> !free.contains(pending)).forEach(notLocked::add);
            if (!free.isEmpty()) {
                loaded.put(type, loadAll(free));
            }
        }
    }

    private boolean isFree(Pending<?> pending) {
        try {
            loadAll(List.of(pending));
            return true;
        } catch (Row.Failed e) {
            if (e.isForLock()) {
                return false;
            }
            throw e;
        }
    }

    private CommandKind.Batch<?, ?> loadAll(List<Pending<?>> ofType) {
        return load(tools.kindOf(ofType.getFirst().command()), commands(ofType));
    }

    @SuppressWarnings("unchecked") // a kind takes the very class that it was found by
    private <C extends Command<R>, R> CommandKind.Batch<C, R> load(CommandKind<C, R> kind, List<Command<?>> ofType) {
        return kind.load(reads, (List<C>) (List<?>) ofType);
    }

    private <R> void decide(Pending<R> pending) {
        try {
            var booked = decided(pending);
            if (booked == null) {
                notLocked.add(pending);
            } else {
                answers.add(() -> pending.succeed(booked));
            }
        } catch (BusinessError refusal) {
            answers.add(() -> pending.fail(refusal));
        }
    }

    /** What a command comes to; null where one before it in the batch moved its card to a holder that is not locked. */
    private <R> @Nullable Booked<R> decided(Pending<R> pending) {
        var command = pending.command();
        var booking = command.booking();
        var given = given(command);
        if (given != null) {
            return given;
        }
        var agreement = command.agreement();
        if (agreement != null && !facts.isOpen(booking.merchantId(), agreement)) {
            throw new BusinessError(AccessError.APPROVAL_OVER);
        }
        var used = facts.txnOf(booking);
        if (used != null) {
            throw command.numberUsed(used);
        }
        var holderId = holderId(booking);
        if (holderId == null) {
            // One before it in the batch gave its card another number.
            throw new BusinessError(whyNoCard(booking));
        }
        var holder = facts.holder(holderId);
        if (holder == null) {
            return null;
        }
        if (holder.merchantId() != booking.merchantId()) {
            throw new BusinessError(BooksError.CARD_NOT_FOUND);
        }
        codes.requireGood(booking, now);
        var cards = facts.cardsOf(booking);
        var turn = new CommandKind.Turn(tools.ids().next(), cards.isEmpty() ? null : cards.getFirst(), now);
        var purse = holder.purse();
        var decision = batch(command).decide(command, turn, purse);
        purse.requireBalanced();
        if (!purse.legs().isEmpty()) {
            holder.keep(purse);
        }
        if (decision.card() != null) {
            facts.keep(decision.card());
        }
        rows.add(new BatchRows.Done(booking, agreement, turn, decision), holder, purse);
        facts.number(booking, turn.txnId());
        codes.use(booking, turn.txnId());
        if (agreement != null) {
            facts.close(agreement);
        }
        if (booking.request() != null) {
            facts.give(booking.request(), Objects.requireNonNull(decision.answer()));
        }
        return new Booked<>(decision.answer(), false);
    }

    @SuppressWarnings("unchecked") // loaded for the command's own class
    private <R> CommandKind.Batch<Command<R>, R> batch(Command<R> command) {
        return (CommandKind.Batch<Command<R>, R>) Objects.requireNonNull(loaded.get(command.getClass()));
    }

    /**
     * What the same request was answered with before. Where that was only what waits for a second person, the command that
     * was agreed to goes on, and any other is too early to know. Errors: {@link KernelError#IDEMPOTENCY_KEY_REUSED},
     * {@link BooksError#NOT_EXECUTED}.
     */
    private <R> @Nullable Booked<R> given(Command<R> command) {
        var request = command.booking().request();
        var given = request == null ? null : facts.given(request);
        if (request == null || given == null) {
            return null;
        }
        if (!request.hasHash(given.requestHash())) {
            throw new BusinessError(KernelError.IDEMPOTENCY_KEY_REUSED);
        }
        if (given.isWaiting()) {
            if (command.agreement() == null) {
                throw new BusinessError(BooksError.NOT_EXECUTED);
            }
            return null;
        }
        return new Booked<>(
                given.answer() instanceof byte[] stored
                        ? tools.answers().opened(request.merchantId(), stored, command.answerType())
                        : command.answerType().cast(given.answer()),
                true);
    }
}
