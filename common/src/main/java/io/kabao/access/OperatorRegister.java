package io.kabao.access;

import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.StaleVersion;
import io.kabao.kernel.json.JsonId;
import io.kabao.organization.Organizations;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes operators down, with their roles, once it is decided that it may be; in the transaction of the decision. */
@Component
class OperatorRegister {

    private final OperatorMapper mapper;
    private final RoleMapper roles;
    private final RecoveryCodeMapper recoveryCodes;
    private final Rights rights;
    private final OperatorRules rules;
    private final Losses losses;
    private final Organizations organizations;
    private final Recording recording;

    OperatorRegister(
            OperatorMapper mapper,
            RoleMapper roles,
            RecoveryCodeMapper recoveryCodes,
            Rights rights,
            OperatorRules rules,
            Losses losses,
            Organizations organizations,
            Recording recording) {
        this.mapper = mapper;
        this.roles = roles;
        this.recoveryCodes = recoveryCodes;
        this.rights = rights;
        this.rules = rules;
        this.losses = losses;
        this.organizations = organizations;
        this.recording = recording;
    }

    /** An operator as the audit and those who approve see one. */
    record Shown(
            String account,
            String name,
            List<String> roles,
            Scope.Kind scope,
            String scopeIds,
            @JsonId @Nullable Long staffId,
            boolean active) {}

    Shown shown(String account, long merchantId, OperatorDraft draft) {
        return new Shown(
                account,
                draft.name(),
                rights.granted(merchantId, draft.roleIds()).names(),
                draft.scope().kind(),
                draft.scope().written(),
                draft.staffId(),
                draft.active());
    }

