package io.kabao.organization;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.error.StaleVersion;
import io.kabao.kernel.id.Ids;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import io.kabao.kernel.tenancy.Reach;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The stores of a merchant. */
@Service
public class Stores {

    /** Open stores that are read at once; a chain with more shows its customers these. */
    public static final int OPEN_MOST = 2_000;

    private static final String STORE = "STORE";

    private final StoreMapper mapper;
    private final Organizations organizations;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;
    private final List<TreeUse> uses;

    Stores(StoreMapper mapper, Organizations organizations, Audit audit, Ids ids, Clock clock, List<TreeUse> uses) {
        this.mapper = mapper;
        this.organizations = organizations;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.uses = uses;
    }

    /**
     * Adds a store, under the root organization unless another is named.
     * Errors: {@link OrganizationError#ORGANIZATION_NOT_FOUND}.
     */
    @Transactional
    public Store add(Actor actor, Store.Draft draft) {
        var organizationId = organizations.requireOrRoot(actor.merchantId(), draft.organizationId());
        Organizations.requirePlace(actor.reach(), organizationId, draft.organizationId());
        var now = clock.instant();
        var store = new Store(
                ids.next(),
                actor.merchantId(),
                organizationId,
                draft.name(),
                draft.address(),
                draft.phone(),
                draft.open(),
                1,
                now,
                now,
                actor.id());
        mapper.insert(store);
        audit.record(actor, Change.created(STORE, store.id(), store));
        return store;
    }

    /** One store. Errors: {@link OrganizationError#STORE_NOT_FOUND}. */
    public Store require(long merchantId, long id) {
        return mapper.find(merchantId, id).orElseThrow(() -> new BusinessError(OrganizationError.STORE_NOT_FOUND));
    }

    /** One store within a reach. Errors: {@link OrganizationError#STORE_NOT_FOUND}. */
    public Store require(Reach reach, long id) {
        return mapper.find(reach.merchantId(), id)
                .filter(found -> reach.hasStore(found.id()))
                .orElseThrow(() -> new BusinessError(OrganizationError.STORE_NOT_FOUND));
    }

    /** One store, if it is the merchant's. */
    public Optional<Store> find(long merchantId, long id) {
        return mapper.find(merchantId, id);
    }

    /** Those of these stores that are the merchant's. */
    public List<Store> ofIds(long merchantId, Collection<Long> ids) {
        return ids.isEmpty() ? List.of() : mapper.ofIds(merchantId, ids);
    }

    /** Refuses ids that are not stores of this merchant. Errors: {@link OrganizationError#STORE_NOT_FOUND}. */
    public void requireAll(long merchantId, Set<Long> ids) {
        if (!ids.isEmpty() && mapper.count(merchantId, ids) != ids.size()) {
            throw new BusinessError(OrganizationError.STORE_NOT_FOUND);
        }
    }

    /** The stores within a reach, newest first. */
    public Page<Store> list(Reach reach, PageRequest request) {
        return Page.of(mapper.list(reach, request.beforeId(), request.rowsToRead()), request, Store::id);
    }

    /** Ids of the stores that stand directly under one of these organizations. */
    public Set<Long> idsUnder(long merchantId, Set<Long> organizationIds) {
        return organizationIds.isEmpty() ? Set.of() : Set.copyOf(mapper.idsUnder(merchantId, organizationIds));
    }

    /** The merchant's open stores, oldest first, at most {@value #OPEN_MOST}. */
    public List<Store> open(long merchantId) {
        return mapper.open(merchantId, OPEN_MOST);
    }

    /** Ids of the merchant's open stores, oldest first, from behind {@code afterId} on. */
    public List<Long> openAfter(long merchantId, long afterId, int most) {
        return mapper.openAfter(merchantId, afterId, most);
    }

    /**
     * Changes a store as {@code edit} says, if it still is the version the edit was made on.
     * Errors: {@link OrganizationError#STORE_NOT_FOUND}, {@link OrganizationError#ORGANIZATION_NOT_FOUND},
     * {@link KernelError#STALE_VERSION}.
     */
    @Transactional
    public Store change(Actor actor, long id, int version, UnaryOperator<Store.Draft> edit) {
        var was = requireFresh(actor.reach(), id, version);
        var draft = edit.apply(was.asDraft());
        var organizationId = organizations.requireOrRoot(actor.merchantId(), draft.organizationId());
        if (organizationId != was.organizationId()) {
            Organizations.requirePlace(actor.reach(), organizationId, draft.organizationId());
        }
        var isNow = was.with(draft, organizationId, clock.instant(), actor.id());
        if (mapper.replace(isNow) == 0) {
            throw stale(require(actor.merchantId(), id));
        }
        audit.record(actor, Change.changed(STORE, id, was, isNow));
        return isNow;
    }

    /**
     * Removes a store that nothing hangs on. Errors: {@link OrganizationError#STORE_NOT_FOUND},
     * {@link OrganizationError#STORE_IN_USE}, {@link KernelError#STALE_VERSION}.
     */
    @Transactional
    public void delete(Actor actor, long id) {
        organizations.requireOrRoot(actor.merchantId(), null);
        var was = require(actor.reach(), id);
        Organizations.requireWithin(actor.reach(), was.organizationId());
        if (isInUse(actor.merchantId(), id)) {
            throw new BusinessError(OrganizationError.STORE_IN_USE);
        }
        if (mapper.delete(actor.merchantId(), id, was.version()) == 0) {
            throw stale(require(actor.merchantId(), id));
        }
        audit.record(actor, Change.deleted(STORE, id, was));
    }

    private Store requireFresh(Reach reach, long id, int version) {
        var store = require(reach, id);
        if (store.version() != version) {
            throw stale(store);
        }
        return store;
    }

    private boolean isInUse(long merchantId, long id) {
        return mapper.isInUse(merchantId, id) || uses.stream().anyMatch(use -> use.usesStore(merchantId, id));
    }

    private static BusinessError stale(Store isNow) {
        return new StaleVersion(isNow.version(), isNow.updatedAt(), isNow.updatedBy());
    }
}
