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
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The nodes of a merchant's tree: one root, at most {@value #LEVELS_MOST} levels. */
@Service
public class Organizations {

    /** The deepest a tree may be, the root counted. */
    public static final int LEVELS_MOST = 10;

    private static final String THING = "ORGANIZATION";

    private final OrganizationMapper mapper;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;
    private final List<TreeUse> uses;

    Organizations(OrganizationMapper mapper, Audit audit, Ids ids, Clock clock, List<TreeUse> uses) {
        this.mapper = mapper;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.uses = uses;
    }

    /** Gives a new merchant the root of its tree. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Organization plantRoot(long merchantId, String name) {
        var now = clock.instant();
        var root = new Organization(ids.next(), merchantId, null, name, 1, now, now, null);
        mapper.insert(root);
        audit.record(Actor.system(merchantId), Change.created(THING, root.id(), root));
        return root;
    }

    /**
     * Adds a node, below the root unless another is named.
     * Errors: {@link OrganizationError#ORGANIZATION_NOT_FOUND}, {@link OrganizationError#TREE_TOO_DEEP}.
     */
    @Transactional
    public Organization add(Actor actor, Organization.Draft draft) {
        var merchantId = actor.merchantId();
        var root = mapper.lockTree(merchantId);
        var parentId = draft.parentId() == null ? root : requireId(merchantId, draft.parentId());
        requirePlace(actor.reach(), parentId, draft.parentId());
        requireDepth(mapper.upwards(merchantId, parentId, LEVELS_MOST + 1).size() + 1);
        var now = clock.instant();
        var added = new Organization(ids.next(), merchantId, parentId, draft.name(), 1, now, now, actor.id());
        mapper.insert(added);
        audit.record(actor, Change.created(THING, added.id(), added));
        return added;
    }

    /**
     * Renames or moves a node. Errors: {@link OrganizationError#ORGANIZATION_NOT_FOUND},
     * {@link OrganizationError#ROOT_STAYS}, {@link OrganizationError#TREE_CYCLE}, {@link OrganizationError#TREE_TOO_DEEP},
     * a stale version.
     */
    @Transactional
    public Organization change(Actor actor, long id, int version, UnaryOperator<Organization.Draft> edit) {
        var merchantId = actor.merchantId();
        mapper.lockTree(merchantId);
        var was = require(actor.reach(), id);
        if (was.version() != version) {
            throw stale(was);
        }
        requireWithin(actor.reach(), was.parentId());
        var draft = edit.apply(new Organization.Draft(was.name(), was.parentId()));
        if (draft.parentId() != null) {
            requirePlace(actor.reach(), draft.parentId(), draft.parentId());
        }
        var parentId = parentAfter(was, draft.parentId());
        var isNow = new Organization(
                id, merchantId, parentId, draft.name(), version + 1, was.createdAt(), clock.instant(), actor.id());
        if (mapper.replace(isNow) == 0) {
            throw stale(require(merchantId, id));
        }
        audit.record(actor, Change.changed(THING, id, was, isNow));
        return isNow;
    }

    /**
     * Removes a node that nothing stands below. Errors: {@link OrganizationError#ORGANIZATION_NOT_FOUND},
     * {@link OrganizationError#ROOT_STAYS}, {@link OrganizationError#ORGANIZATION_IN_USE}.
     */
    @Transactional
    public void delete(Actor actor, long id) {
        var merchantId = actor.merchantId();
        mapper.lockTree(merchantId);
        var was = require(actor.reach(), id);
        if (was.parentId() == null) {
            throw new BusinessError(OrganizationError.ROOT_STAYS);
        }
        requireWithin(actor.reach(), was.parentId());
        if (isInUse(merchantId, id)) {
            throw new BusinessError(OrganizationError.ORGANIZATION_IN_USE);
        }
        if (mapper.delete(merchantId, id, was.version()) == 0) {
            throw stale(require(merchantId, id));
        }
        audit.record(actor, Change.deleted(THING, id, was));
    }

