package io.kabao.admin;

import io.kabao.access.OperatorMay;
import io.kabao.access.Permission;
import io.kabao.claim.Departure;
import io.kabao.kernel.Actor;
import io.kabao.kernel.OneLine;
import io.kabao.kernel.Phone;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.json.Edit;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.organization.OrganizationError;
import io.kabao.organization.Staff;
import io.kabao.organization.StaffMembers;
import io.kabao.organization.StaffRemoval;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The people who serve members. */
@RestController
class StaffController {

    private static final String NUMBER = "[!-~]{1,40}";

    private final StaffMembers staff;
    private final Departure departure;
    private final StaffRemoval removal;

    StaffController(StaffMembers staff, Departure departure, StaffRemoval removal) {
        this.staff = staff;
        this.departure = departure;
        this.removal = removal;
    }

    record NewStaff(
            @NotNull @OneLine @Size(max = 40) String name,
            @Size(max = 32) @Nullable String phone,
            @Pattern(regexp = NUMBER) @Nullable String employeeNumber,
            @JsonId @Nullable Long organizationId,
            @JsonId @Nullable Long storeId,
            @JsonId @Nullable Long photoId,
            @Nullable Boolean active) {

        Staff.Draft draft() {
            return new Staff.Draft(
                    name, phoneOf(phone), employeeNumber, organizationId, storeId, active == null || active, photoId);
        }

        @Override
        public String toString() {
            return "NewStaff";
        }
    }

    record StaffEdit(
            @NotNull @Positive Integer version,
            @OneLine @Size(max = 40) Edit<String> name,
            @Size(max = 32) Edit<String> phone,
            @Pattern(regexp = NUMBER) Edit<String> employeeNumber,
            @JsonId Edit<Long> organizationId,
            @JsonId Edit<Long> storeId,
            @JsonId Edit<Long> photoId,
            Edit<Boolean> active) {

        Staff.Draft applyTo(Staff.Draft before) {
            return new Staff.Draft(
                    name.applyToRequired(before.name()),
                    phone.named() ? phoneOf(phone.value()) : before.phone(),
                    employeeNumber.applyTo(before.employeeNumber()),
                    organizationId.applyTo(before.organizationId()),
                    storeId.applyTo(before.storeId()),
                    active.applyToRequired(before.active()),
                    photoId.applyTo(before.photoId()));
        }

        @Override
        public String toString() {
            return "StaffEdit";
        }
    }

    /** A member of staff as lists show them: the phone masked. */
    record StaffView(
            @JsonId long id,
            String name,
            @Nullable String phoneMasked,
            @Nullable String employeeNumber,
            @JsonId long organizationId,
            @JsonId @Nullable Long storeId,
            @JsonId @Nullable Long photoId,
            boolean active,
            int version) {}

    /** Who takes over the codes of somebody who leaves: one of both, or nobody. */
    record Heir(
            @JsonId @Nullable Long successorStaffId,
            @JsonId @Nullable Long storeId) {}

    /**
     * Somebody who left.
     *
     * @param movedCodes how many of their codes stand for the heir from now on
     */
    record LeftView(StaffView staff, int movedCodes) {}

    @OperatorMay(Permission.STAFF_READ)
    @GetMapping("/admin/staff")
    Page<StaffView> list(
            Reach reach,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return staff.list(reach, PageRequest.of(limit, cursor)).map(this::viewOf);
    }

    @OperatorMay(Permission.STAFF_WRITE)
    @PostMapping("/admin/staff")
    @ResponseStatus(HttpStatus.CREATED)
    StaffView add(Actor actor, @Valid @RequestBody NewStaff added) {
        return viewOf(staff.add(actor, added.draft()));
    }

    @OperatorMay(Permission.STAFF_READ)
    @GetMapping("/admin/staff/{id}")
    StaffView show(Reach reach, @PathVariable long id) {
        return viewOf(staff.require(reach, id));
    }

    @OperatorMay(Permission.STAFF_WRITE)
    @PatchMapping("/admin/staff/{id}")
    StaffView change(Actor actor, @PathVariable long id, @Valid @RequestBody StaffEdit edit) {
        return viewOf(departure.change(actor, id, edit.version(), edit::applyTo));
    }

    @OperatorMay(Permission.STAFF_WRITE)
    @PostMapping("/admin/staff/{id}/departure")
    LeftView leave(Actor actor, @PathVariable long id, @Valid @RequestBody Heir heir) {
        var left = departure.leave(actor, id, new Departure.Heir(heir.successorStaffId(), heir.storeId()));
        return new LeftView(viewOf(left.person()), left.movedCodes());
    }

    @OperatorMay(Permission.STAFF_WRITE)
    @DeleteMapping("/admin/staff/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Actor actor, @PathVariable long id) {
        removal.remove(actor, id);
    }

    private StaffView viewOf(Staff person) {
        var phone = staff.phoneOf(person);
        return new StaffView(
                person.id(),
                person.name(),
                phone == null ? null : phone.masked(),
                person.employeeNumber(),
                person.organizationId(),
                person.storeId(),
                person.photoId(),
                person.active(),
                person.version());
    }

    private static @Nullable Phone phoneOf(@Nullable String text) {
        return text == null
                ? null
                : Phone.parse(text).orElseThrow(() -> new BusinessError(OrganizationError.STAFF_PHONE_WRONG));
    }
}
