package io.kabao.admin;

import io.kabao.access.Permission;
import io.kabao.access.Scope;
import io.kabao.access.SignedInOperator;
import io.kabao.kernel.json.JsonId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operator who is signed in, as pages show them.
 *
 * @param passwordInitial made by somebody else: it should be changed
 * @param secondFactor whether one is enrolled
 * @param needsSecondFactor whether a role asks for one
 */
record OperatorView(
        @JsonId long id,
        String name,
        List<String> roles,
        List<Permission> permissions,
        ScopeView scope,
        @JsonId @Nullable Long staffId,
        boolean passwordInitial,
        boolean secondFactor,
        boolean needsSecondFactor) {

    /** Which part of the merchant; ids of organizations or stores. */
    record ScopeView(Scope.Kind kind, List<String> ids) {

        static ScopeView of(Scope scope) {
            return new ScopeView(
                    scope.kind(),
                    scope.ids().stream().sorted().map(String::valueOf).toList());
        }
    }

    static OperatorView of(SignedInOperator operator) {
        return new OperatorView(
                operator.id(),
                operator.name(),
                operator.roles(),
                operator.permissions().stream().sorted().toList(),
                ScopeView.of(operator.scope()),
                operator.staffId(),
                operator.passwordInitial(),
                operator.secondFactor(),
                operator.needsSecondFactor());
    }
}
