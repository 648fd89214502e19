package io.kabao.report;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Sums up what moved a balance; reads the txns of the stretch by their holder and nothing else. */
@Mapper
interface GroupStatementMapper {

    /**
     * What a card did of a type.
     *
     * @param cardId null where no card was named
     */
    record Part(@Nullable Long cardId, String bizType, long txns, long principalFen, long bonusFen, long heldFen) {

        /** What the holder gained, set aside or not. */
        long gainedFen() {
            return principalFen + bonusFen + heldFen;
        }
    }

    /** Ids of a holder's txns from one to another. */
    record Stretch(long merchantId, long holderId, long from, long before) {}

    /** Of a settlement or a refund the card is that of the order. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT COALESCE(t.card_id, r.card_id, s.card_id) AS card_id, t.biz_type, COUNT(DISTINCT t.id) AS txns,
                   SUM(CASE WHEN e.account = 'PRINCIPAL' THEN e.amount ELSE 0 END) AS principal_fen,
                   SUM(CASE WHEN e.account = 'BONUS' THEN e.amount ELSE 0 END) AS bonus_fen,
                   SUM(CASE WHEN e.account = 'HOLD' THEN e.amount ELSE 0 END) AS held_fen
            FROM txn t
              JOIN entry e ON e.merchant_id = t.merchant_id AND e.txn_id = t.id
              LEFT JOIN txn r ON r.merchant_id = t.merchant_id AND r.id = t.reverses_id
              LEFT JOIN spend s ON s.merchant_id = t.merchant_id AND s.id = t.reverses_id
            WHERE t.merchant_id = #{merchantId} AND t.holder_id = #{holderId} AND t.books IN ('MONEY', 'BOTH')
              AND t.id >= #{from} AND t.id < #{before}
            GROUP BY COALESCE(t.card_id, r.card_id, s.card_id), t.biz_type
            """)
    List<Part> parts(Stretch stretch);
}
