package io.kabao.kernel.tenancy;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a merchant somebody works on: all of them, or those of some organizations and stores, or one's own. What
 * has no place, as a card template, is nobody's in particular and is guarded by permissions alone.
 *
 * @param merchantId whose rows they are
 * @param everything the whole merchant; the sets say nothing then
 * @param organizationIds nodes of the tree, each with all below it written out
 * @param storeIds stores, those of the organizations included
 * @param staffId the person themselves: what they brought and they alone
 */
public record Reach(
        long merchantId,
        boolean everything,
        Set<Long> organizationIds,
        Set<Long> storeIds,
        @Nullable Long staffId) {

    /** Takes copies of the sets. */
    public Reach {
        organizationIds = Set.copyOf(organizationIds);
        storeIds = Set.copyOf(storeIds);
    }

    /** The whole merchant. */
    public static Reach all(long merchantId) {
        return new Reach(merchantId, true, Set.of(), Set.of(), null);
    }

    /** Whether a node of the tree is within. */
    public boolean hasOrganization(@Nullable Long id) {
        return everything || (id != null && organizationIds.contains(id));
    }

    /** Whether a store is within. */
    public boolean hasStore(@Nullable Long id) {
        return everything || (id != null && storeIds.contains(id));
    }

    /** Whether a person is the one that this reach is limited to. */
    public boolean isSelf(@Nullable Long id) {
        return id != null && id.equals(staffId);
    }

    /** Whether something that stands at a store, or else at an organization, or belongs to a person, is within. */
    public boolean covers(@Nullable Long organizationId, @Nullable Long storeId, @Nullable Long ofStaffId) {
        return everything || hasStore(storeId) || hasOrganization(organizationId) || isSelf(ofStaffId);
    }
}
