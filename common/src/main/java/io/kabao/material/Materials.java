package io.kabao.material;

import io.kabao.claim.Carrier;
import io.kabao.claim.ClaimError;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.kernel.work.Turns;
import io.kabao.organization.OrganizationError;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Batches of prints: asked for, looked at, cancelled, taken away as a file. They are made in the background. Whoever works on a
 * part of the merchant sees their own alone.
 */
@Service
public class Materials {

    /** Prints of one batch. */
    public static final int PRINTS_MOST = 20_000;

    /** Batches of a merchant that wait or run. */
    public static final int OPEN_MOST = 10;

    /** Prints that are missing, of those that are shown. */
    public static final int FAILURES_SHOWN_MOST = 1_000;

    /** Asks that are taken in at once. */
    private static final int ASKED_AT_ONCE = 2;

    /** Prints that are looked at together. */
    private static final int BLOCK = 500;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Turns turns = new Turns("ask", ASKED_AT_ONCE, PATIENCE);
    private final BatchMapper mapper;
    private final ItemMapper items;
    private final BatchOwners owners;
    private final BatchShelf shelf;
    private final BatchChunks chunks;
    private final CodeSources sources;
    private final Clock clock;

    Materials(
            BatchMapper mapper,
            ItemMapper items,
            BatchOwners owners,
            BatchShelf shelf,
            BatchChunks chunks,
            CodeSources sources,
            Clock clock) {
        this.mapper = mapper;
        this.items = items;
        this.owners = owners;
        this.shelf = shelf;
        this.chunks = chunks;
        this.sources = sources;
        this.clock = clock;
    }

    /**
     * What is to be printed.
     *
     * @param ids stores or people; null: all open stores where the template is valid, or all active people, within reach
     */
    public record Asked(
            Subject subject, long templateId, @Nullable Set<Long> ids, Carrier carrier, Style style, Packing format) {}

    /** A print that is not in the file: whose, and the code of the reason. */
    public record Failure(long id, String name, String code) {}

    /** Where a file goes. */
    @FunctionalInterface
    public interface Answer {

        /** Begins it: nothing is refused from here on. */
        OutputStream begin(Batch batch) throws IOException;
    }

    /**
     * Asks for a batch. Codes that are missing are made with it if {@code mayMakeCodes}, else their prints are reported as failed.
     * Errors: {@link MaterialError#MATERIAL_EMPTY}, {@link MaterialError#MATERIAL_TOO_MANY},
     * {@link MaterialError#MATERIALS_WAITING}; {@link OrganizationError#STORE_NOT_FOUND} and
     * {@link OrganizationError#STAFF_NOT_FOUND} also for what is out of reach; {@link ClaimError#NO_MINI_PROGRAM},
     * {@link ClaimError#NO_OFFICIAL_ACCOUNT}; that there is no such template; {@link KernelError#BUSY} while others ask.
     */
    public Batch ask(Actor actor, Asked asked, boolean mayMakeCodes) {
        // Those who wait for the same merchant's rows would take all connections.
        return turns.take(() -> putDown(actor, asked, mayMakeCodes), Function.identity());
    }

    private Batch putDown(Actor actor, Asked asked, boolean mayMakeCodes) {
        var found = owners.find(actor, asked);
        var _ = sources.way(actor.merchantId(), asked.carrier());
        return shelf.put(actor, asked, found, () -> {
            if (mayMakeCodes) {
                owners.fillIn(actor, asked);
            }
            return owners.codesOf(actor, asked, found);
        });
    }

    /**
     * One batch; whoever works on a part of the merchant finds their own ones while all in it is within reach. Errors:
     * {@link MaterialError#MATERIAL_NOT_FOUND}.
     */
    public Batch require(Actor actor, long id) {
        return mapper.find(actor.merchantId(), id)
                .filter(batch -> actor.reach().everything()
                        || (actor.id() != null && actor.id().equals(batch.askedBy()) && isWithin(actor, batch)))
                .orElseThrow(() -> new BusinessError(MaterialError.MATERIAL_NOT_FOUND));
    }

    private boolean isWithin(Actor actor, Batch batch) {
        for (var from = 0; from < batch.total(); from += BLOCK) {
            var ids = items.from(batch.merchantId(), batch.id(), from, BLOCK).stream()
                    .map(ItemMapper.Item::subjectId)
                    .toList();
            if (!owners.areWithin(actor.reach(), batch.subject(), ids)) {
                return false;
            }
        }
        return true;
    }

    /** The batches, newest first. */
    public Page<Batch> list(Actor actor, PageRequest request) {
        var own = actor.reach().everything() ? null : actor.requireId();
        var rows = mapper.list(actor.merchantId(), own, request.beforeId(), request.rowsToRead());
        return Page.of(rows, request, Batch::id);
    }

    /** The prints that are missing in a batch, at most {@value #FAILURES_SHOWN_MOST}, in the order of printing. */
    public List<Failure> failures(Batch batch) {
        return batch.failed() == 0
                ? List.of()
                : items.failures(batch.merchantId(), batch.id(), FAILURES_SHOWN_MOST).stream()
                        .map(row -> new Failure(row.subjectId(), row.name(), row.failedAs()))
                        .toList();
    }

    /** Cancels a batch, or removes its file once it is finished. Errors: {@link MaterialError#MATERIAL_NOT_FOUND}. */
    public void takeBack(Actor actor, long id) {
        shelf.takeBack(actor, require(actor, id));
    }

    /**
     * Writes the file, piece by piece. Errors: {@link MaterialError#MATERIAL_NOT_FOUND},
     * {@link MaterialError#MATERIAL_NOT_READY}, {@link MaterialError#MATERIAL_GONE}, all before the answer begins; an
     * {@link IOException} where the file was removed meanwhile.
     */
    public void write(Actor actor, long id, Answer answer) throws IOException {
        var batch = require(actor, id);
        if (batch.status() == Batch.Status.WAITING || batch.status() == Batch.Status.RUNNING) {
            throw new BusinessError(MaterialError.MATERIAL_NOT_READY);
        }
        var until = batch.fileUntil();
        var first = chunks.piece(batch, 0);
        if (until == null || !clock.instant().isBefore(until) || first.isEmpty()) {
            throw new BusinessError(MaterialError.MATERIAL_GONE);
        }
        var out = answer.begin(batch);
        var piece = first;
        var written = 0L;
        for (var place = 1; piece.isPresent(); place++) {
            out.write(piece.get());
            out.flush();
            written += piece.get().length;
            piece = chunks.piece(batch, place);
        }
        if (batch.bytes() != null && written < batch.bytes()) {
            throw new IOException("The file of a batch was removed while it was read");
        }
    }
}
