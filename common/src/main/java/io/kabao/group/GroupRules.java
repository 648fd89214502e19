package io.kabao.group;

import io.kabao.kernel.error.BusinessError;
import io.kabao.organization.OrganizationError;
import io.kabao.organization.Stores;
import java.util.HashSet;
import org.springframework.stereotype.Component;

/** Judges what a merchant says of a company's card. */
@Component
class GroupRules {

    private final Stores stores;

    GroupRules(Stores stores) {
        this.stores = stores;
    }

    /** The draft with each store once. Errors: {@link GroupError#HOURS_WRONG}, {@link OrganizationError#STORE_NOT_FOUND}. */
    CardGroup.Draft sound(long merchantId, CardGroup.Draft draft) {
        requireHours(draft);
        stores.requireAll(merchantId, new HashSet<>(draft.storeIds()));
        return withEachStoreOnce(draft);
    }

    /** Likewise of a change; stores that were named before may have gone since. */
    CardGroup.Draft sound(long merchantId, CardGroup.Draft was, CardGroup.Draft draft) {
        requireHours(draft);
        var added = new HashSet<>(draft.storeIds());
        was.storeIds().forEach(added::remove);
        stores.requireAll(merchantId, added);
        return withEachStoreOnce(draft);
    }

    private static void requireHours(CardGroup.Draft draft) {
        for (var at = 0; at < draft.hours().size(); at++) {
            if (!draft.hours().get(at).areSound()) {
                throw new BusinessError(GroupError.HOURS_WRONG).with("field", "hours[" + at + "]");
            }
        }
    }

    private static CardGroup.Draft withEachStoreOnce(CardGroup.Draft draft) {
        return new CardGroup.Draft(
                draft.name(), draft.storeIds().stream().distinct().toList(), draft.hours(), draft.open());
    }
}
