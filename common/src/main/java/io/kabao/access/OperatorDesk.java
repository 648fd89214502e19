package io.kabao.access;

import io.kabao.kernel.Actor;
import io.kabao.kernel.crypto.PasswordHash;
import io.kabao.kernel.crypto.Secrets;
import io.kabao.kernel.error.BusinessError;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Operators are added and changed. What widens somebody's rights may need a second person. */
@Service
public class OperatorDesk {

    static final String THING = "OPERATOR";

    private final Operators operators;
    private final OperatorRules rules;
    private final OperatorRegister register;
    private final Rights rights;
    private final PasswordHash passwords;
    private final OperatorSessions sessions;
    private final Approvals approvals;
    private final Recording recording;

    OperatorDesk(
            Operators operators,
            OperatorRules rules,
            OperatorRegister register,
            Rights rights,
            PasswordHash passwords,
            OperatorSessions sessions,
            Approvals approvals,
            Recording recording) {
        this.operators = operators;
        this.rules = rules;
        this.register = register;
        this.rights = rights;
        this.passwords = passwords;
        this.sessions = sessions;
        this.approvals = approvals;
        this.recording = recording;
    }

    /**
     * Somebody who is to sign in from now on.
     *
     * @param account kept in lower case
     * @param password null: one is made
     * @param reason why, for whoever agrees
     */
    public record NewOperator(
            String account,
            @Nullable String password,
            OperatorDraft draft,
            @Nullable String reason) {

        @Override
        public String toString() {
            return "NewOperator";
        }
    }

    /**
     * What became of it.
     *
     * @param initialPassword the one that was made, shown this once; null where one was given
     */
    public record Added(
            Outcome<Operators.Profile> outcome, @Nullable String initialPassword) {

        @Override
        public String toString() {
            return "Added";
        }
    }

    /**
     * Adds an operator. Errors: {@link AccessError#ACCOUNT_TAKEN}, {@link AccessError#PASSWORD_TOO_WEAK},
     * {@link AccessError#BEYOND_OWN_RIGHTS}, those of roles, scope and staff.
     */
    public Added add(Actor actor, NewOperator asked) {
        var account = asked.account().toLowerCase(Locale.ROOT);
        rules.requireFree(account);
        rules.requireSound(actor.merchantId(), asked.draft());
        rules.requireWithinOwn(actor, asked.draft().roleIds(), asked.draft().scope());
        if (asked.password() != null) {
            Passwords.requireStrong(account, asked.password());
        }
        var password = asked.password() == null ? Secrets.password() : asked.password();
        var added = new RightsRequest.Added(account, passwords.hash(password), true, asked.draft());
        var outcome = approvals.runOrWait(
                actor,
                new Approvals.Request(
                        ApprovableAction.Kind.RIGHTS,
                        THING,
                        null,
                        Approvals.Place.WHOLE,
                        register.shown(account, actor.merchantId(), asked.draft()),
                        new RightsRequest(added, null, null),
                        asked.reason()),
                () -> Objects.requireNonNull(recording.inTransaction().execute(_ -> {
                    var newcomer = RightsAction.newcomer(actor.merchantId(), added);
                    var roleIds = asked.draft().roleIds();
                    return operators.shown(register.add(actor, newcomer, roleIds, asked.reason()), roleIds);
                })));
        return new Added(outcome, asked.password() == null ? password : null);
    }

    /**
     * Changes an operator as {@code edit} says, if it still is the version the edit was made on; whoever loses a right is
     * signed out. Errors: {@link AccessError#OPERATOR_NOT_FOUND}, {@link AccessError#BEYOND_OWN_RIGHTS},
     * {@link AccessError#OWN_LOGIN}, {@link AccessError#LAST_OWNER}, those of roles, scope and staff, a stale version.
     */
    public Outcome<Operators.Profile> change(Actor actor, long id, Edited edited, UnaryOperator<OperatorDraft> edit) {
        var was = operators.require(actor.merchantId(), id);
        if (was.version() != edited.version()) {
            throw register.stale(was);
        }
        var had = rights.roleIds(was);
        var before = new OperatorDraft(was.name(), had, was.scope(), was.staffId(), was.active());
        var draft = edit.apply(before);
        if (!onlyEnds(before, draft)) {
            rules.requireSound(actor.merchantId(), draft);
        }
        rules.requireWithinOwn(actor, had, was.scope());
        rules.requireWithinOwn(actor, draft.roleIds(), draft.scope());
        rules.requireNotSelf(actor, was, had, draft);
        if (!rules.isWider(was, had, draft)) {
            return new Outcome.Done<>(changed(actor, was, draft, edited.reason()));
        }
        return approvals.runOrWait(
                actor,
                new Approvals.Request(
                        ApprovableAction.Kind.RIGHTS,
                        THING,
                        id,
                        Approvals.Place.WHOLE,
                        new Widened(
                                register.shown(was.account(), was.merchantId(), before),
                                register.shown(was.account(), was.merchantId(), draft)),
                        new RightsRequest(null, new RightsRequest.Changed(id, was.version(), draft), null),
                        edited.reason()),
                () -> changed(actor, was, draft, edited.reason()));
    }

    /** Whoever is disabled and no more than that may have a scope or a role that is gone. */
    private static boolean onlyEnds(OperatorDraft before, OperatorDraft draft) {
        return !draft.active()
                && draft.roleIds().equals(before.roleIds())
                && draft.scope().equals(before.scope())
                && Objects.equals(draft.staffId(), before.staffId());
    }

    /** The version an edit was made on, and why. */
    public record Edited(int version, @Nullable String reason) {}

    /** What whoever agrees is shown. */
    private record Widened(OperatorRegister.Shown was, OperatorRegister.Shown isNow) {}

    private Operators.Profile changed(Actor actor, Operator was, OperatorDraft draft, @Nullable String reason) {
        var isNow = Objects.requireNonNull(
                recording.inTransaction().execute(_ -> register.change(actor, was, draft, reason)));
        if (isNow.sessionHash() == null) {
            sessions.forgetAll(was.realm(), was.id());
        }
        return operators.shown(isNow, draft.roleIds());
    }

    /** Refuses an id that is nobody whom the actor may manage. */
    Operator requireManaged(Actor actor, long id) {
        var operator = operators.require(actor.merchantId(), id);
        rules.requireWithinOwn(actor, rights.roleIds(operator), operator.scope());
        if (actor.realm() == operator.realm() && Long.valueOf(id).equals(actor.id())) {
            throw new BusinessError(AccessError.OWN_LOGIN);
        }
        return operator;
    }
}
