package io.kabao.access;

import java.util.Set;
import org.springframework.stereotype.Component;

/** Other roles may name permissions that those before did not. */
@Component
class MorePermissions implements Widening {

    private final Rights rights;

    MorePermissions(Rights rights) {
        this.rights = rights;
    }

    @Override
    public boolean isWider(long merchantId, Set<Long> before, Set<Long> after) {
        return !rights.granted(merchantId, before)
                .permissions()
                .containsAll(rights.granted(merchantId, after).permissions());
    }
}
