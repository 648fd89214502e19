package io.kabao.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A change of rights as it waits for a second person; one of the three is there.
 *
 * @param added an operator to be added
 * @param changed an operator to be changed
 * @param role a role to be changed
 */
record RightsRequest(
        @Nullable Added added,
        @Nullable Changed changed,
        @Nullable RoleChanged role) {

    /** An operator to be added; the password is only there as its hash. */
    record Added(String account, String passwordHash, boolean passwordInitial, OperatorDraft draft) {

        @Override
        public String toString() {
            return "Added";
        }
    }

    /** An operator to be changed from this version on. */
    record Changed(long operatorId, int version, OperatorDraft draft) {}

    /** A role to be changed from this version on. */
    record RoleChanged(long roleId, int version, String name, Set<Permission> permissions) {

        Role.Draft draft() {
            return new Role.Draft(name, permissions);
        }
    }
}
