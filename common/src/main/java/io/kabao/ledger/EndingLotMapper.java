package io.kabao.ledger;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

@Mapper
interface EndingLotMapper {

    /** The next lots with points whose time is over by then. Runs over all merchants. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, holder_id, expires_at
            FROM lot FORCE INDEX (by_end)
            WHERE is_open = 1
              AND ((expires_at = #{after.expiresAt} AND expires_at <= #{by} AND id > #{after.id})
                OR (expires_at > #{after.expiresAt} AND expires_at <= #{by}))
            ORDER BY expires_at, id
            LIMIT #{most}
            """)
    List<EndingLots.Ending> ending(
            @Param("by") Instant by, @Param("after") EndingLots.Place after, @Param("most") int most);
}
