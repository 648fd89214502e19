package io.kabao.topup;

import io.kabao.card.CardStatus;
import io.kabao.kernel.error.BusinessError;
import io.kabao.ledger.BooksError;
import io.kabao.ledger.Reads;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether money may be paid out to whoever holds a card: to nobody while it is frozen, nor soon after it was tied to another
 * person, who may have got hold of it by a trick.
 *
 * @param reboundAt when the member was last tied to another person of WeChat or took over an old card
 */
record Payout(CardStatus status, @Nullable Instant reboundAt) {

    /** So long after a card was tied to another person nothing is paid out. */
    static final Duration AFTER_REBINDING = Duration.ofHours(72);

    /** An old card that was bound lives on in the card that took it over. */
    private static final String SELECT = """
            SELECT c.id, COALESCE(n.status, c.status) AS status, m.rebound_at
            FROM member_card c
              LEFT JOIN member_card n ON n.merchant_id = c.merchant_id AND n.id = c.merged_into
              JOIN member m ON m.id = COALESCE(n.member_id, c.member_id)
            WHERE c.id IN (:keys)
            """;

    /** By cards. */
    static Map<Long, Payout> of(Reads reads, Collection<Long> cards) {
        var found = new HashMap<Long, Payout>();
        reads.in(SELECT, cards, row -> {
            var payout = new Payout(row.named("status", CardStatus.class), row.timeOrNull("rebound_at"));
            return found.put(row.number("id"), payout);
        });
        return found;
    }

    /** Errors: {@link BooksError#CARD_FROZEN}, {@link TopUpError#REBOUND_LATELY}. */
    void require(Instant now) {
        if (status == CardStatus.FROZEN) {
            throw new BusinessError(BooksError.CARD_FROZEN);
        }
        if (reboundAt != null && reboundAt.plus(AFTER_REBINDING).isAfter(now)) {
            throw new BusinessError(TopUpError.REBOUND_LATELY)
                    .with("allowedFrom", reboundAt.plus(AFTER_REBINDING).toString());
        }
    }
}
