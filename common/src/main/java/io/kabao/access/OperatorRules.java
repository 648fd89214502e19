package io.kabao.access;

import io.kabao.kernel.Actor;
import io.kabao.kernel.ActorRealm;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.organization.Organizations;
import io.kabao.organization.StaffMembers;
import io.kabao.organization.Stores;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What nobody may write about an operator. */
@Component
class OperatorRules {

    /** Owners who are looked at before the last one is found. */
    private static final int OWNERS_LOOKED_AT = 100;

    private final OperatorMapper mapper;
    private final Roles roles;
    private final Rights rights;
    private final Organizations organizations;
    private final Stores stores;
    private final StaffMembers staff;
    private final List<Widening> widenings;

    OperatorRules(
            OperatorMapper mapper,
            Roles roles,
            Rights rights,
            Organizations organizations,
            Stores stores,
            StaffMembers staff,
            List<Widening> widenings) {
        this.mapper = mapper;
        this.roles = roles;
        this.rights = rights;
        this.organizations = organizations;
        this.stores = stores;
        this.staff = staff;
        this.widenings = List.copyOf(widenings);
    }

    /**
     * Refuses what points nowhere or can't be. Errors: {@link AccessError#ROLES_MISSING}, {@link AccessError#ROLE_NOT_FOUND},
     * {@link AccessError#SCOPE_NEEDS_STAFF}, {@link AccessError#STAFF_NOT_ACTIVE}, that there is no such organization, store
     * or member of staff.
     */
    void requireSound(long merchantId, OperatorDraft draft) {
        if (draft.roleIds().isEmpty() || draft.roleIds().size() > Rights.ROLES_MOST) {
            throw new BusinessError(AccessError.ROLES_MISSING, Rights.ROLES_MOST).with("field", "roleIds");
        }
        roles.requireAll(merchantId, draft.roleIds());
        switch (draft.scope().kind()) {
            case ORGANIZATION -> draft.scope().ids().forEach(id -> organizations.require(merchantId, id));
            case STORES -> stores.requireAll(merchantId, draft.scope().ids());
            case OWN -> {
                if (draft.staffId() == null) {
                    throw new BusinessError(AccessError.SCOPE_NEEDS_STAFF).with("field", "staffId");
                }
            }
            case ALL -> {}
        }
        if (draft.staffId() != null
                && draft.active()
                && !staff.require(merchantId, draft.staffId()).active()) {
            throw new BusinessError(AccessError.STAFF_NOT_ACTIVE).with("field", "staffId");
        }
    }

    /** Refuses roles that are gone by now; the tree must be held. Errors: {@link AccessError#ROLE_NOT_FOUND}. */
    void requireRoles(long merchantId, Set<Long> roleIds) {
        roles.requireAll(merchantId, roleIds);
    }

    /** Errors: {@link AccessError#ACCOUNT_TAKEN}. */
    void requireFree(String account) {
        if (mapper.findByAccount(account).isPresent()) {
            throw new BusinessError(AccessError.ACCOUNT_TAKEN).with("field", "account");
        }
    }

    /** Refuses permissions that the actor does not have. Errors: {@link AccessError#BEYOND_OWN_RIGHTS}. */
    void requireHeld(Actor actor, Set<Permission> permissions) {
        if (actor.realm() == ActorRealm.OPERATOR && !own(actor).permissions().containsAll(permissions)) {
            throw new BusinessError(AccessError.BEYOND_OWN_RIGHTS);
        }
    }

    private SignedInOperator own(Actor actor) {
        return mapper.find(actor.merchantId(), actor.requireId())
                .map(rights::of)
                .orElseThrow(() -> new BusinessError(KernelError.NOT_SIGNED_IN));
    }

    /** Refuses to give, or to manage somebody who has, what the actor does not have. Errors: {@link AccessError#BEYOND_OWN_RIGHTS}. */
    void requireWithinOwn(Actor actor, Set<Long> roleIds, Scope scope) {
        if (actor.realm() != ActorRealm.OPERATOR) {
            return;
        }
        var own = own(actor);
        var given = rights.granted(actor.merchantId(), roleIds).permissions();
        if (!own.permissions().containsAll(given) || !rights.isWithin(actor.merchantId(), scope, own.scope())) {
            throw new BusinessError(AccessError.BEYOND_OWN_RIGHTS);
        }
    }

    /**
     * Refuses to end the login of somebody who has what the actor does not have; whoever sees only what they brought is no
     * wider than whoever may write about them. Errors: {@link AccessError#BEYOND_OWN_RIGHTS}.
     */
    void requireMayEnd(Actor actor, Operator leaving) {
        var roleIds = rights.roleIds(leaving);
        if (leaving.scope().kind() == Scope.Kind.OWN) {
            requireHeld(actor, rights.granted(actor.merchantId(), roleIds).permissions());
        } else {
            requireWithinOwn(actor, roleIds, leaving.scope());
        }
    }

    /** Refuses that somebody disables themselves or changes their own rights. Errors: {@link AccessError#OWN_LOGIN}. */
    void requireNotSelf(Actor actor, Operator was, Set<Long> hadRoles, OperatorDraft draft) {
        var self = actor.realm() == was.realm() && Long.valueOf(was.id()).equals(actor.id());
        var same = draft.active() == was.active()
                && draft.roleIds().equals(hadRoles)
                && draft.scope().equals(was.scope())
                && Objects.equals(draft.staffId(), was.staffId());
        if (self && !same) {
            throw new BusinessError(AccessError.OWN_LOGIN);
        }
    }

    /** Whether somebody could do or see more than before. */
    boolean isWider(Operator was, Set<Long> hadRoles, OperatorDraft draft) {
        return draft.active()
                && (!was.active()
                        || widenings.stream().anyMatch(way -> way.isWider(was.merchantId(), hadRoles, draft.roleIds()))
                        || !rights.isWithin(was.merchantId(), draft.scope(), was.scope())
                        || (draft.scope().kind() == Scope.Kind.OWN && !Objects.equals(draft.staffId(), was.staffId())));
    }

    /**
     * Refuses a change after which nobody could sign in who may do everything; the tree must be held, so that two owners
     * can't remove each other at once. Errors: {@link AccessError#LAST_OWNER}.
     */
    void requireOwnerBeside(Operator leaving) {
        var others = mapper.activeWithRole(
                leaving.merchantId(), Set.of(BuiltInRole.OWNER.id()), leaving.id(), OWNERS_LOOKED_AT);
        if (others.stream().noneMatch(other -> other.scope().kind() == Scope.Kind.ALL && rights.isStillHere(other))) {
            throw new BusinessError(AccessError.LAST_OWNER);
        }
    }

    /** Whether the draft leaves somebody an owner of the whole merchant who can sign in. */
    static boolean isOwner(Set<Long> roleIds, Scope scope, boolean active) {
        return active && roleIds.contains(BuiltInRole.OWNER.id()) && scope.kind() == Scope.Kind.ALL;
    }
}
