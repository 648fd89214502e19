package io.kabao.level;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface LevelGiftMapper {

    /** A gift as it is owed. */
    record Owed(long id, long merchantId, long cardId, long levelId, long bonusFen, long points, Instant createdAt) {}

    /** Levels for which cards have had their gifts. */
    record Had(long cardId, long levelId) {}

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT card_id, level_id
            FROM level_gift
            WHERE merchant_id = #{merchantId}
              AND card_id IN <foreach collection="cards" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    List<Had> had(@Param("merchantId") long merchantId, @Param("cards") Collection<Long> cards);

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            <script>
            INSERT INTO level_gift (id, merchant_id, card_id, level_id, bonus_fen, points, status, created_at)
            VALUES <foreach collection="gifts" item="g" separator=",">
              (#{g.id}, #{g.merchantId}, #{g.cardId}, #{g.levelId}, #{g.bonusFen}, #{g.points}, 'OWED', #{g.createdAt})</foreach>
            </script>
            """)
    int owe(@Param("gifts") List<Owed> gifts);

    /** The card that a gift is still owed to. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT card_id FROM level_gift WHERE merchant_id = #{merchantId} AND id = #{id} AND status = 'OWED'")
    Optional<Long> owedCard(@Param("merchantId") long merchantId, @Param("id") long id);

    /** The gifts that a card waits for. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id
            FROM level_gift
            WHERE merchant_id = #{merchantId} AND card_id = #{cardId} AND status = 'OWED'
            ORDER BY id
            """)
    List<Long> owedTo(@Param("merchantId") long merchantId, @Param("cardId") long cardId);

    @InterceptorIgnore(tenantLine = "true")
    @Update("UPDATE level_gift SET card_id = #{into} WHERE merchant_id = #{merchantId} AND card_id = #{old}")
    int move(@Param("merchantId") long merchantId, @Param("old") long old, @Param("into") long into);
}
