package io.kabao.ledger;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.organization.OrganizationError;
import io.kabao.organization.Stores;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Shifts at the tills. A close counts every move that no earlier one did, by marking it: whatever is booked meanwhile is
 * counted by this close or by the next, and by one of them only.
 */
@Service
public class Shifts {

    /** The means that is counted by hand. */
    public static final String CASH = "CASH";

    private final ShiftMapper mapper;
    private final Stores stores;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    Shifts(ShiftMapper mapper, Stores stores, Audit audit, Ids ids, Clock clock) {
        this.mapper = mapper;
        this.stores = stores;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What was counted.
     *
     * @param storeId null: of what was taken at no store, by whoever works on the whole merchant
     * @param cashFen not below zero
     */
    public record Counted(
            @Nullable Long storeId, long cashFen, @Nullable String note) {}

    /**
     * Closes the actor's own till at a store. Of several at once one goes through. Errors: {@link ShiftError#SHIFT_EMPTY},
     * {@link ShiftError#SHIFT_JUST_CLOSED}, {@link OrganizationError#STORE_NOT_FOUND}.
     */
    @Transactional
    public Shift close(Actor actor, Counted counted) {
        var reach = actor.reach();
        if (counted.storeId() != null) {
            stores.require(reach, counted.storeId());
        } else if (!reach.everything()) {
            throw new BusinessError(OrganizationError.STORE_NOT_FOUND);
        }
        var till = new ShiftMapper.TillOf(actor.merchantId(), actor.requireId(), counted.storeId());
        var number = mapper.lastNo(till.merchantId(), till.actorId(), till.storeOrNone()) + 1;
        var id = ids.next();
        if (mapper.mark(till, id) == 0) {
            throw new BusinessError(ShiftError.SHIFT_EMPTY);
        }
        var marked = mapper.marked(till, id);
        var row = new ShiftMapper.Closed(
                id,
                till.merchantId(),
                till.actorId(),
                till.storeOrNone(),
                number,
                marked.stream()
                        .map(ShiftMapper.Marked::openedAt)
                        .min(Instant::compareTo)
                        .orElseThrow(),
                clock.instant(),
                marked.stream().mapToInt(ShiftMapper.Marked::moves).sum(),
                marked.stream()
                        .filter(of -> of.means().equals(CASH))
                        .mapToLong(of -> of.inFen() - of.outFen())
                        .sum(),
                counted.cashFen(),
                counted.note());
        return kept(actor, row, marked);
    }

    private Shift kept(Actor actor, ShiftMapper.Closed row, List<ShiftMapper.Marked> marked) {
        try {
            mapper.insert(row);
        } catch (DuplicateKeyException _) {
            throw new BusinessError(ShiftError.SHIFT_JUST_CLOSED);
        }
        mapper.insertLines(marked.stream()
                .map(of -> new ShiftMapper.Line(
                        ids.next(), row.merchantId(), row.id(), of.means(), of.moves(), of.inFen(), of.outFen()))
                .toList());
        var shift = Shift.of(
                row,
                marked.stream()
                        .map(of -> new Shift.OfMeans(of.means(), of.moves(), of.inFen(), of.outFen()))
                        .toList());
        audit.record(actor, new Change("SHIFT_CLOSED", "SHIFT", row.id(), null, shift, row.note()));
        return shift;
    }

    /** Shifts of stores within reach, or of one of them, newest first. Errors: {@link OrganizationError#STORE_NOT_FOUND}. */
    public Page<Shift> list(Reach reach, @Nullable Long storeId, PageRequest request) {
        if (storeId != null) {
            stores.require(reach, storeId);
        }
        var page = Page.of(rows(reach, storeId, request), request, ShiftMapper.Closed::id);
        var shifts = page.items().stream().map(ShiftMapper.Closed::id).toList();
        var lines = shifts.isEmpty() ? List.<ShiftMapper.Line>of() : mapper.lines(reach.merchantId(), shifts);
        var means = lines.stream()
                .collect(Collectors.groupingBy(
                        ShiftMapper.Line::shiftId,
                        Collectors.mapping(
                                line -> new Shift.OfMeans(line.means(), line.moves(), line.inFen(), line.outFen()),
                                Collectors.toList())));
        return page.map(row -> Shift.of(row, means.getOrDefault(row.id(), List.of())));
    }

    private List<ShiftMapper.Closed> rows(Reach reach, @Nullable Long storeId, PageRequest request) {
        if (storeId != null || reach.everything()) {
            return mapper.newest(reach.merchantId(), storeId, request.beforeId(), request.rowsToRead());
        }
        return reach.storeIds().isEmpty()
                ? List.of()
                : mapper.newestAt(reach.merchantId(), reach.storeIds(), request.beforeId(), request.rowsToRead());
    }
}
