package io.kabao.claim;

import io.kabao.access.Operators;
import io.kabao.card.CardTemplates;
import io.kabao.card.ClaimChannel;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.organization.Organizations;
import io.kabao.organization.Staff;
import io.kabao.organization.StaffMembers;
import io.kabao.organization.Store;
import io.kabao.organization.Stores;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A member of staff leaves and loses the login; somebody else or a store takes over what is printed with their codes. */
@Service
public class Departure {

    /** Codes that are handed over between two looks. */
    private static final int BLOCK = 500;

    /** Looks at most: a person has a code or a few per template. */
    private static final int BLOCKS_MOST = 100;

    private final ClaimCodeMapper mapper;
    private final ClaimCodes codes;
    private final CardTemplates templates;
    private final Organizations organizations;
    private final Stores stores;
    private final StaffMembers staff;
    private final Operators operators;
    private final Clock clock;

    Departure(
            ClaimCodeMapper mapper,
            ClaimCodes codes,
            CardTemplates templates,
            Organizations organizations,
            Stores stores,
            StaffMembers staff,
            Operators operators,
            Clock clock) {
        this.mapper = mapper;
        this.codes = codes;
        this.templates = templates;
        this.organizations = organizations;
        this.stores = stores;
        this.staff = staff;
        this.operators = operators;
        this.clock = clock;
    }

    /**
     * Who takes over the codes: a colleague, a store, or nobody, and then they answer {@link ClaimError#STAFF_LEFT}.
     */
    public record Heir(
            @Nullable Long successorStaffId, @Nullable Long storeId) {}

    /**
     * What became of it.
     *
     * @param movedCodes how many codes stand for the heir from now on
     */
    public record Left(Staff person, int movedCodes) {}

    /**
     * The person has left, and their open codes stand for the heir; scenes stay, so what is printed goes on to work. Asking
     * again changes nothing more; naming an heir later hands over what is left. Errors: {@link ClaimError#HEIR_NOT_ONE},
     * {@link ClaimError#HEIR_IS_SELF}, {@link ClaimError#STAFF_GONE} and {@link ClaimError#STORE_NOT_OPEN} of the heir or the
     * heir's store, {@link ClaimError#STORE_NOT_OFFERED} where a code's template is not valid there, that there is no such person
     * or store.
     */
    @Transactional
    public Left leave(Actor actor, long staffId, Heir heir) {
        // The tree is held, so that the heir neither leaves nor closes meanwhile.
        organizations.hold(actor.merchantId());
        staff.require(actor.reach(), staffId);
        var store = requireFit(actor, staffId, heir);
        var person = staff.leave(actor, staffId);
        operators.leave(actor, staffId);
        var moved =
                heir.successorStaffId() == null && heir.storeId() == null ? 0 : handOver(actor, staffId, heir, store);
        return new Left(person, moved);
    }

    /**
     * Changes a person; whoever is no longer active has left, with the login, and their codes stay as they are until an heir is
     * named. Errors: as {@link StaffMembers#change}, and that the last owner would be gone.
     */
    @Transactional
    public Staff change(Actor actor, long staffId, int version, UnaryOperator<Staff.Draft> edit) {
        organizations.hold(actor.merchantId());
        var isNow = staff.change(actor, staffId, version, edit);
        if (!isNow.active()) {
            operators.leave(actor, staffId);
        }
        return isNow;
    }

    /** The store that cards from the codes will count to; null: none. */
    private @Nullable Store requireFit(Actor actor, long staffId, Heir heir) {
        if (heir.successorStaffId() != null && heir.storeId() != null) {
            throw new BusinessError(ClaimError.HEIR_NOT_ONE);
        }
        if (heir.successorStaffId() != null) {
            if (heir.successorStaffId() == staffId) {
                throw new BusinessError(ClaimError.HEIR_IS_SELF);
            }
            var successor = staff.require(actor.reach(), heir.successorStaffId());
            if (!successor.active()) {
                throw new BusinessError(ClaimError.STAFF_GONE).with("field", "successorStaffId");
            }
            return successor.storeId() == null
                    ? null
                    : requireOpen(stores.require(actor.merchantId(), successor.storeId()), "successorStaffId");
        }
        return heir.storeId() == null ? null : requireOpen(stores.require(actor.reach(), heir.storeId()), "storeId");
    }

    private static Store requireOpen(Store store, String field) {
        if (!store.open()) {
            throw new BusinessError(ClaimError.STORE_NOT_OPEN).with("field", field);
        }
        return store;
    }

    private int handOver(Actor actor, long staffId, Heir heir, @Nullable Store store) {
        var moved = 0;
        for (var block = 0; block < BLOCKS_MOST; block++) {
            var left = mapper.lockOpenOfStaff(actor.merchantId(), staffId, BLOCK);
            for (var code : left) {
                requireOffered(code, store);
                codes.replace(actor, code, code.with(draftOf(code, heir), clock.instant(), actor.id()));
            }
            moved += left.size();
            if (left.size() < BLOCK) {
                break;
            }
        }
        return moved;
    }

    private static ClaimCodes.Draft draftOf(ClaimCode code, Heir heir) {
        return new ClaimCodes.Draft(
                heir.storeId() == null ? ClaimChannel.STAFF : ClaimChannel.STORE,
                code.templateId(),
                heir.storeId(),
                heir.successorStaffId(),
                code.name(),
                code.expiresAt());
    }

    private void requireOffered(ClaimCode code, @Nullable Store store) {
        if (store == null) {
            return;
        }
        var settings = templates.settingsOf(templates.require(code.merchantId(), code.templateId()));
        if (!settings.isValidAt(store.id())) {
            throw new BusinessError(ClaimError.STORE_NOT_OFFERED);
        }
    }
}
