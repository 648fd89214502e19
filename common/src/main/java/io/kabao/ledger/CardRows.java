package io.kabao.ledger;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The cards that a batch changes: their states, numbers, ends and holders, and the shares in other cards' holders. */
final class CardRows {

    /** The former number is taken from the row before its number is written. */
    private static final String CHANGE_CARD = """
            UPDATE member_card
            SET former_number = CASE WHEN number <=> ? THEN former_number ELSE number END,
                number = ?, status = ?, frozen_reason = ?, live_slot = ?, holder_id = ?,
                expires_at = ?, version = version + 1, updated_at = ?
            WHERE merchant_id = ? AND id = ?
            """;

    private static final String END_LINK = """
            UPDATE card_link
            SET ended_at = ?
            WHERE merchant_id = ? AND id = ?
            """;

    private static final Writes.Table LINKS = new Writes.Table(
            "card_link",
            List.of(
                    "id",
                    "merchant_id",
                    "own_holder_id",
                    "main_card_id",
                    "per_spend_fen",
                    "per_day_fen",
                    "used_on",
                    "used_fen",
                    "linked_at",
                    "ended_at"),
            List.of(
                    "own_holder_id",
                    "main_card_id",
                    "per_spend_fen",
                    "per_day_fen",
                    "used_on",
                    "used_fen",
                    "linked_at",
                    "ended_at"));

    private final Instant now;
    private final Map<Long, CardState> before = new LinkedHashMap<>();
    private final Map<Long, CardState> after = new LinkedHashMap<>();

    CardRows(Instant now) {
        this.now = now;
    }

    void add(CardState was, CardState isNow) {
        before.putIfAbsent(was.id(), was);
        after.put(isNow.id(), isNow);
    }

    void write(Writes writes) {
        var links = new Writes.Rows(LINKS);
        for (var card : after.values()) {
            var was = before.get(card.id());
            if (was == null) {
                throw new IllegalStateException("Card " + card.id() + " was changed and never read");
            }
            writeCard(writes, was, card);
            var link = card.link();
            if (link == null && was.link() != null) {
                writes.change(END_LINK, now, card.merchantId(), card.id());
            } else if (link != null && !link.equals(was.link())) {
                links.add(
                        card.id(),
                        card.merchantId(),
                        link.ownHolderId(),
                        link.mainCardId(),
                        link.perSpendFen(),
                        link.perDayFen(),
                        link.usedOn(),
                        link.usedFen(),
                        link.linkedAt(),
                        null);
            }
        }
        writes.write(links);
    }

    private void writeCard(Writes writes, CardState was, CardState card) {
        var alike = card.with(was.holderId(), was.link()).standingAt(was.standing());
        if (alike.equals(was) && card.holderId() == was.holderId()) {
            return;
        }
        writes.change(
                CHANGE_CARD,
                card.number(),
                card.number(),
                card.status(),
                card.frozenReason(),
                card.liveSlot(),
                card.holderId(),
                card.expiresAt(),
                now,
                card.merchantId(),
                card.id());
    }
}
