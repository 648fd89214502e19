package io.kabao.material;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.work.Bell;
import io.kabao.organization.Organizations;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The rows of batches: put down, looked for, taken back. */
@Component
class BatchShelf {

    private static final String THING = "MATERIAL";
    private static final int BLOCK = 500;

    private final BatchMapper mapper;
    private final ItemMapper items;
    private final Organizations organizations;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;
    private final Bell bell = new Bell();

    BatchShelf(BatchMapper mapper, ItemMapper items, Organizations organizations, Audit audit, Ids ids, Clock clock) {
        this.mapper = mapper;
        this.items = items;
        this.organizations = organizations;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Rings when there is something to do. */
    Bell bell() {
        return bell;
    }

    /**
     * Puts a batch down, to be made when its turn comes. The owners' codes are found, or made, once there is a place for it.
     * Errors: {@link MaterialError#MATERIALS_WAITING}.
     */
    @Transactional
    public Batch put(
            Actor actor,
            Materials.Asked asked,
            List<BatchOwners.Owner> owners,
            Supplier<Map<Long, Long>> codesOfOwners) {
        // One after another, so that two can't both take the last place.
        organizations.hold(actor.merchantId());
        if (mapper.countOpen(actor.merchantId()) >= Materials.OPEN_MOST) {
            throw new BusinessError(MaterialError.MATERIALS_WAITING, Materials.OPEN_MOST);
        }
        var batch = new Batch(
                ids.next(),
                actor.merchantId(),
                asked.subject(),
                asked.templateId(),
                asked.carrier(),
                asked.style(),
                asked.format(),
                Batch.Status.WAITING,
                owners.size(),
                0,
                0,
                0,
                null,
                false,
                actor.id(),
                clock.instant(),
                null);
        mapper.insert(batch);
        var codes = codesOfOwners.get();
        var block = new ArrayList<ItemMapper.Item>();
        for (var place = 0; place < owners.size(); place++) {
            var owner = owners.get(place);
            block.add(new ItemMapper.Item(
                    ids.next(),
                    batch.merchantId(),
                    batch.id(),
                    place,
                    owner.id(),
                    codes.get(owner.id()),
                    owner.name()));
            if (block.size() == BLOCK || place == owners.size() - 1) {
                items.insert(block);
                block.clear();
            }
        }
        audit.record(actor, Change.created(THING, batch.id(), Shown.of(batch)));
        bell.ringAfterCommit();
        return batch;
    }

    /** Cancels what is not finished and removes the file of what is. */
    @Transactional
    public void takeBack(Actor actor, Batch batch) {
        var now = clock.instant();
        var cancelled = mapper.cancel(batch.merchantId(), batch.id(), now) == 1;
        if (!cancelled) {
            mapper.dropFile(batch.merchantId(), batch.id());
        }
        audit.record(actor, Change.act(cancelled ? "MATERIAL_CANCELLED" : "MATERIAL_FILE_REMOVED", THING, batch.id()));
        bell.ringAfterCommit();
    }

    /** What the audit keeps. */
    record Shown(Subject subject, String templateId, String carrier, Style style, Packing format, int total) {

        static Shown of(Batch batch) {
            return new Shown(
                    batch.subject(),
                    Long.toString(batch.templateId()),
                    batch.carrier().name(),
                    batch.style(),
                    batch.format(),
                    batch.total());
        }
    }
}
