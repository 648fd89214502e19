package io.kabao.report;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Reads what is kept of txns beside their entries, by their ids. */
@Mapper
interface OwnMovementMapper {

    /** An order without its lines. */
    record Head(
            long id,
            String channel,
            long listFen,
            long discountFen,
            long otherFen,
            long pointsFen,
            long pointsUsed,
            long refundedFen,
            long pointsEarned,
            @Nullable String pointsReasons) {}

    /** A hold. */
    record Held(
            long id,
            String channel,
            String status,
            long capturedFen,
            Instant expiresAt,
            @Nullable Instant endedAt) {}

    /** The rule that a top-up was made by. */
    record ByRule(long id, long ruleId) {}

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, channel, list_fen, discount_fen, other_fen, points_fen, points_used,
                   refunded_principal_fen + refunded_bonus_fen + refunded_other_fen + refunded_points_fen AS refunded_fen,
                   points_earned, points_reasons
            FROM spend
            WHERE merchant_id = #{merchantId}
              AND id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    List<Head> orders(long merchantId, Collection<Long> ids);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT spend_id, name, sku, category, unit_price_fen, quantity, paid_fen, refunded_fen, points
            FROM spend_line
            WHERE merchant_id = #{merchantId}
              AND spend_id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY spend_id, line_no
            </script>
            """)
    List<OwnMovement.Line> lines(long merchantId, Collection<Long> ids);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, channel, status, captured_fen, expires_at, ended_at
            FROM hold
            WHERE merchant_id = #{merchantId}
              AND id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    List<Held> holds(long merchantId, Collection<Long> ids);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, rule_id
            FROM topup
            WHERE merchant_id = #{merchantId} AND rule_id IS NOT NULL
              AND id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    List<ByRule> rules(long merchantId, Collection<Long> ids);
}
