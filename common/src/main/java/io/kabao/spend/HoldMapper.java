package io.kabao.spend;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface HoldMapper {

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, holder_id, card_id, member_id, order_no, channel, principal_fen, bonus_fen,
                   level_id, discount_bp, discount_fen, status, captured_fen, store_id, staff_id, expires_at, created_at, ended_at
            FROM hold
            WHERE merchant_id = #{merchantId} AND id = #{id}
            """)
    Optional<HoldRow> find(long merchantId, long id);

    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT lot_id FROM hold_part WHERE merchant_id = #{merchantId} AND hold_id = #{holdId} ORDER BY id")
    List<Long> lots(long merchantId, long holdId);

    /** Those whose time is over, behind one. Runs over all merchants. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, holder_id, card_id, member_id, order_no, channel, principal_fen, bonus_fen,
                   level_id, discount_bp, discount_fen, status, captured_fen, store_id, staff_id, expires_at, created_at, ended_at
            FROM hold
            WHERE status = 'HELD' AND expires_at <= #{now} AND id > #{after}
            ORDER BY id
            LIMIT #{most}
            """)
    List<HoldRow> due(Instant now, long after, int most);
}