    /** Errors: {@link AccessError#ACCOUNT_TAKEN}, {@link AccessError#STAFF_HAS_LOGIN}. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Operator add(Actor actor, Operator.Newcomer newcomer, Set<Long> roleIds, @Nullable String reason) {
        organizations.hold(newcomer.merchantId());
        rules.requireRoles(newcomer.merchantId(), roleIds);
        return added(actor, newcomer, roleIds, reason);
    }

    /** As {@link #add}, where there is no tree to hold: the platform's people, and a merchant that is only being opened. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Operator addUnheld(Actor actor, Operator.Newcomer newcomer, Set<Long> roleIds) {
        return added(actor, newcomer, roleIds, null);
    }

    private Operator added(Actor actor, Operator.Newcomer newcomer, Set<Long> roleIds, @Nullable String reason) {
        if (newcomer.staffId() != null
                && mapper.findOfStaff(newcomer.merchantId(), newcomer.staffId()).isPresent()) {
            throw new BusinessError(AccessError.STAFF_HAS_LOGIN).with("field", "staffId");
        }
        var operator = Operator.fresh(
                recording.ids().next(), newcomer, recording.clock().instant(), actor.id());
        try {
            mapper.insert(operator);
        } catch (DuplicateKeyException e) {
            throw taken(newcomer, e);
        }
        give(operator, roleIds);
        var draft = new OperatorDraft(newcomer.name(), roleIds, newcomer.scope(), newcomer.staffId(), true);
        recording
                .audit()
                .record(
                        actor,
                        Change.created(
                                        OperatorDesk.THING,
                                        operator.id(),
                                        shown(newcomer.account(), newcomer.merchantId(), draft))
                                .because(reason));
        return operator;
    }

    private BusinessError taken(Operator.Newcomer newcomer, DuplicateKeyException e) {
        if (mapper.findByAccount(newcomer.account()).isPresent()) {
            return new BusinessError(AccessError.ACCOUNT_TAKEN).with("field", "account");
        }
        if (newcomer.staffId() == null) {
            throw e;
        }
        return new BusinessError(AccessError.STAFF_HAS_LOGIN).with("field", "staffId");
    }

    /**
     * Changes what others may change; whoever loses a right is signed out. Errors: {@link AccessError#LAST_OWNER},
     * {@link AccessError#STAFF_HAS_LOGIN}, a stale version.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Operator change(Actor actor, Operator was, OperatorDraft draft, @Nullable String reason) {
        organizations.hold(was.merchantId());
        var had = rights.roleIds(was);
        if (!draft.roleIds().equals(had)) {
            rules.requireRoles(was.merchantId(), draft.roleIds());
        }
        if (OperatorRules.isOwner(had, was.scope(), was.active())
                && !OperatorRules.isOwner(draft.roleIds(), draft.scope(), draft.active())) {
            rules.requireOwnerBeside(was);
        }
        var rightsChanged = !draft.active()
                || !draft.roleIds().equals(had)
                || !draft.scope().equals(was.scope())
                || (was.staffId() != null && !was.staffId().equals(draft.staffId()));
        var isNow = was.with(draft.name(), draft.scope(), draft.staffId(), draft.active());
        try {
            if (mapper.replace(isNow, rightsChanged, recording.clock().instant(), actor.id()) == 0) {
                throw stale(was);
            }
        } catch (DuplicateKeyException _) {
            throw new BusinessError(AccessError.STAFF_HAS_LOGIN).with("field", "staffId");
        }
        if (rightsChanged) {
            var left = draft.active()
                            && draft.scope().equals(was.scope())
                            && Objects.equals(draft.staffId(), was.staffId())
                    ? permissions(was, draft.roleIds())
                    : Set.<Permission>of();
            losses.note(actor, was, permissions(was, had), left);
        }
        if (!draft.roleIds().equals(had)) {
            roles.takeAll(was.merchantId(), was.id());
            give(was, draft.roleIds());
        }
        var before = new OperatorDraft(was.name(), had, was.scope(), was.staffId(), was.active());
        recording
                .audit()
                .record(
                        actor,
                        Change.changed(
                                        OperatorDesk.THING,
                                        was.id(),
                                        shown(was.account(), was.merchantId(), before),
                                        shown(was.account(), was.merchantId(), draft))
                                .because(reason));
        return mapper.find(was.merchantId(), was.id()).orElseThrow();
    }

    /** Makes the password one that somebody else made. Errors: a stale version. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void resetPassword(Actor actor, Operator operator, String passwordHash) {
        var fresh = new OperatorMapper.NewPassword(
                passwordHash, true, recording.clock().instant(), actor.id());
        if (mapper.changePassword(operator, fresh) == 0) {
            throw stale(operator);
        }
        mapper.noteMaker(operator, actor.id(), recording.clock().instant());
        recording.audit().record(actor, Change.act("OPERATOR_PASSWORD_RESET", OperatorDesk.THING, operator.id()));
    }

    /** Forgets the second factor and ends the session. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forgetSecondFactor(Actor actor, Operator operator) {
        mapper.forgetSecret(operator.merchantId(), operator.id());
        if (operator.loginMadeBy() == null || !operator.isKnownTo(operator.loginMadeBy(), losses.since())) {
            // Whoever made the password knows it still; that this one does is less certain.
            mapper.noteMaker(operator, actor.id(), recording.clock().instant());
        }
        recoveryCodes.deleteAll(operator.merchantId(), operator.id());
        recording.audit().record(actor, Change.act("OPERATOR_TOTP_FORGOTTEN", OperatorDesk.THING, operator.id()));
    }

    /**
     * Removes somebody who did nothing that is on record. Errors: {@link AccessError#OPERATOR_IN_USE},
     * {@link AccessError#LAST_OWNER}, a stale version.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(Actor actor, Operator operator) {
        organizations.hold(operator.merchantId());
        if (recording.audit().hasActed(operator.merchantId(), operator.realm(), operator.id())) {
            throw new BusinessError(AccessError.OPERATOR_IN_USE);
        }
        var had = rights.roleIds(operator);
        if (OperatorRules.isOwner(had, operator.scope(), operator.active())) {
            rules.requireOwnerBeside(operator);
        }
        if (mapper.delete(operator.merchantId(), operator.id(), operator.version()) == 0) {
            throw stale(operator);
        }
        losses.note(actor, operator, permissions(operator, had), Set.of());
        roles.takeAll(operator.merchantId(), operator.id());
        recoveryCodes.deleteAll(operator.merchantId(), operator.id());
        var draft = new OperatorDraft(operator.name(), had, operator.scope(), operator.staffId(), operator.active());
        recording
                .audit()
                .record(
                        actor,
                        Change.deleted(
                                OperatorDesk.THING,
                                operator.id(),
                                shown(operator.account(), operator.merchantId(), draft)));
    }

    private Set<Permission> permissions(Operator operator, Set<Long> roleIds) {
        return rights.granted(operator.merchantId(), roleIds).permissions();
    }

    private void give(Operator operator, Set<Long> roleIds) {
        if (!roleIds.isEmpty()) {
            roles.give(
                    operator.merchantId(),
                    operator.id(),
                    roleIds.stream()
                            .sorted()
                            .map(id -> new RoleMapper.Given(recording.ids().next(), id))
                            .toList());
        }
    }

    StaleVersion stale(Operator was) {
        var isNow = mapper.find(was.merchantId(), was.id())
                .orElseThrow(() -> new BusinessError(AccessError.OPERATOR_NOT_FOUND));
        return new StaleVersion(isNow.version(), isNow.updatedAt(), isNow.updatedBy());
    }
}
