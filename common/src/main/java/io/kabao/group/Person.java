package io.kabao.group;

import io.kabao.card.CardStatus;
import io.kabao.kernel.json.JsonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who spends from a company's card.
 *
 * @param nameMasked null where none is on file
 * @param perSpendFen most of one order, in fen; null: no limit
 * @param perDayFen most of one business day, in fen; null: no limit
 * @param usedTodayFen spent and held on this business day, in fen; what is given back later does not lower it
 * @param since when the card began to share the company's balance
 */
public record Person(
        @JsonId long cardId,
        @JsonId long memberId,
        @Nullable String nameMasked,
        String numberMasked,
        CardStatus status,
        @Nullable Long perSpendFen,
        @Nullable Long perDayFen,
        long usedTodayFen,
        Instant since) {}
