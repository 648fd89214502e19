package io.kabao.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant writes about an operator.
 *
 * @param staffId the member of staff who signs in so
 * @param active false: can't sign in
 */
public record OperatorDraft(
        String name,
        Set<Long> roleIds,
        Scope scope,
        @Nullable Long staffId,
        boolean active) {

    /** Takes a copy of the set. */
    public OperatorDraft {
        roleIds = Set.copyOf(roleIds);
    }
}
