package io.kabao.spend;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import io.kabao.level.Fact;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

@Mapper
interface SpendGrowthMapper {

    /** Runs over all merchants. A refund counts in the month of its order. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT s.merchant_id, s.card_id, s.created_at AS done_at, 0 AS top_up_fen,
                   s.principal_fen + s.other_fen AS spend_fen, s.points_earned AS points, NULL AS sold_level_id
            FROM spend s
            WHERE s.id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            UNION ALL
            SELECT s.merchant_id, s.card_id, s.created_at AS done_at, 0 AS top_up_fen,
                   -(r.principal_fen + r.other_fen) AS spend_fen, -r.points_taken_back AS points, NULL AS sold_level_id
            FROM refund r JOIN spend s ON s.merchant_id = r.merchant_id AND s.id = r.spend_id
            WHERE r.id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    List<Fact> facts(@Param("ids") List<Long> ids);
}
