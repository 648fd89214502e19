package io.kabao.spend;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface SpendMapper {

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, holder_id, card_id, member_id, order_no, channel, list_fen, discount_fen,
                   principal_fen, bonus_fen, other_fen, refunded_principal_fen, refunded_bonus_fen, refunded_other_fen,
                   store_id, staff_id, created_at, points_earned, points_taken_back, points_ruleset_id, points_reasons,
                   points_used, points_fen, refunded_points_fen
            FROM spend
            WHERE merchant_id = #{merchantId} AND id = #{id}
            """)
    Optional<SpendRow> find(long merchantId, long id);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT lot_id FROM spend_part WHERE merchant_id = #{merchantId} AND spend_id = #{spendId}
            UNION
            SELECT lot_id FROM spend_points WHERE merchant_id = #{merchantId} AND spend_id = #{spendId}
            UNION
            SELECT points_lot_id FROM spend
            WHERE merchant_id = #{merchantId} AND id = #{spendId} AND points_lot_id IS NOT NULL
            """)
    List<Long> lots(long merchantId, long spendId);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT line_no, sku, name, category, unit_price_fen, quantity, is_earning AS earns_points, promotional, paid_fen,
                   refunded_fen, points
            FROM spend_line
            WHERE merchant_id = #{merchantId} AND spend_id = #{spendId}
            ORDER BY line_no
            """)
    List<SpendRow.Line> lines(long merchantId, long spendId);
}
