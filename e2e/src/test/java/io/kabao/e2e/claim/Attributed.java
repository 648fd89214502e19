package io.kabao.e2e.claim;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** To whom a card counts, as its rows say; null where a field is empty. */
record Attributed(
        String channel,
        @Nullable String organization,
        @Nullable String store,
        @Nullable String staff,
        @Nullable String favourite,
        @Nullable String referrer,
        Set<String> reasons) {

    /** Counts to nobody yet. */
    static Attributed to(String channel) {
        return new Attributed(channel, null, null, null, null, null, Set.of());
    }

    Attributed at(@Nullable String organizationId, @Nullable String storeId) {
        return new Attributed(channel, organizationId, storeId, staff, favourite, referrer, reasons);
    }

    Attributed by(String staffId) {
        return new Attributed(channel, organization, store, staffId, favourite, referrer, reasons);
    }

    Attributed goingTo(String storeId) {
        return new Attributed(channel, organization, store, staff, storeId, referrer, reasons);
    }

    Attributed broughtBy(String memberId) {
        return new Attributed(channel, organization, store, staff, favourite, memberId, reasons);
    }

    Attributed because(String... whys) {
        return new Attributed(channel, organization, store, staff, favourite, referrer, Set.of(whys));
    }

    /** The fields of a row, joined by bars. */
    static Attributed read(String row) {
        var fields = row.split("\\|", -1);
        return new Attributed(
                fields[0],
                orNull(fields[1]),
                orNull(fields[2]),
                orNull(fields[3]),
                orNull(fields[4]),
                orNull(fields[5]),
                Arrays.stream(fields[6].split(","))
                        .filter(why -> !why.isEmpty())
                        .collect(Collectors.toSet()));
    }

    private static @Nullable String orNull(String field) {
        return field.isEmpty() ? null : field;
    }
}
