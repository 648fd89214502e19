package io.kabao.level;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

@Mapper
interface MembershipMapper {

    /** Runs over all merchants. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT merchant_id, card_id, created_at AS done_at, 0 AS top_up_fen, 0 AS spend_fen, 0 AS points,
                   level_id AS sold_level_id
            FROM membership
            WHERE id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    List<Fact> facts(@Param("ids") List<Long> ids);
}
