package io.kabao.access;

import io.kabao.kernel.tenancy.Reach;
import io.kabao.organization.Organizations;
import io.kabao.organization.StaffMembers;
import io.kabao.organization.Stores;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What operators may do and on which rows, as their roles and scopes say now. */
@Component
class Rights {

    /** Most roles one operator may have. */
    static final int ROLES_MOST = 20;

    private final RoleMapper roles;
    private final Organizations organizations;
    private final Stores stores;
    private final StaffMembers staff;

    Rights(RoleMapper roles, Organizations organizations, Stores stores, StaffMembers staff) {
        this.roles = roles;
        this.organizations = organizations;
        this.stores = stores;
        this.staff = staff;
    }

    /** What some roles allow together. */
    record Granted(Set<Permission> permissions, List<String> names, boolean needsSecondFactor) {}

    /** The operator with all rights. */
    SignedInOperator of(Operator operator) {
        return of(Seat.of(operator, roleIds(operator)));
    }

    /** Likewise, by what a session knows. */
    SignedInOperator of(Seat seat) {
        var granted = granted(seat.merchantId(), seat.roles());
        return new SignedInOperator(
                seat.id(),
                seat.merchantId(),
                seat.realm(),
                seat.account(),
                seat.name(),
                granted.names(),
                granted.permissions(),
                seat.scope(),
                seat.staffId(),
                seat.passwordInitial(),
                seat.secondFactor(),
                granted.needsSecondFactor(),
                seat.steppedUpUntil());
    }

    Set<Long> roleIds(Operator operator) {
        return roleIds(operator.merchantId(), List.of(operator.id())).getOrDefault(operator.id(), Set.of());
    }

    /** The role ids of each operator; whoever has none is missing. */
    Map<Long, Set<Long>> roleIds(long merchantId, List<Long> operatorIds) {
        var held = new HashMap<Long, Set<Long>>();
        if (!operatorIds.isEmpty()) {
            roles.held(merchantId, operatorIds)
                    .forEach(row -> held.computeIfAbsent(row.operatorId(), _ -> new TreeSet<>())
                            .add(row.roleId()));
        }
        return held;
    }

    /** What these roles allow; one that is gone allows nothing. */
    Granted granted(long merchantId, Set<Long> roleIds) {
        var permissions = EnumSet.noneOf(Permission.class);
        var names = new ArrayList<String>();
        var needsSecondFactor = false;
        for (var id : new TreeSet<>(roleIds)) {
            var builtIn = BuiltInRole.of(id);
            if (builtIn.isPresent()) {
                permissions.addAll(builtIn.get().permissions());
                names.add(builtIn.get().name());
                needsSecondFactor |= builtIn.get().needsSecondFactor();
            } else {
                roles.find(merchantId, id).ifPresent(role -> {
                    permissions.addAll(role.allows());
                    names.add(role.name());
                });
            }
        }
        return new Granted(Set.copyOf(permissions), List.copyOf(names), needsSecondFactor);
    }

    /** Whether whoever signs in as a member of staff still is one. */
    boolean isStillHere(Operator operator) {
        return isStillHere(operator.merchantId(), operator.staffId());
    }

    /** Likewise; {@code staffId} null: nobody of the staff. */
    boolean isStillHere(long merchantId, @Nullable Long staffId) {
        return staffId == null
                || staff.find(merchantId, staffId)
                        .filter(person -> person.active())
                        .isPresent();
    }

    /** The rows that a scope means today. */
    Reach reach(SignedInOperator operator) {
        return reach(operator.merchantId(), operator.scope(), operator.staffId() == null ? 0 : operator.staffId());
    }

    Reach reach(long merchantId, Scope scope, long staffId) {
        return switch (scope.kind()) {
            case ALL -> Reach.all(merchantId);
            case ORGANIZATION -> {
                var within = new HashSet<Long>();
                scope.ids().forEach(id -> within.addAll(organizations.below(merchantId, id)));
                yield new Reach(merchantId, false, within, stores.idsUnder(merchantId, within), null);
            }
            case STORES -> new Reach(merchantId, false, Set.of(), scope.ids(), null);
            case OWN -> new Reach(merchantId, false, Set.of(), Set.of(), staffId);
        };
    }

    /** Whether everything that one scope means is meant by the other. */
    boolean isWithin(long merchantId, Scope inner, Scope outer) {
        if (outer.kind() == Scope.Kind.ALL || inner.equals(outer)) {
            return true;
        }
        if (inner.kind() == Scope.Kind.ALL || inner.kind() == Scope.Kind.OWN) {
            return false;
        }
        var mine = reach(merchantId, inner, 0);
        var theirs = reach(merchantId, outer, 0);
        return theirs.organizationIds().containsAll(mine.organizationIds())
                && theirs.storeIds().containsAll(mine.storeIds());
    }
}
