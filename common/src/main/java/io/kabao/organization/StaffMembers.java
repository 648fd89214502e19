package io.kabao.organization;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.image.ImageError;
import io.kabao.image.Images;
import io.kabao.kernel.Actor;
import io.kabao.kernel.Phone;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.error.StaleVersion;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.kernel.tenancy.Reach;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The people of a merchant who serve members. */
@Service
public class StaffMembers {

    /** People of one reach that are read at once. */
    public static final int WITHIN_MOST = 5_000;

    static final String THING = "STAFF";

    private final StaffMapper mapper;
    private final Organizations organizations;
    private final Stores stores;
    private final StaffPhones phones;
    private final Images images;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    StaffMembers(
            StaffMapper mapper,
            Organizations organizations,
            Stores stores,
            StaffPhones phones,
            Images images,
            Audit audit,
            Ids ids,
            Clock clock) {
        this.mapper = mapper;
        this.organizations = organizations;
        this.stores = stores;
        this.phones = phones;
        this.images = images;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** A member of staff as the audit keeps them: the phone masked. */
    record Shown(
            String name,
            @Nullable String phone,
            @Nullable String employeeNumber,
            @JsonId long organizationId,
            @JsonId @Nullable Long storeId,
            @JsonId @Nullable Long photoId,
            boolean active) {}

    /**
     * Adds a person, under the store's organization where a store is named, else under the organization named, else
     * under the root. Errors: {@link OrganizationError#STORE_NOT_FOUND}, {@link OrganizationError#ORGANIZATION_NOT_FOUND},
     * {@link OrganizationError#EMPLOYEE_NUMBER_TAKEN}, {@link OrganizationError#STORE_OUTSIDE_ORGANIZATION},
     * {@link ImageError#IMAGE_NOT_FOUND} for a photo that is none of the merchant's pictures.
     */
    @Transactional
    public Staff add(Actor actor, Staff.Draft draft) {
        var now = clock.instant();
        var first = new Staff(
                ids.next(), actor.merchantId(), 0, null, "", null, null, null, null, true, 0, now, now, actor.id());
        var staff = written(actor, first, draft);
        requireWithin(actor.reach(), staff);
        try {
            mapper.insert(staff);
        } catch (DuplicateKeyException _) {
            throw new BusinessError(OrganizationError.EMPLOYEE_NUMBER_TAKEN);
        }
        audit.record(actor, Change.created(THING, staff.id(), shown(staff)));
        return staff;
    }

    /** Changes a person. Errors: as {@link #add}, {@link OrganizationError#STAFF_NOT_FOUND}, a stale version. */
    @Transactional
    public Staff change(Actor actor, long id, int version, UnaryOperator<Staff.Draft> edit) {
        var was = require(actor.reach(), id);
        if (was.version() != version) {
            throw stale(was);
        }
        var isNow = written(actor, was, edit.apply(draftOf(was)));
        requireWithin(actor.reach(), isNow);
        try {
            if (mapper.replace(isNow) == 0) {
                throw stale(require(actor.merchantId(), id));
            }
        } catch (DuplicateKeyException _) {
            throw new BusinessError(OrganizationError.EMPLOYEE_NUMBER_TAKEN);
        }
        audit.record(actor, Change.changed(THING, id, shown(was), shown(isNow)));
        return isNow;
    }

    /**
     * The person has left; once more changes nothing. The tree must be held, so that nobody changes them meanwhile.
     * Errors: {@link OrganizationError#STAFF_NOT_FOUND}.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Staff leave(Actor actor, long id) {
        var was = require(actor.reach(), id);
        if (!was.active()) {
            return was;
        }
        return change(actor, id, was.version(), StaffMembers::left);
    }

    private static Staff.Draft left(Staff.Draft before) {
        return new Staff.Draft(
                before.name(),
                before.phone(),
                before.employeeNumber(),
                before.organizationId(),
                before.storeId(),
                false,
                before.photoId());
    }

    /** One person. Errors: {@link OrganizationError#STAFF_NOT_FOUND}. */
    public Staff require(long merchantId, long id) {
        return mapper.find(merchantId, id).orElseThrow(() -> new BusinessError(OrganizationError.STAFF_NOT_FOUND));
    }

    /** One person, if it is one of the merchant's. */
    public Optional<Staff> find(long merchantId, long id) {
        return mapper.find(merchantId, id);
    }

    /** One person within a reach. Errors: {@link OrganizationError#STAFF_NOT_FOUND}. */
    public Staff require(Reach reach, long id) {
        return mapper.find(reach.merchantId(), id)
                .filter(found -> isWithin(reach, found))
                .orElseThrow(() -> new BusinessError(OrganizationError.STAFF_NOT_FOUND));
    }

    private static void requireWithin(Reach reach, Staff person) {
        if (!isWithin(reach, person)) {
            throw new BusinessError(KernelError.FORBIDDEN);
        }
    }

    /** The people within a reach, newest first. */
    public Page<Staff> list(Reach reach, PageRequest request) {
        return Page.of(mapper.list(reach, request.beforeId(), request.rowsToRead()), request, Staff::id);
    }

    /**
     * Ids of the people within a reach that is not everything, newest first, below {@code beforeId}: {@value #WITHIN_MOST} as
     * long as there are so many.
     */
    public List<Long> idsWithin(Reach reach, long beforeId) {
        return mapper.idsWithin(reach, beforeId, WITHIN_MOST);
    }

    /** Ids of the merchant's active people, oldest first, from behind {@code afterId} on. */
    public List<Long> activeAfter(long merchantId, long afterId, int most) {
        return mapper.activeAfter(merchantId, afterId, most);
    }

    /** Those of these people that are the merchant's. */
    public List<Staff> ofIds(long merchantId, Collection<Long> ids) {
        return ids.isEmpty() ? List.of() : mapper.ofIds(merchantId, ids);
    }

    /** Whether somebody is within a reach. */
    public static boolean isWithin(Reach reach, Staff person) {
        return reach.covers(person.organizationId(), person.storeId(), person.id());
    }

    /** The phone in the clear. */
    public @Nullable Phone phoneOf(Staff staff) {
        return phones.opened(staff);
    }

    private Staff written(Actor actor, Staff was, Staff.Draft draft) {
        var merchantId = actor.merchantId();
        // The tree is held from here on, so that neither organization nor store goes away meanwhile.
        var named = organizations.requireOrRoot(merchantId, draft.organizationId());
        var store = draft.storeId() == null ? null : stores.require(merchantId, draft.storeId());
        requireVisible(actor.reach(), was, draft, store);
        var organizationId = draft.organizationId() == null && store != null ? store.organizationId() : named;
        if (store != null && !organizations.isUnder(merchantId, store.organizationId(), organizationId)) {
            throw new BusinessError(OrganizationError.STORE_OUTSIDE_ORGANIZATION);
        }
        if (draft.photoId() != null) {
            images.hold(merchantId, draft.photoId());
        }
        return new Staff(
                was.id(),
                merchantId,
                organizationId,
                draft.storeId(),
                draft.name(),
                draft.employeeNumber(),
                draft.photoId(),
                phones.sealed(merchantId, draft.phone()),
                phones.hashed(merchantId, draft.phone()),
                draft.active(),
                was.version() + 1,
                was.createdAt(),
                clock.instant(),
                actor.id());
    }

    /** A place that is named anew lies within the reach, or is as if there were none; a store that is seen tells its organization. */
    private static void requireVisible(Reach reach, Staff was, Staff.Draft draft, @Nullable Store store) {
        if (store != null && !Long.valueOf(store.id()).equals(was.storeId()) && !reach.hasStore(store.id())) {
            throw new BusinessError(OrganizationError.STORE_NOT_FOUND);
        }
        var organizationId = draft.organizationId();
        var isKnown = organizationId == null
                || organizationId == was.organizationId()
                || (store != null && organizationId == store.organizationId());
        if (!isKnown && !reach.hasOrganization(organizationId)) {
            throw new BusinessError(OrganizationError.ORGANIZATION_NOT_FOUND);
        }
    }

    private Staff.Draft draftOf(Staff staff) {
        return new Staff.Draft(
                staff.name(),
                phoneOf(staff),
                staff.employeeNumber(),
                staff.organizationId(),
                staff.storeId(),
                staff.active(),
                staff.photoId());
    }

    Shown shown(Staff staff) {
        var phone = phoneOf(staff);
        return new Shown(
                staff.name(),
                phone == null ? null : phone.masked(),
                staff.employeeNumber(),
                staff.organizationId(),
                staff.storeId(),
                staff.photoId(),
                staff.active());
    }

    static StaleVersion stale(Staff isNow) {
        return new StaleVersion(isNow.version(), isNow.updatedAt(), isNow.updatedBy());
    }
}
