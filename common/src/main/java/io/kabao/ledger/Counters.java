package io.kabao.ledger;

import io.kabao.kernel.error.BusinessError;
import io.kabao.organization.OrganizationError;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The stores and the staff that the bookings of a batch name. */
public final class Counters {

    private static final String STORES = "SELECT id, merchant_id FROM store WHERE id IN (:keys)";
    private static final String STAFF =
            "SELECT id, merchant_id, organization_id, store_id FROM staff WHERE id IN (:keys)";

    private final Map<Long, Long> stores = new HashMap<>();
    private final Map<Long, Person> staff = new HashMap<>();

    /** Where somebody works. */
    private record Person(
            long id,
            long merchantId,
            @Nullable Long organizationId,
            @Nullable Long storeId) {}

    /** Reads them. */
    public Counters(Reads reads, Collection<? extends Command<?>> commands) {
        var places = commands.stream().map(command -> command.booking().place()).toList();
        var storeIds = places.stream()
                .map(Booking.Place::storeId)
                .filter(Objects::nonNull)
                .toList();
        reads.in(STORES, storeIds, row -> stores.put(row.number("id"), row.number("merchant_id")));
        var staffIds = places.stream()
                .map(Booking.Place::staffId)
                .filter(Objects::nonNull)
                .toList();
        reads.in(
                STAFF,
                staffIds,
                row -> staff.put(
                        row.number("id"),
                        new Person(
                                row.number("id"),
                                row.number("merchant_id"),
                                row.numberOrNull("organization_id"),
                                row.numberOrNull("store_id"))));
    }

    /**
     * Refuses a place or a person that is not the merchant's, or outside of the actor's reach; whoever does not work on the whole
     * merchant has to say at which store it is. Errors: {@link OrganizationError#STORE_NOT_FOUND},
     * {@link OrganizationError#STAFF_NOT_FOUND}.
     */
    public void require(Booking booking) {
        var place = booking.place();
        var reach = booking.actor().reach();
        if (place.storeId() == null ? !reach.everything() : !isWithin(booking, place.storeId())) {
            throw new BusinessError(OrganizationError.STORE_NOT_FOUND);
        }
        if (place.staffId() != null && !isWithin(booking, staff.get(place.staffId()))) {
            throw new BusinessError(OrganizationError.STAFF_NOT_FOUND);
        }
    }

    private boolean isWithin(Booking booking, long storeId) {
        return isOf(booking, stores.get(storeId)) && booking.actor().reach().hasStore(storeId);
    }

    private static boolean isWithin(Booking booking, @Nullable Person person) {
        return person != null
                && isOf(booking, person.merchantId())
                && booking.actor().reach().covers(person.organizationId(), person.storeId(), person.id());
    }

    private static boolean isOf(Booking booking, @Nullable Long merchantId) {
        return merchantId != null && merchantId == booking.merchantId();
    }
}
