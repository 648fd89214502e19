package io.kabao.ledger;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface CardLinkMapper {

    /** How many share a card's balance. */
    record Sharers(long mainCardId, long cards) {}

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id AS card_id, main_card_id, per_spend_fen, per_day_fen, used_on, used_fen, linked_at
            FROM card_link
            WHERE merchant_id = #{merchantId} AND id = #{cardId} AND ended_at IS NULL
            """)
    Optional<LinkedCard> find(long merchantId, long cardId);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id AS card_id, main_card_id, per_spend_fen, per_day_fen, used_on, used_fen, linked_at
            FROM card_link
            WHERE merchant_id = #{merchantId} AND ended_at IS NULL
              AND id IN <foreach collection="cards" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    List<LinkedCard> all(long merchantId, Collection<Long> cards);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id AS card_id, main_card_id, per_spend_fen, per_day_fen, used_on, used_fen, linked_at
            FROM card_link
            WHERE merchant_id = #{merchantId} AND main_card_id = #{mainCardId} AND ended_at IS NULL AND id < #{before}
            ORDER BY id DESC
            LIMIT #{rows}
            """)
    List<LinkedCard> newest(long merchantId, long mainCardId, long before, int rows);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT main_card_id, COUNT(*) AS cards
            FROM card_link
            WHERE merchant_id = #{merchantId} AND ended_at IS NULL
              AND main_card_id IN <foreach collection="mainCards" item="id" open="(" separator="," close=")">#{id}</foreach>
            GROUP BY main_card_id
            </script>
            """)
    List<Sharers> count(long merchantId, Collection<Long> mainCards);

    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            <script>
            UPDATE card_link
            SET ended_at = #{now}
            WHERE merchant_id = #{merchantId} AND ended_at IS NULL
              AND id IN <foreach collection="cards" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    int end(long merchantId, Collection<Long> cards, Instant now);
}
