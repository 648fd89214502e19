package io.kabao.topup;

import io.kabao.ledger.Command;
import io.kabao.ledger.Reads;
import io.kabao.ledger.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What top-ups of a batch have to know of a merchant.
 *
 * @param zone of its business day
 * @param licenceExpiresOn last day of its licence; null: not said
 */
record MerchantFacts(ZoneId zone, @Nullable LocalDate licenceExpiresOn) {

    private static final String SELECT = "SELECT id, zone, licence_expires_on FROM merchant WHERE id IN (:keys)";

    /** Those of the merchants of a batch. */
    static Map<Long, MerchantFacts> of(Reads reads, Collection<? extends Command<?>> commands) {
        var facts = new HashMap<Long, MerchantFacts>();
        var merchants = commands.stream()
                .map(command -> command.booking().actor().merchantId())
                .distinct()
                .toList();
        reads.in(SELECT, merchants, row -> facts.put(row.number("id"), of(row)));
        return facts;
    }

    /** Of a row with the merchant's zone and licence. */
    static MerchantFacts of(Row row) {
        var expiresOn = row.textOrNull("licence_expires_on");
        return new MerchantFacts(ZoneId.of(row.text("zone")), expiresOn == null ? null : LocalDate.parse(expiresOn));
    }

    /** Refuses to take money once the licence has run out. Errors: {@link TopUpError#LICENCE_OVER}. */
    void requireLicence(Instant now) {
        if (licenceExpiresOn != null && dayOf(now).isAfter(licenceExpiresOn)) {
            throw TopUpError.licenceOver(licenceExpiresOn);
        }
    }

    /** The merchant's business day. */
    LocalDate dayOf(Instant time) {
        return LocalDate.ofInstant(time, zone);
    }
}
