package io.kabao.organization;

/** Something outside the tree that may refer to its organizations and stores, which then stay. */
public interface TreeUse {

    /** Whether anything of it refers to the store. */
    boolean usesStore(long merchantId, long storeId);

    /** Whether anything of it refers to the organization. */
    boolean usesOrganization(long merchantId, long organizationId);
}
