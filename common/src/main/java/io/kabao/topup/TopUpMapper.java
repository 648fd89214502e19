package io.kabao.topup;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface TopUpMapper {

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, holder_id, card_id, member_id, lot_id, rule_id, principal_fen, bonus_fen, points, points_lot_id,
                   refunded_principal_fen, refunded_bonus_fen, refunded_points, means, store_id, staff_id, note, created_at
            FROM topup
            WHERE merchant_id = #{merchantId} AND id = #{id}
            """)
    Optional<TopUpRow> find(long merchantId, long id);
}
