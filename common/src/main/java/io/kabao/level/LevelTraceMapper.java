package io.kabao.level;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** What is kept of cards' levels, newest first. */
@Mapper
interface LevelTraceMapper {

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id AS card_id, level_id, reached_at, keep_until, grace_until, paid_level_id, paid_until
            FROM card_level
            WHERE merchant_id = #{merchantId}
              AND id IN <foreach collection="cards" item="id" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY id DESC
            </script>
            """)
    List<LevelTraces.KeptStanding> standings(
            @Param("merchantId") long merchantId, @Param("cards") Collection<Long> cards);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT card_id, month, topup_fen AS top_up_fen, spend_fen, points
            FROM card_growth
            WHERE merchant_id = #{merchantId}
              AND card_id IN <foreach collection="cards" item="id" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY month DESC, card_id DESC
            </script>
            """)
    List<LevelTraces.KeptMonth> months(@Param("merchantId") long merchantId, @Param("cards") Collection<Long> cards);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, card_id, from_level_id, to_level_id, reason, created_at
            FROM level_change
            WHERE merchant_id = #{merchantId}
              AND card_id IN <foreach collection="cards" item="id" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY id DESC
            </script>
            """)
    List<LevelChange> changes(@Param("merchantId") long merchantId, @Param("cards") Collection<Long> cards);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT card_id, level_id, bonus_fen, points, status, created_at
            FROM level_gift
            WHERE merchant_id = #{merchantId}
              AND card_id IN <foreach collection="cards" item="id" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY id DESC
            </script>
            """)
    List<LevelTraces.KeptGift> gifts(@Param("merchantId") long merchantId, @Param("cards") Collection<Long> cards);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, card_id, level_id, price_fen, means, ends_at, created_at
            FROM membership
            WHERE merchant_id = #{merchantId}
              AND card_id IN <foreach collection="cards" item="id" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY id DESC
            </script>
            """)
    List<LevelTraces.KeptMembership> memberships(
            @Param("merchantId") long merchantId, @Param("cards") Collection<Long> cards);
}
