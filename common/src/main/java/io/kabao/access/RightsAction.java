package io.kabao.access;

import io.kabao.kernel.Actor;
import io.kabao.kernel.ActorRealm;
import io.kabao.kernel.error.BusinessError;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Gives the rights that a second person has agreed to. */
@Component
class RightsAction implements ApprovableAction {

    private final OperatorMapper operators;
    private final OperatorRules rules;
    private final OperatorRegister register;
    private final Rights rights;
    private final Roles roles;
    private final JsonMapper json;

    RightsAction(
            OperatorMapper operators,
            OperatorRules rules,
            OperatorRegister register,
            Rights rights,
            Roles roles,
            JsonMapper json) {
        this.operators = operators;
        this.rules = rules;
        this.register = register;
        this.rights = rights;
        this.roles = roles;
        this.json = json;
    }

    @Override
    public Kind kind() {
        return Kind.RIGHTS;
    }

    @Override
    public void run(Actor actor, String payload, @Nullable String reason) {
        try {
            run(actor, json.readValue(payload, RightsRequest.class), reason);
        } catch (BusinessError refused) {
            // It is whoever asked who lacks the right by now, not whoever agrees.
            throw refused.code() == AccessError.BEYOND_OWN_RIGHTS
                    ? new BusinessError(AccessError.ASKER_MAY_NOT)
                    : refused;
        }
    }

    private void run(Actor actor, RightsRequest request, @Nullable String reason) {
        if (request.added() != null) {
            var added = request.added();
            rules.requireSound(actor.merchantId(), added.draft());
            rules.requireWithinOwn(actor, added.draft().roleIds(), added.draft().scope());
            register.add(
                    actor, newcomer(actor.merchantId(), added), added.draft().roleIds(), reason);
        }
        if (request.changed() != null) {
            var changed = request.changed();
            var was = operators
                    .find(actor.merchantId(), changed.operatorId())
                    .orElseThrow(() -> new BusinessError(AccessError.OPERATOR_NOT_FOUND));
            if (was.version() != changed.version()) {
                throw register.stale(was);
            }
            rules.requireSound(actor.merchantId(), changed.draft());
            rules.requireWithinOwn(actor, rights.roleIds(was), was.scope());
            rules.requireWithinOwn(
                    actor, changed.draft().roleIds(), changed.draft().scope());
            register.change(actor, was, changed.draft(), reason);
        }
        if (request.role() != null) {
            var was = roles.require(actor.merchantId(), request.role().roleId());
            if (was.version() != request.role().version()) {
                throw Roles.stale(was);
            }
            rules.requireHeld(actor, was.allows());
            rules.requireHeld(actor, request.role().permissions());
            roles.change(actor, was, request.role().draft(), reason);
        }
    }

    static Operator.Newcomer newcomer(long merchantId, RightsRequest.Added added) {
        return new Operator.Newcomer(
                ActorRealm.OPERATOR,
                merchantId,
                added.account(),
                added.draft().name(),
                added.passwordHash(),
                added.draft().scope(),
                added.draft().staffId(),
                added.passwordInitial());
    }
}
