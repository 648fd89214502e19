package io.kabao.access;

import java.util.Set;

/** A way in which roles let somebody do more than others; each package that judges by roles tells its own. */
public interface Widening {

    /** Whether somebody of the merchant may do more in this way once they have other roles. */
    boolean isWider(long merchantId, Set<Long> before, Set<Long> after);
}
