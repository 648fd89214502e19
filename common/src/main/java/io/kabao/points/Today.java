package io.kabao.points;

import io.kabao.merchant.Merchants;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** The business days of merchants. */
@Component
record Today(Merchants merchants, Clock clock) {

    LocalDate of(long merchantId) {
        return LocalDate.ofInstant(
                clock.instant(), merchants.require(merchantId).zoneId());
    }
}
