package io.kabao.organization;

/** Something outside the tree that may refer to its organizations, stores and staff, who then stay. */
public interface TreeUse {

    /** Whether anything of it refers to the store. */
    boolean usesStore(long merchantId, long storeId);

    /** Whether anything of it refers to the organization. */
    boolean usesOrganization(long merchantId, long organizationId);

    /** Whether anything of it refers to the member of staff. */
    boolean usesStaff(long merchantId, long staffId);
}
