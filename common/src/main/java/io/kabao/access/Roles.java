package io.kabao.access;

import io.kabao.audit.Audit;
import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.StaleVersion;
import io.kabao.kernel.id.Ids;
import io.kabao.organization.Organizations;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A merchant's own roles. */
@Service
public class Roles {

    /** Most own roles of one merchant. */
    public static final int MOST = 100;

    private static final String THING = "ROLE";

    /** Of so many who have a role it is noted that they lost a permission: that some did is all that is asked. */
    private static final int HOLDERS_NOTED = 20;

    private final RoleMapper mapper;
    private final OperatorMapper operators;
    private final Losses losses;
    private final Organizations organizations;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    Roles(
            RoleMapper mapper,
            OperatorMapper operators,
            Losses losses,
            Organizations organizations,
            Audit audit,
            Ids ids,
            Clock clock) {
        this.mapper = mapper;
        this.operators = operators;
        this.losses = losses;
        this.organizations = organizations;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** The merchant's own roles, newest first. */
    public List<Role> own(long merchantId) {
        return mapper.all(merchantId, MOST);
    }

    /** One own role. Errors: {@link AccessError#ROLE_NOT_FOUND}. */
    public Role require(long merchantId, long id) {
        return mapper.find(merchantId, id).orElseThrow(() -> new BusinessError(AccessError.ROLE_NOT_FOUND));
    }

    /** The roles that an operator has, built in and own. */
    public Set<Long> of(long merchantId, long operatorId) {
        return mapper.held(merchantId, List.of(operatorId)).stream()
                .map(RoleMapper.Held::roleId)
                .collect(Collectors.toSet());
    }

    /** Refuses ids that are no roles of this merchant. Errors: {@link AccessError#ROLE_NOT_FOUND}. */
    public void requireAll(long merchantId, Set<Long> roleIds) {
        roleIds.stream().filter(id -> BuiltInRole.of(id).isEmpty()).forEach(id -> require(merchantId, id));
    }

    /**
     * Adds a role, which nobody has yet. Errors: {@link AccessError#ROLE_NAME_TAKEN}, {@link AccessError#TOO_MANY_ROLES},
     * {@link AccessError#PERMISSION_OF_OWNER}.
     *
     * @param reason why; null: none was given
     */
    @Transactional
    public Role add(Actor actor, Role.Draft draft, @Nullable String reason) {
        requireOwnName(draft);
        requireOthers(draft);
        if (mapper.count(actor.merchantId()) >= MOST) {
            throw new BusinessError(AccessError.TOO_MANY_ROLES, MOST);
        }
        var now = clock.instant();
        var role = new Role(
                ids.next(),
                actor.merchantId(),
                draft.name(),
                Role.written(draft.permissions()),
                1,
                now,
                now,
                actor.id());
        try {
            mapper.insert(role);
        } catch (DuplicateKeyException _) {
            throw new BusinessError(AccessError.ROLE_NAME_TAKEN);
        }
        audit.record(actor, Change.created(THING, role.id(), role).because(reason));
        return role;
    }

    /**
     * Changes a role in the transaction of whoever checked that it may be. Who has it and loses a permission is signed out.
     * Errors: {@link AccessError#ROLE_NAME_TAKEN}, {@link AccessError#PERMISSION_OF_OWNER}, a stale version.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Role change(Actor actor, Role was, Role.Draft draft, @Nullable String reason) {
        requireOwnName(draft);
        requireOthers(draft);
        var isNow = new Role(
                was.id(),
                was.merchantId(),
                draft.name(),
                Role.written(draft.permissions()),
                was.version() + 1,
                was.createdAt(),
                clock.instant(),
                actor.id());
        try {
            if (mapper.replace(isNow) == 0) {
                throw stale(require(was.merchantId(), was.id()));
            }
        } catch (DuplicateKeyException _) {
            throw new BusinessError(AccessError.ROLE_NAME_TAKEN);
        }
        if (!draft.permissions().containsAll(was.allows())) {
            operators
                    .activeWithRole(was.merchantId(), Set.of(was.id()), 0, HOLDERS_NOTED)
                    .forEach(holder -> losses.note(actor, holder, was.allows(), draft.permissions()));
            operators.unseatAllOf(was.merchantId(), was.id());
        }
        audit.record(actor, Change.changed(THING, was.id(), was, isNow).because(reason));
        return isNow;
    }

    /** Whoever agrees to a role sees its name: it must not pass for one that comes with the product. */
    private static void requireOwnName(Role.Draft draft) {
        if (BuiltInRole.isCalled(draft.name())) {
            throw new BusinessError(AccessError.ROLE_NAME_TAKEN);
        }
    }

    /** Errors: {@link AccessError#PERMISSION_OF_OWNER}. */
    static void requireOthers(Role.Draft draft) {
        draft.permissions().stream().filter(Permission::isOfOwner).findFirst().ifPresent(permission -> {
            throw new BusinessError(AccessError.PERMISSION_OF_OWNER).with("permission", permission.name());
        });
    }

    /** Removes a role that nobody has. Errors: {@link AccessError#ROLE_NOT_FOUND}, {@link AccessError#ROLE_IN_USE}. */
    @Transactional
    public void delete(Actor actor, long id) {
        // Whoever gives a role holds the tree as well, so that nobody gets one that is about to go.
        organizations.hold(actor.merchantId());
        var was = require(actor.merchantId(), id);
        if (mapper.isHeld(actor.merchantId(), id)) {
            throw new BusinessError(AccessError.ROLE_IN_USE);
        }
        if (mapper.delete(actor.merchantId(), id, was.version()) == 0) {
            throw stale(require(actor.merchantId(), id));
        }
        audit.record(actor, Change.deleted(THING, id, was));
    }

    static StaleVersion stale(Role isNow) {
        return new StaleVersion(isNow.version(), isNow.updatedAt(), isNow.updatedBy());
    }
}
