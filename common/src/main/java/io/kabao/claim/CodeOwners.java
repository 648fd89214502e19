package io.kabao.claim;

import io.kabao.card.ClaimChannel;
import io.kabao.kernel.tenancy.Reach;
import io.kabao.organization.Staff;
import io.kabao.organization.StaffMembers;
import io.kabao.organization.Store;
import io.kabao.organization.Stores;
import java.util.List;
import java.util.Objects;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** The stores and people of a merchant that codes of a template can stand for. */
@Service
public class CodeOwners {

    private final Stores stores;
    private final StaffMembers staff;

    CodeOwners(Stores stores, StaffMembers staff) {
        this.stores = stores;
        this.staff = staff;
    }

    /**
     * Ids of the merchant's open stores, or of its active people for {@link ClaimChannel#STAFF}, oldest first, from behind
     * {@code afterId} on.
     */
    public List<Long> after(long merchantId, ClaimChannel channel, long afterId, int most) {
        return channel == ClaimChannel.STAFF
                ? staff.activeAfter(merchantId, afterId, most)
                : stores.openAfter(merchantId, afterId, most);
    }

    /** Those of these stores that are within a reach and where the template is valid. */
    public List<Long> stores(Reach reach, List<Long> ids, LongPredicate validAt) {
        return ids.stream().filter(id -> reach.hasStore(id) && validAt.test(id)).toList();
    }

    /**
     * Those of these people that are within a reach, without those at a store where nothing could be claimed from their code:
     * one that is closed, or where the template is not valid.
     */
    public List<Staff> people(Reach reach, List<Long> ids, LongPredicate validAt) {
        var people = staff.ofIds(reach.merchantId(), ids).stream()
                .filter(person -> StaffMembers.isWithin(reach, person))
                .toList();
        var ofPeople = people.stream()
                .map(Staff::storeId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var offered = stores.ofIds(reach.merchantId(), ofPeople).stream()
                .filter(store -> store.open() && validAt.test(store.id()))
                .map(Store::id)
                .collect(Collectors.toSet());
        return people.stream()
                .filter(person -> person.storeId() == null || offered.contains(person.storeId()))
                .toList();
    }
}
