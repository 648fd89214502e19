package io.kabao.level;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

@Mapper
interface LadderMapper extends BaseMapper<LadderRow> {

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, number, content, created_at, created_by
            FROM level_ladder
            WHERE merchant_id = #{merchantId}
            ORDER BY number DESC
            LIMIT 1
            """)
    Optional<LadderRow> latest(long merchantId);

    /** Those in force. Runs over all merchants. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT l.id, l.merchant_id, l.number, l.content, l.created_at, l.created_by
            FROM level_ladder l
              LEFT JOIN level_ladder later ON later.merchant_id = l.merchant_id AND later.number = l.number + 1
            WHERE later.id IS NULL
            """)
    List<LadderRow> allInForce();

    /** Those of these merchants that are in force. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT l.id, l.merchant_id, l.number, l.content, l.created_at, l.created_by
            FROM level_ladder l
              LEFT JOIN level_ladder later ON later.merchant_id = l.merchant_id AND later.number > l.number
            WHERE later.id IS NULL
              AND l.merchant_id IN <foreach collection="merchants" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    List<LadderRow> inForce(@Param("merchants") Collection<Long> merchants);
}
