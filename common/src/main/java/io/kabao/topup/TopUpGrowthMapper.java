package io.kabao.topup;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import io.kabao.level.Fact;
import io.kabao.level.GrowthSource;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

@Mapper
interface TopUpGrowthMapper {

    /** Runs over all merchants. A refund counts in the month of its top-up, a cash-out in its own. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT t.merchant_id, t.card_id, t.created_at AS done_at, t.principal_fen AS top_up_fen, 0 AS spend_fen, 0 AS points,
                   NULL AS sold_level_id
            FROM topup t
            WHERE t.id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            UNION ALL
            SELECT t.merchant_id, t.card_id, t.created_at AS done_at, -r.principal_fen AS top_up_fen, 0 AS spend_fen, 0 AS points,
                   NULL AS sold_level_id
            FROM topup_refund r JOIN topup t ON t.merchant_id = r.merchant_id AND t.id = r.topup_id
            WHERE r.id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            UNION ALL
            SELECT w.merchant_id, w.card_id, w.created_at AS done_at, -w.amount_fen AS top_up_fen, 0 AS spend_fen, 0 AS points,
                   NULL AS sold_level_id
            FROM withdrawal w
            WHERE w.id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    List<Fact> facts(@Param("ids") List<Long> ids);

    /** The most that a card paid in at once, less what was paid back or taken out of it. */
    record Most(long cardId, long fen) {}

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT t.card_id,
                   MAX(t.principal_fen - t.refunded_principal_fen - COALESCE((
                     SELECT SUM(p.principal_fen) FROM withdrawal_part p
                     WHERE p.merchant_id = t.merchant_id AND p.lot_id = t.lot_id), 0)) AS fen
            FROM topup t
            WHERE t.merchant_id = #{merchantId} AND t.created_at &gt;= #{within.from} AND t.created_at &lt; #{within.to}
              AND t.card_id IN <foreach collection="cards" item="id" open="(" separator="," close=")">#{id}</foreach>
            GROUP BY t.card_id
            </script>
            """)
    List<Most> largest(
            @Param("merchantId") long merchantId,
            @Param("cards") Collection<Long> cards,
            @Param("within") GrowthSource.Stretch within);
}
