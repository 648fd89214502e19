package io.kabao.level;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** What was done with cards, month by month. */
@Mapper
interface GrowthMapper {

    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT last_id FROM growth_cursor WHERE id = 1 FOR UPDATE")
    long lockCursor();

    @InterceptorIgnore(tenantLine = "true")
    @Update("UPDATE growth_cursor SET last_id = #{lastId} WHERE id = 1 AND last_id = #{before}")
    int moveCursor(@Param("before") long before, @Param("lastId") long lastId);

    /** What a month gained. */
    record Gained(long id, long merchantId, long cardId, LocalDate month, long topUpFen, long spendFen, long points) {}

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            <script>
            INSERT INTO card_growth (id, merchant_id, card_id, month, topup_fen, spend_fen, points)
            VALUES <foreach collection="rows" item="r" separator=",">
              (#{r.id}, #{r.merchantId}, #{r.cardId}, #{r.month}, #{r.topUpFen}, #{r.spendFen}, #{r.points})</foreach>
            ON DUPLICATE KEY UPDATE
              topup_fen = topup_fen + VALUES(topup_fen), spend_fen = spend_fen + VALUES(spend_fen),
              points = points + VALUES(points)
            </script>
            """)
    int add(@Param("rows") List<Gained> rows);

    /** What was done with a card. */
    record Sum(long cardId, long topUpFen, long spendFen, long points) {}

    /** Months, both ends included. */
    record Months(LocalDate from, LocalDate to) {}

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT card_id, SUM(topup_fen) AS top_up_fen, SUM(spend_fen) AS spend_fen, SUM(points) AS points
            FROM card_growth
            WHERE merchant_id = #{merchantId} AND month BETWEEN #{months.from} AND #{months.to}
              AND card_id IN <foreach collection="cards" item="id" open="(" separator="," close=")">#{id}</foreach>
            GROUP BY card_id
            </script>
            """)
    List<Sum> sums(
            @Param("merchantId") long merchantId,
            @Param("cards") Collection<Long> cards,
            @Param("months") Months months);

    /** Cards behind one that anything counts for, in the order of their ids. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT DISTINCT card_id
            FROM card_growth
            WHERE merchant_id = #{merchantId} AND card_id > #{after}
            ORDER BY card_id
            LIMIT #{rows}
            """)
    List<Long> cards(@Param("merchantId") long merchantId, @Param("after") long after, @Param("rows") int rows);

    @InterceptorIgnore(tenantLine = "true")
    @Update("UPDATE card_growth SET card_id = #{into} WHERE merchant_id = #{merchantId} AND card_id = #{old}")
    int move(@Param("merchantId") long merchantId, @Param("old") long old, @Param("into") long into);
}
