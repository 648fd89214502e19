package io.kabao.claim;

import io.kabao.card.CardTemplate;
import io.kabao.organization.Staff;
import io.kabao.organization.Store;
import org.jspecify.annotations.Nullable;

/**
 * A code that can be claimed from now, with what it stands for.
 *
 * @param store of a store's code
 * @param staff of a staff code
 */
record OpenCode(
        ClaimCode code,
        CardTemplate template,
        @Nullable Store store,
        @Nullable Staff staff) {

    long merchantId() {
        return code.merchantId();
    }
}
