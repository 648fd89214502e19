package io.kabao.ledger;

import io.kabao.card.CardStatus;
import io.kabao.kernel.error.BusinessError;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What companies allow those who share their cards, as far as cards of a batch do: where and when they may spend. One
 * statement, and none where nobody's card in the batch shares another's balance. A company's main card has no such bounds,
 * nor has a family's card.
 */
public final class GroupBounds {

    private static final String SELECT = """
            SELECT g.main_card_id, g.store_ids, g.hours, g.is_open, c.status, c.expires_at
            FROM card_group g
            JOIN member_card c ON c.merchant_id = g.merchant_id AND c.id = g.main_card_id
            WHERE :keys
            """;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<Long, Group> groups = new HashMap<>();

    /** A company as it is now, with the state of its main card. */
    private record Group(
            Set<Long> stores,
            List<UseHours> hours,
            boolean isOpen,
            CardStatus status,
            @Nullable Instant expiresAt) {}

    /** Reads them. */
    public GroupBounds(Reads reads, Collection<? extends Command<?>> commands) {
        var keys = new HashMap<Long, Object[]>();
        for (var command : commands) {
            var card = reads.cardOf(command.booking());
            var link = card == null ? null : card.link();
            if (card != null && link != null) {
                keys.put(link.mainCardId(), new Object[] {card.merchantId(), link.mainCardId()});
            }
        }
        reads.by(
                SELECT,
                List.of("g.merchant_id", "g.main_card_id"),
                List.copyOf(keys.values()),
                row -> groups.put(row.number("main_card_id"), group(row)));
    }

    private static Group group(Row row) {
        return new Group(
                Arrays.stream(JSON.readValue(row.text("store_ids"), long[].class))
                        .boxed()
                        .collect(Collectors.toSet()),
                List.of(JSON.readValue(row.text("hours"), UseHours[].class)),
                row.isTrue("is_open"),
                row.named("status", CardStatus.class),
                row.timeOrNull("expires_at"));
    }

    private @Nullable Group groupOf(CommandKind.Turn turn) {
        var link = turn.requireCard().link();
        return link == null ? null : groups.get(link.mainCardId());
    }

    /**
     * Refuses a card of somebody whose company's main card is frozen, over or given back: nothing moves on its balance. Errors:
     * {@link BooksError#GROUP_CARD_STOPPED}.
     */
    public void requireInUse(CommandKind.Turn turn) {
        var group = groupOf(turn);
        if (group == null) {
            return;
        }
        if (group.status() != CardStatus.ACTIVE) {
            throw new BusinessError(BooksError.GROUP_CARD_STOPPED)
                    .with("status", group.status().name());
        }
        if (group.expiresAt() != null && !group.expiresAt().isAfter(turn.now())) {
            throw new BusinessError(BooksError.GROUP_CARD_STOPPED).with("expiresAt", group.expiresAt());
        }
    }

    /**
     * Refuses what a company does not let its people do. Where it names stores, an order that is at none of them is refused,
     * too. Errors: {@link BooksError#GROUP_CLOSED}, {@link BooksError#GROUP_NOT_AT_THIS_STORE},
     * {@link BooksError#GROUP_NOT_AT_THIS_TIME}, those of {@link #requireInUse}.
     */
    public void require(Booking booking, CommandKind.Turn turn) {
        requireInUse(turn);
        var group = groupOf(turn);
        var link = turn.requireCard().link();
        if (group == null || link == null) {
            return;
        }
        if (!group.isOpen()) {
            throw new BusinessError(BooksError.GROUP_CLOSED);
        }
        var store = booking.place().storeId();
        if (!group.stores().isEmpty() && (store == null || !group.stores().contains(store))) {
            throw new BusinessError(BooksError.GROUP_NOT_AT_THIS_STORE)
                    .with(
                            "storeIds",
                            group.stores().stream()
                                    .sorted()
                                    .map(String::valueOf)
                                    .toList());
        }
        var time = LocalDateTime.ofInstant(turn.now(), link.zone());
        if (!group.hours().isEmpty() && group.hours().stream().noneMatch(hours -> hours.covers(time))) {
            throw new BusinessError(BooksError.GROUP_NOT_AT_THIS_TIME).with("hours", group.hours());
        }
    }
}
