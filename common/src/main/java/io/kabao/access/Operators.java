package io.kabao.access;

import io.kabao.audit.Change;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.page.Page;
import io.kabao.kernel.page.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The people of a merchant who may sign in. */
@Service
public class Operators {

    private final OperatorMapper mapper;
    private final Rights rights;
    private final OperatorRules rules;
    private final Losses losses;
    private final Recording recording;

    Operators(OperatorMapper mapper, Rights rights, OperatorRules rules, Losses losses, Recording recording) {
        this.mapper = mapper;
        this.rights = rights;
        this.rules = rules;
        this.losses = losses;
        this.recording = recording;
    }

    /** An operator as others see it. */
    public record Colleague(@JsonId long id, String name) {}

    /**
     * An operator as those see it who manage operators.
     *
     * @param passwordInitial made by somebody else and not changed yet
     * @param secondFactor whether one is enrolled
     */
    public record Profile(
            @JsonId long id,
            String account,
            String name,
            Set<Long> roleIds,
            List<String> roles,
            Scope scope,
            @JsonId @Nullable Long staffId,
            boolean active,
            boolean passwordInitial,
            boolean secondFactor,
            int version,
            Instant createdAt,
            Instant updatedAt) {}

    /** The operator, if it is one of this merchant's. */
    public Optional<Colleague> colleague(long merchantId, long id) {
        return mapper.find(merchantId, id).map(operator -> new Colleague(operator.id(), operator.name()));
    }

    /**
     * Whoever signs in as this member of staff can't any more; the tree must be held. Errors:
     * {@link AccessError#BEYOND_OWN_RIGHTS} of somebody whom the actor may not manage, {@link AccessError#LAST_OWNER}.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void leave(Actor actor, long staffId) {
        mapper.findOfStaff(actor.merchantId(), staffId).filter(Operator::active).ifPresent(operator -> {
            rules.requireMayEnd(actor, operator);
            if (OperatorRules.isOwner(rights.roleIds(operator), operator.scope(), true)) {
                rules.requireOwnerBeside(operator);
            }
            losses.note(
                    actor,
                    operator,
                    rights.granted(actor.merchantId(), rights.roleIds(operator)).permissions(),
                    Set.of());
            mapper.disableStaff(actor.merchantId(), staffId, recording.clock().instant(), actor.id());
            recording.audit().record(actor, Change.act("OPERATOR_DISABLED", OperatorDesk.THING, operator.id()));
        });
    }

    /** One operator. Errors: {@link AccessError#OPERATOR_NOT_FOUND}. */
    public Profile show(long merchantId, long id) {
        var operator = require(merchantId, id);
        return shown(operator, rights.roleIds(operator));
    }

    /** The merchant's operators, newest first. */
    public Page<Profile> list(long merchantId, PageRequest request) {
        var page = Page.of(mapper.list(merchantId, request.beforeId(), request.rowsToRead()), request, Operator::id);
        var held = rights.roleIds(
                merchantId, page.items().stream().map(Operator::id).toList());
        return page.map(operator -> shown(operator, held.getOrDefault(operator.id(), Set.of())));
    }

    Operator require(long merchantId, long id) {
        return mapper.find(merchantId, id).orElseThrow(() -> new BusinessError(AccessError.OPERATOR_NOT_FOUND));
    }

    Profile shown(Operator operator, Set<Long> roleIds) {
        return new Profile(
                operator.id(),
                operator.account(),
                operator.name(),
                roleIds,
                rights.granted(operator.merchantId(), roleIds).names(),
                operator.scope(),
                operator.staffId(),
                operator.active(),
                operator.passwordInitial(),
                operator.totpSecret() != null,
                operator.version(),
                operator.createdAt(),
                operator.updatedAt());
    }
}
