package io.kabao.ledger;

import io.kabao.kernel.error.BusinessError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The stores where the cards of a batch are valid, by the versions of their templates that are in force. */
public final class ValidStores {

    private static final String SELECT = """
            SELECT template_id, publish_at, JSON_EXTRACT(settings, '$.storeIds') AS store_ids
            FROM card_template_version
            WHERE (:keys) AND state = 'PUBLISHED'
            ORDER BY publish_at, number
            """;

    /** Of each template, the latest last. */
    private final Map<Long, List<Version>> templates = new HashMap<>();

    private record Version(Instant from, Set<Long> stores) {}

    /** Reads them for those commands that are given at a store. */
    public ValidStores(Reads reads, Collection<? extends Command<?>> commands) {
        var keys = new HashMap<Long, Object[]>();
        for (var command : commands) {
            var card = command.booking().place().storeId() == null ? null : reads.cardOf(command.booking());
            if (card != null) {
                keys.put(card.templateId(), new Object[] {card.merchantId(), card.templateId()});
            }
        }
        reads.by(
                SELECT,
                List.of("merchant_id", "template_id"),
                List.copyOf(keys.values()),
                row -> templates
                        .computeIfAbsent(row.number("template_id"), _ -> new ArrayList<>())
                        .add(new Version(row.time("publish_at"), ids(row.text("store_ids")))));
    }

    private static Set<Long> ids(String list) {
        return Arrays.stream(list.split("[^0-9]+", -1))
                .filter(id -> !id.isEmpty())
                .map(Long::valueOf)
                .collect(Collectors.toSet());
    }

    /** Refuses a store where the card is not valid. Errors: {@link BooksError#CARD_NOT_VALID_HERE}. */
    public void require(Booking booking, CommandKind.Turn turn) {
        var store = booking.place().storeId();
        var stores = templates.getOrDefault(turn.requireCard().templateId(), List.of()).stream()
                .filter(version -> !version.from().isAfter(turn.now()))
                .reduce((_, later) -> later)
                .map(Version::stores)
                .orElse(Set.of());
        if (store != null && !stores.isEmpty() && !stores.contains(store)) {
            throw new BusinessError(BooksError.CARD_NOT_VALID_HERE);
        }
    }
}
