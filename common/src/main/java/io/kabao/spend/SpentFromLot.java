package io.kabao.spend;

import io.kabao.ledger.Reads;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What orders took from a lot, less what was given back to it.
 *
 * @param paidFen taken, principal and bonus together, in fen
 * @param listFen what was bought by it at list prices, before any discount, in fen; rounded down
 */
public record SpentFromLot(long paidFen, long listFen) {

    /** Nothing. */
    public static final SpentFromLot NOTHING = new SpentFromLot(0, 0);

    private static final String SELECT = """
            SELECT lot_id, SUM(left_fen) AS paid_fen, SUM(left_fen * list_fen DIV (list_fen - discount_fen)) AS list_fen
            FROM (
              SELECT p.lot_id, s.list_fen, s.discount_fen,
                     p.principal_fen + p.bonus_fen - p.refunded_principal_fen - p.refunded_bonus_fen AS left_fen
              FROM spend_part p JOIN spend s ON s.id = p.spend_id
              WHERE :keys) parts
            GROUP BY lot_id
            """;

    private static final List<String> KEY = List.of("p.merchant_id", "p.lot_id");

    /**
     * By lots; those that nothing was taken from are not there.
     *
     * @param lots each with its merchant
     */
    public static Map<Long, SpentFromLot> of(Reads reads, Map<Long, Long> lots) {
        var spent = new HashMap<Long, SpentFromLot>();
        var keys = lots.entrySet().stream()
                .map(lot -> new Object[] {lot.getValue(), lot.getKey()})
                .toList();
        reads.by(SELECT, KEY, keys, row -> {
            var found = new SpentFromLot(row.number("paid_fen"), row.number("list_fen"));
            return spent.put(row.number("lot_id"), found);
        });
        return spent;
    }
}
