package io.kabao.material;

import io.kabao.claim.CodeOwners;
import io.kabao.claim.MissingCodes;
import io.kabao.claim.PrintedCodes;
import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.organization.OrganizationError;
import io.kabao.organization.Staff;
import io.kabao.organization.StaffMembers;
import io.kabao.organization.Store;
import io.kabao.organization.Stores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the stores or people that a batch is printed for, and makes the codes that they lack. */
@Component
class BatchOwners {

    private static final int BLOCK = 500;

    /** How often missing codes are made: each time as many as one batch may have. */
    private static final int FILLINGS_MOST = 10;

    private final Stores stores;
    private final StaffMembers staff;
    private final CodeOwners owners;
    private final MissingCodes missing;
    private final PrintedCodes printed;

    BatchOwners(Stores stores, StaffMembers staff, CodeOwners owners, MissingCodes missing, PrintedCodes printed) {
        this.stores = stores;
        this.staff = staff;
        this.owners = owners;
        this.missing = missing;
        this.printed = printed;
    }

    /**
     * Somebody that is printed for.
     *
     * @param storeId the store itself, or the one that the person works at; null: at none
     */
    record Owner(long id, String name, @Nullable Long storeId) {

        static Owner of(Store store) {
            return new Owner(store.id(), store.name(), store.id());
        }

        static Owner of(Staff person) {
            return new Owner(person.id(), person.name(), person.storeId());
        }
    }

    /**
     * Those who are asked for, a store's people one after another; of all there are, those whose code can be claimed from.
     * Errors: {@link MaterialError#MATERIAL_EMPTY},
     * {@link MaterialError#MATERIAL_TOO_MANY}, {@link OrganizationError#STORE_NOT_FOUND} and
     * {@link OrganizationError#STAFF_NOT_FOUND} also for what is out of reach; that there is no such template.
     */
    List<Owner> find(Actor actor, Materials.Asked asked) {
        var found = asked.ids() == null ? all(actor, asked) : named(actor, asked.subject(), asked.ids());
        if (found.isEmpty()) {
            throw new BusinessError(MaterialError.MATERIAL_EMPTY);
        }
        if (found.size() > Materials.PRINTS_MOST) {
            throw tooMany();
        }
        found.sort(Comparator.comparing(Owner::storeId, Comparator.nullsLast(Comparator.<Long>naturalOrder()))
                .thenComparing(Owner::id));
        return found;
    }

    /** Makes codes for those who have none. */
    void fillIn(Actor actor, Materials.Asked asked) {
        for (var filling = 0; filling < FILLINGS_MOST; filling++) {
            if (!missing.make(actor, asked.subject().channel(), asked.templateId(), asked.ids())
                    .more()) {
                return;
            }
        }
    }

    /** Each owner's code; who has none is not in the answer. */
    Map<Long, Long> codesOf(Actor actor, Materials.Asked asked, List<Owner> owners) {
        var codes = new HashMap<Long, Long>();
        for (var from = 0; from < owners.size(); from += BLOCK) {
            var ids = owners.subList(from, Math.min(from + BLOCK, owners.size())).stream()
                    .map(Owner::id)
                    .toList();
            codes.putAll(printed.newest(actor.merchantId(), asked.subject().channel(), asked.templateId(), ids));
        }
        return codes;
    }

    private List<Owner> all(Actor actor, Materials.Asked asked) {
        var merchantId = actor.merchantId();
        var validAt = printed.validity(merchantId, asked.templateId());
        var found = new ArrayList<Owner>();
        var after = 0L;
        while (found.size() <= Materials.PRINTS_MOST) {
            var ids = owners.after(merchantId, asked.subject().channel(), after, BLOCK);
            if (ids.isEmpty()) {
                return found;
            }
            if (asked.subject() == Subject.STORE) {
                var within = owners.stores(actor.reach(), ids, validAt);
                stores.ofIds(merchantId, within).stream().map(Owner::of).forEach(found::add);
            } else {
                owners.people(actor.reach(), ids, validAt).stream()
                        .map(Owner::of)
                        .forEach(found::add);
            }
            after = ids.getLast();
        }
        throw tooMany();
    }

    /** Whether all of these stores or people are within a reach. */
    boolean areWithin(Reach reach, Subject subject, List<Long> ids) {
        if (subject == Subject.STORE) {
            return ids.stream().allMatch(reach::hasStore);
        }
        return staff.ofIds(reach.merchantId(), ids).stream().allMatch(person -> StaffMembers.isWithin(reach, person));
    }

    private List<Owner> named(Actor actor, Subject subject, Set<Long> ids) {
        if (ids.size() > Materials.PRINTS_MOST) {
            throw tooMany();
        }
        var merchantId = actor.merchantId();
        var all = List.copyOf(ids);
        var found = new ArrayList<Owner>();
        for (var from = 0; from < all.size(); from += BLOCK) {
            var block = all.subList(from, Math.min(from + BLOCK, all.size()));
            if (subject == Subject.STORE) {
                stores.ofIds(merchantId, block).stream()
                        .filter(store -> actor.reach().hasStore(store.id()))
                        .map(Owner::of)
                        .forEach(found::add);
            } else {
                staff.ofIds(merchantId, block).stream()
                        .filter(person -> StaffMembers.isWithin(actor.reach(), person))
                        .map(Owner::of)
                        .forEach(found::add);
            }
        }
        if (found.size() < all.size()) {
            throw new BusinessError(
                    subject == Subject.STORE ? OrganizationError.STORE_NOT_FOUND : OrganizationError.STAFF_NOT_FOUND);
        }
        return found;
    }

    private static BusinessError tooMany() {
        return new BusinessError(MaterialError.MATERIAL_TOO_MANY, Materials.PRINTS_MOST);
    }
}
