package io.kabao.organization;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Removes a member of staff whom nothing names, such as one entered by mistake; whoever has worked leaves instead. */
@Service
public class StaffRemoval {

    private final StaffMapper mapper;
    private final StaffMembers staff;
    private final Organizations organizations;
    private final Audit audit;
    private final List<TreeUse> uses;

    StaffRemoval(StaffMapper mapper, StaffMembers staff, Organizations organizations, Audit audit, List<TreeUse> uses) {
        this.mapper = mapper;
        this.staff = staff;
        this.organizations = organizations;
        this.audit = audit;
        this.uses = uses;
    }

    /**
     * Removes the person. Errors: {@link OrganizationError#STAFF_NOT_FOUND}, {@link OrganizationError#STAFF_IN_USE},
     * {@link KernelError#STALE_VERSION}.
     */
    @Transactional
    public void remove(Actor actor, long id) {
        // The tree is held, so that nobody gives them a code meanwhile.
        organizations.hold(actor.merchantId());
        var was = staff.require(actor.reach(), id);
        if (uses.stream().anyMatch(use -> use.usesStaff(actor.merchantId(), id))) {
            throw new BusinessError(OrganizationError.STAFF_IN_USE);
        }
        if (mapper.delete(actor.merchantId(), id, was.version()) == 0) {
            throw StaffMembers.stale(staff.require(actor.merchantId(), id));
        }
        audit.record(actor, Change.deleted(StaffMembers.THING, id, staff.shown(was)));
    }
}
