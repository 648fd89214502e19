package io.kabao.access;

import java.util.EnumSet;
import java.util.Set;

/** A named set of permissions. */
public enum Role {
    /** The merchant's own person: may do everything at this merchant. */
    OWNER(EnumSet.allOf(Permission.class));

    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = Set.copyOf(permissions);
    }

    /** What the role allows. */
    public Set<Permission> permissions() {
        return permissions;
    }
}
