package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.kernel.Actor;
import io.kabao.kernel.OneLine;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.ledger.Shift;
import io.kabao.ledger.Shifts;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shifts at the tills. */
@RestController
class ShiftController {

    private final Shifts shifts;

    ShiftController(Shifts shifts) {
        this.shifts = shifts;
    }

    /** What was counted; without a store, of what was taken at none. */
    record Close(
            @JsonId @Nullable Long storeId,
            @NotNull @PositiveOrZero Long countedCashFen,
            @OneLine @Size(max = 200) @Nullable String note) {}

    @OperatorMay(Permission.BOOKS_READ)
    @GetMapping("/admin/shifts")
    Page<Shift> list(
            Reach reach,
            @RequestParam(required = false) @Nullable Long storeId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return shifts.list(reach, storeId, PageRequest.of(limit, cursor));
    }

    /** Closes one's own till at a store. */
    @OperatorMay(Permission.SHIFT_CLOSE)
    @PostMapping("/admin/shifts/close")
    @ResponseStatus(HttpStatus.CREATED)
    Shift close(Actor actor, @Valid @RequestBody Close asked) {
        return shifts.close(actor, new Shifts.Counted(asked.storeId(), asked.countedCashFen(), asked.note()));
    }
}
