package io.kabao.ledger;

import io.kabao.kernel.json.JsonId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator took and gave at a store since they last closed, against what they counted; amounts in fen.
 *
 * @param operatorId whose till it was
 * @param storeId null: at no store
 * @param number of this operator's shifts at this store, from 1
 * @param openedAt its first move
 * @param moves how often money moved
 * @param cashFen cash that came in less cash that went out, by the books
 * @param countedCashFen cash that was counted
 * @param differenceFen counted less books; above zero: there is more than there should be
 * @param means all that moved, by means
 */
public record Shift(
        @JsonId long id,
        @JsonId long operatorId,
        @JsonId @Nullable Long storeId,
        int number,
        Instant openedAt,
        Instant closedAt,
        int moves,
        long cashFen,
        long countedCashFen,
        long differenceFen,
        @Nullable String note,
        List<OfMeans> means) {

    /** What moved by one means, in and out apart. */
    public record OfMeans(String kind, int moves, long inFen, long outFen) {}

    static Shift of(ShiftMapper.Closed row, List<OfMeans> means) {
        return new Shift(
                row.id(),
                row.actorId(),
                row.storeId() == 0 ? null : row.storeId(),
                row.shiftNo(),
                row.openedAt(),
                row.closedAt(),
                row.moves(),
                row.cashFen(),
                row.countedFen(),
                row.countedFen() - row.cashFen(),
                row.note(),
                means);
    }
}
