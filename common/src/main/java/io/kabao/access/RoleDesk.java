package io.kabao.access;

import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Roles are changed; one that allows more than before widens the rights of all who have it, and may need a second person. */
@Service
public class RoleDesk {

    private static final String THING = "ROLE";

    private final Roles roles;
    private final OperatorRules rules;
    private final Approvals approvals;
    private final Recording recording;

    RoleDesk(Roles roles, OperatorRules rules, Approvals approvals, Recording recording) {
        this.roles = roles;
        this.rules = rules;
        this.approvals = approvals;
        this.recording = recording;
    }

    /** What whoever agrees is shown. */
    private record Widened(String name, List<Permission> was, List<Permission> isNow) {}

    /**
     * Adds a role, which gives nobody anything yet. Errors: {@link AccessError#BEYOND_OWN_RIGHTS}, those of {@link Roles#add}.
     *
     * @param reason why; null: none was given
     */
    public Role add(Actor actor, Role.Draft draft, @Nullable String reason) {
        rules.requireHeld(actor, draft.permissions());
        return roles.add(actor, draft, reason);
    }

    /**
     * Changes a role as {@code edit} says, if it still is the version the edit was made on; whoever loses a permission is signed
     * out. Errors: {@link AccessError#ROLE_NOT_FOUND}, {@link AccessError#ROLE_BUILT_IN}, {@link AccessError#ROLE_NAME_TAKEN},
     * {@link AccessError#BEYOND_OWN_RIGHTS}, {@link AccessError#PERMISSION_OF_OWNER}, a stale version.
     */
    public Outcome<Role> change(Actor actor, long id, OperatorDesk.Edited edited, UnaryOperator<Role.Draft> edit) {
        var was = requireOwn(actor, id);
        if (was.version() != edited.version()) {
            throw Roles.stale(was);
        }
        var draft = edit.apply(new Role.Draft(was.name(), was.allows()));
        rules.requireHeld(actor, was.allows());
        rules.requireHeld(actor, draft.permissions());
        // Nobody is asked for what could never be agreed to.
        Roles.requireOthers(draft);
        if (was.allows().containsAll(draft.permissions())) {
            return new Outcome.Done<>(changed(actor, was, draft, edited.reason()));
        }
        var asked = new RightsRequest.RoleChanged(id, was.version(), draft.name(), draft.permissions());
        return approvals.runOrWait(
                actor,
                new Approvals.Request(
                        ApprovableAction.Kind.RIGHTS,
                        THING,
                        id,
                        Approvals.Place.WHOLE,
                        new Widened(draft.name(), sorted(was.allows()), sorted(draft.permissions())),
                        new RightsRequest(null, null, asked),
                        edited.reason()),
                () -> changed(actor, was, draft, edited.reason()));
    }

    /** Removes a role that nobody has. Errors: {@link AccessError#ROLE_BUILT_IN}, those of {@link Roles#delete}. */
    public void delete(Actor actor, long id) {
        rules.requireHeld(actor, requireOwn(actor, id).allows());
        roles.delete(actor, id);
    }

    private Role requireOwn(Actor actor, long id) {
        if (BuiltInRole.of(id).isPresent()) {
            throw new BusinessError(AccessError.ROLE_BUILT_IN);
        }
        return roles.require(actor.merchantId(), id);
    }

    private Role changed(Actor actor, Role was, Role.Draft draft, @Nullable String reason) {
        return Objects.requireNonNull(recording.inTransaction().execute(_ -> roles.change(actor, was, draft, reason)));
    }

    private static List<Permission> sorted(Set<Permission> permissions) {
        return permissions.stream().sorted().toList();
    }
}
