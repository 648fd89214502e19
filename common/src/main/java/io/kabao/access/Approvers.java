package io.kabao.access;

import io.kabao.kernel.Actor;
import io.kabao.kernel.ActorRealm;
import io.kabao.kernel.error.BusinessError;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who could agree to an action, and whether whoever asked may still do it. */
@Component
class Approvers {

    /** So many people are looked at, those first who work on the whole merchant and so on every place. */
    private static final int LOOKED_AT = 200;

    private final OperatorMapper operators;
    private final RoleMapper roles;
    private final Rights rights;
    private final Losses losses;

    Approvers(OperatorMapper operators, RoleMapper roles, Rights rights, Losses losses) {
        this.operators = operators;
        this.roles = roles;
        this.rights = rights;
        this.losses = losses;
    }

    /**
     * Whether the actor could agree to such an action and nobody else can. Somebody whom the actor has only just added is not
     * somebody else yet.
     */
    boolean isOnlyOne(Actor actor, ApprovableAction.Kind kind, Approvals.Place place) {
        var self = operators.find(actor.merchantId(), actor.requireId());
        if (self.isEmpty() || !mayAgree(self.get(), kind, place)) {
            return false;
        }
        var others = operators.activeWithRole(
                actor.merchantId(), rolesWith(actor.merchantId(), kind.approvedBy()), actor.requireId(), LOOKED_AT);
        return others.stream()
                        .filter(other -> !other.isNewOf(actor.id(), losses.since()))
                        .noneMatch(other -> mayAgree(other, kind, place))
                && !losses.hasJustLost(actor, kind.approvedBy());
    }

    /**
     * Refuses whoever may be the one who asked, behind another login: one person has lately made both logins, or one of the two
     * the other's. Whoever could have done it alone may agree to what somebody whom they added asks for. Errors:
     * {@link AccessError#SAME_PERSON}.
     */
    void requireTwoPeople(Approval approval, Actor approver) {
        var knownTo = whoKnows(approval.merchantId(), approver.requireId());
        var askersKnownTo = whoKnows(approval.merchantId(), approval.askedBy());
        if (Collections.disjoint(askersKnownTo, knownTo)) {
            return;
        }
        var place = new Approvals.Place(approval.organizationId(), approval.storeId());
        var isOfApprover = askersKnownTo.contains(approver.requireId()) && knownTo.size() == 1;
        if (!isOfApprover || !isOnlyOne(approver, approval.kind(), place)) {
            throw new BusinessError(AccessError.SAME_PERSON);
        }
    }

    /** Who may know the password of a login: its own person, whoever lately made it, whoever made the login of that one … */
    private Set<Long> whoKnows(long merchantId, long operatorId) {
        var since = losses.since();
        var found = new HashSet<Long>();
        @Nullable Long who = operatorId;
        while (who != null && found.add(who)) {
            who = operators
                    .find(merchantId, who)
                    .filter(login -> login.isKnownTo(login.loginMadeBy(), since))
                    .map(Operator::loginMadeBy)
                    .orElse(null);
        }
        return found;
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
