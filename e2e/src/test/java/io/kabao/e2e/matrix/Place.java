package io.kabao.e2e.matrix;

import io.kabao.e2e.House;
import io.kabao.kernel.Actor;
import io.kabao.organization.Organization;
import io.kabao.organization.Organizations;
import io.kabao.organization.Store;
import io.kabao.organization.Stores;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A merchant's tree below its root: two organizations, each with a store.
 *
 * @param organization where the things stand that tests point at
 * @param store its store
 * @param elsewhere the other organization
 * @param storeElsewhere its store
 * @param template in force, for cards that are opened
 */
record Place(long organization, long store, long elsewhere, long storeElsewhere, long template) {

    private static final House HOUSE = House.shared();
    private static final Map<Long, Place> KNOWN = new ConcurrentHashMap<>();

    /** The merchant's; planted when first asked for. */
    static Place of(Merchant merchant) {
        return KNOWN.computeIfAbsent(merchant.id(), Place::planted);
    }

    private static Place planted(long merchantId) {
        var here = organization(merchantId, "华北大区", null);
        var elsewhere = organization(merchantId, "华南大区", null);
        return new Place(
                here,
                store(merchantId, here),
                elsewhere,
                store(merchantId, elsewhere),
                Regular.publishedTemplate(merchantId).id());
    }

    /** One more organization. */
    static long organization(long merchantId, String name, @Nullable Long parent) {
        return HOUSE.adminBean(Organizations.class)
                .add(Actor.system(merchantId), new Organization.Draft(name, parent))
                .id();
    }

    /** One more store of an organization. */
    static long store(long merchantId, long organization) {
        return HOUSE.adminBean(Stores.class)
                .add(Actor.system(merchantId), new Store.Draft("店", organization, null, null, true))
                .id();
    }
}
