package io.kabao.access;

import io.kabao.kernel.Actor;
import io.kabao.kernel.ActorRealm;
import io.kabao.kernel.error.BusinessError;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Who could agree to an action, and whether whoever asked may still do it. */
@Component
class Approvers {

    /** So many people are looked at, those first who work on the whole merchant and so on every place. */
    private static final int LOOKED_AT = 200;

    private final OperatorMapper operators;
    private final RoleMapper roles;
    private final Rights rights;
    private final Clock clock;

    Approvers(OperatorMapper operators, RoleMapper roles, Rights rights, Clock clock) {
        this.operators = operators;
        this.roles = roles;
        this.rights = rights;
        this.clock = clock;
    }

    /** Whether the actor could agree to such an action and nobody else can. */
    boolean isOnlyOne(Actor actor, ApprovableAction.Kind kind, Approvals.Place place) {
        var self = operators.find(actor.merchantId(), actor.requireId());
        if (self.isEmpty() || !mayAgree(self.get(), kind, place)) {
            return false;
        }
        var others = operators.activeWithRole(
                actor.merchantId(), rolesWith(actor.merchantId(), kind.approvedBy()), actor.requireId(), LOOKED_AT);
        return others.stream().noneMatch(other -> mayAgree(other, kind, place)) && !hasJustLost(actor, kind);
    }

    /** Whether somebody else could have agreed until lately: who removes the second person is not the only one by it. */
    private boolean hasJustLost(Actor actor, ApprovableAction.Kind kind) {
        var since = clock.instant().minus(Approvals.OPEN_FOR);
        return operators.lostSince(actor.merchantId(), since, actor.requireId(), LOOKED_AT).stream()
                .anyMatch(other -> rights.granted(actor.merchantId(), other.rolesLost())
                        .permissions()
                        .contains(kind.approvedBy()));
    }

    /** Refuses whose login whoever asked has just made anew: they know its password. Errors: {@link AccessError#SAME_PERSON}. */
    void requireOwnLogin(Approval approval, long approverId) {
        var since = clock.instant().minus(Approvals.OPEN_FOR);
        operators
                .find(approval.merchantId(), approverId)
                .filter(operator ->
                        operator.lostAt() != null && operator.lostAt().isAfter(since))
                .filter(operator -> Long.valueOf(approval.askedBy()).equals(operator.lostBy()))
                .ifPresent(_ -> {
                    throw new BusinessError(AccessError.SAME_PERSON);
                });
    }

    private boolean mayAgree(Operator operator, ApprovableAction.Kind kind, Approvals.Place place) {
        if (!operator.active() || operator.realm() != ActorRealm.OPERATOR || !rights.isStillHere(operator)) {
            return false;
        }
        var signedIn = rights.of(operator);
        return signedIn.may(kind.approvedBy()) && place.isWithin(rights.reach(signedIn));
    }

    private Set<Long> rolesWith(long merchantId, Permission permission) {
        var found = new HashSet<Long>();
        Arrays.stream(BuiltInRole.values())
                .filter(role -> role.permissions().contains(permission))
                .forEach(role -> found.add(role.id()));
        roles.all(merchantId, Roles.MOST).stream()
                .filter(role -> role.allows().contains(permission))
                .forEach(role -> found.add(role.id()));
        return found;
    }

    /** Whoever asked, with what they may reach today; the action itself looks whether that is enough. Errors: {@link AccessError#ASKER_MAY_NOT}. */
    Actor asker(Approval approval) {
        var operator = operators
                .find(approval.merchantId(), approval.askedBy())
                .filter(Operator::active)
                .filter(rights::isStillHere)
                .orElseThrow(() -> new BusinessError(AccessError.ASKER_MAY_NOT));
        var signedIn = rights.of(operator);
        if (!signedIn.may(approval.kind().askedBy())) {
            throw new BusinessError(AccessError.ASKER_MAY_NOT);
        }
        return signedIn.acting(rights.reach(signedIn), approval.askedFrom());
    }
}