    /** One node. Errors: {@link OrganizationError#ORGANIZATION_NOT_FOUND}. */
    public Organization require(long merchantId, long id) {
        return mapper.find(merchantId, id)
                .orElseThrow(() -> new BusinessError(OrganizationError.ORGANIZATION_NOT_FOUND));
    }

    /** One node within a reach. Errors: {@link OrganizationError#ORGANIZATION_NOT_FOUND}. */
    public Organization require(Reach reach, long id) {
        return mapper.find(reach.merchantId(), id)
                .filter(found -> reach.hasOrganization(found.id()))
                .orElseThrow(() -> new BusinessError(OrganizationError.ORGANIZATION_NOT_FOUND));
    }

    /** The nodes within a reach, newest first. */
    public Page<Organization> list(Reach reach, PageRequest request) {
        return Page.of(mapper.list(reach, request.beforeId(), request.rowsToRead()), request, Organization::id);
    }

    /** One node and all below it. */
    public Set<Long> below(long merchantId, long id) {
        return Set.copyOf(mapper.downwards(merchantId, id, LEVELS_MOST));
    }

    /** Whether a node is another one or somewhere below it. */
    public boolean isUnder(long merchantId, long id, long ancestor) {
        return id == ancestor || mapper.upwards(merchantId, id, LEVELS_MOST).contains(ancestor);
    }

    /** Holds the tree until the transaction ends, so that neither a node nor a store goes away meanwhile. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(long merchantId) {
        mapper.lockTree(merchantId);
    }

    /**
     * The node asked for, or the root where none was, for something that is about to hang on it: the tree is held until
     * the transaction ends, so that the node can't be removed meanwhile.
     * Errors: {@link OrganizationError#ORGANIZATION_NOT_FOUND}.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    long requireOrRoot(long merchantId, @Nullable Long organizationId) {
        var root = mapper.lockTree(merchantId);
        return organizationId == null ? root : requireId(merchantId, organizationId);
    }

    /**
     * Nobody hangs anything outside of their reach: what is named there is as if there were none, and the root, where nothing
     * is named, is forbidden.
     */
    static void requirePlace(Reach reach, long organizationId, @Nullable Long named) {
        if (!reach.hasOrganization(organizationId)) {
            throw new BusinessError(named == null ? KernelError.FORBIDDEN : OrganizationError.ORGANIZATION_NOT_FOUND);
        }
    }

    /** Nobody works on what hangs on a node outside of their reach, though they see it. */
    static void requireWithin(Reach reach, @Nullable Long organizationId) {
        if (!reach.hasOrganization(organizationId)) {
            throw new BusinessError(KernelError.FORBIDDEN);
        }
    }

    private long requireId(long merchantId, long id) {
        return require(merchantId, id).id();
    }

    private @Nullable Long parentAfter(Organization was, @Nullable Long asked) {
        if (was.parentId() == null || asked == null) {
            if (asked != null || was.parentId() != null) {
                throw new BusinessError(OrganizationError.ROOT_STAYS);
            }
            return null;
        }
        if (asked.equals(was.parentId())) {
            return asked;
        }
        var above = mapper.upwards(was.merchantId(), requireId(was.merchantId(), asked), LEVELS_MOST + 1);
        if (above.contains(was.id())) {
            throw new BusinessError(OrganizationError.TREE_CYCLE);
        }
        requireDepth(above.size() + mapper.height(was.merchantId(), was.id(), LEVELS_MOST + 1));
        return asked;
    }

    private static void requireDepth(int levels) {
        if (levels > LEVELS_MOST) {
            throw new BusinessError(OrganizationError.TREE_TOO_DEEP, LEVELS_MOST);
        }
    }

    private boolean isInUse(long merchantId, long id) {
        return mapper.isInUse(merchantId, id) || uses.stream().anyMatch(use -> use.usesOrganization(merchantId, id));
    }

    private static StaleVersion stale(Organization isNow) {
        return new StaleVersion(isNow.version(), isNow.updatedAt(), isNow.updatedBy());
    }
}
