package io.kabao.claim;

import io.kabao.card.CardTemplate;
import io.kabao.card.CardTemplates;
import io.kabao.card.ClaimChannel;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.organization.Staff;
import io.kabao.organization.StaffMembers;
import io.kabao.organization.Store;
import io.kabao.organization.Stores;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** To whom a card opened by hand counts: as the counter says. */
@Component
class CounterAttribution {

    private final Stores stores;
    private final StaffMembers staff;
    private final CardTemplates templates;

    CounterAttribution(Stores stores, StaffMembers staff, CardTemplates templates) {
        this.stores = stores;
        this.staff = staff;
        this.templates = templates;
    }

    /**
     * The store and the person named; a person tied to a store names it. An old card may come from a store that is closed
     * or from somebody who has left. Errors: {@link ClaimError#STORE_NOT_OPEN}, {@link ClaimError#STORE_NOT_OFFERED},
     * {@link ClaimError#STAFF_GONE}, {@link ClaimError#STORE_OUT_OF_REACH} where none is named that lies within the reach, and
     * that there is none, as of all that lies outside of it.
     */
    Attribution of(Reach reach, CardTemplate template, Enrolling.Form form) {
        var person = form.staffId() == null ? null : staff.require(reach, form.staffId());
        if (person != null && !person.active() && !form.offline()) {
            throw new BusinessError(ClaimError.STAFF_GONE).with("field", "staffId");
        }
        var ofPerson = person == null ? null : person.storeId();
        var storeId = form.storeId() == null ? ofPerson : form.storeId();
        var store = storeId == null ? null : store(reach, storeId, ofPerson);
        if (store != null && !form.offline()) {
            requireOffered(template, store);
        }
        var organizationId = organizationOf(store, person);
        if (!reach.covers(organizationId, storeId, form.staffId())) {
            throw new BusinessError(ClaimError.STORE_OUT_OF_REACH).with("field", "storeId");
        }
        return new Attribution(
                ClaimChannel.CONSOLE,
                organizationId,
                storeId,
                form.staffId(),
                storeId,
                EnumSet.of(Attribution.Reason.BY_HAND));
    }

    /** Whoever is seen tells their store, even to themselves who see no other. */
    private Store store(Reach reach, long id, @Nullable Long ofPerson) {
        return Long.valueOf(id).equals(ofPerson) ? stores.require(reach.merchantId(), id) : stores.require(reach, id);
    }

    private void requireOffered(CardTemplate template, Store store) {
        if (!store.open()) {
            throw new BusinessError(ClaimError.STORE_NOT_OPEN).with("field", "storeId");
        }
        if (!templates.settingsOf(template).isValidAt(store.id())) {
            throw new BusinessError(ClaimError.STORE_NOT_OFFERED).with("field", "storeId");
        }
    }

    private static @Nullable Long organizationOf(@Nullable Store store, @Nullable Staff person) {
        if (store != null) {
            return store.organizationId();
        }
        return person == null ? null : Long.valueOf(person.organizationId());
    }
}
