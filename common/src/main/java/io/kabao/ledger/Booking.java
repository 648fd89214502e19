package io.kabao.ledger;

import io.kabao.kernel.Actor;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.idempotency.IdempotentRequest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What every command on the books says.
 *
 * @param actor whose act it is
 * @param card whose balance it moves
 * @param type of business, as in {@code SPEND}
 * @param number of the business: no other command of this type and merchant ever has it
 * @param place where it happens
 * @param request the caller's key; null for the house's own commands, which the number alone keeps from being done twice
 */
public record Booking(
        Actor actor,
        CardRef card,
        String type,
        String number,
        Place place,
        @Nullable IdempotentRequest request) {

    private static final Pattern NUMBER = Pattern.compile("[!-~]{1,64}");

    /** Errors: {@link KernelError#INVALID_REQUEST} for a number of another form. */
    public Booking {
        if (!NUMBER.matcher(number).matches()) {
            throw new BusinessError(KernelError.INVALID_REQUEST)
                    .with("errors", List.of(Map.of("field", "orderNo", "detail", "1..64 visible ASCII characters")));
        }
    }

    /**
     * Where and by whom.
     *
     * @param reason why, where one has to be given
     */
    public record Place(
            @Nullable Long storeId,
            @Nullable Long staffId,
            @Nullable String reason) {

        /** Nowhere in particular. */
        public static final Place NONE = new Place(null, null, null);
    }

    long merchantId() {
        return actor.merchantId();
    }
}
