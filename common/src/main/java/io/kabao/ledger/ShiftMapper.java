package io.kabao.ledger;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface ShiftMapper {

    /**
     * One operator at one store.
     *
     * @param storeId null: at no store
     */
    record TillOf(long merchantId, long actorId, @Nullable Long storeId) {

        long storeOrNone() {
            return storeId == null ? 0 : storeId;
        }
    }

    /** The number of the till's last shift; 0 before the first. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT COALESCE(MAX(shift_no), 0)
            FROM till_shift
            WHERE merchant_id = #{merchantId} AND actor_id = #{actorId} AND store_id = #{storeId}
            """)
    int lastNo(@Param("merchantId") long merchantId, @Param("actorId") long actorId, @Param("storeId") long storeId);

    /** Marks every move of a till that no shift has counted. A move whose txn is about to be committed is waited for. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE till_move
            SET shift_id = #{shiftId}
            WHERE merchant_id = #{till.merchantId} AND actor_id = #{till.actorId} AND store_id <=> #{till.storeId}
              AND shift_id IS NULL
            """)
    int mark(@Param("till") TillOf till, @Param("shiftId") long shiftId);

    /** What was marked, by means. */
    record Marked(String means, int moves, long inFen, long outFen, Instant openedAt) {}

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT means, COUNT(*) AS moves, SUM(IF(amount_fen > 0, amount_fen, 0)) AS in_fen,
                   SUM(IF(amount_fen < 0, -amount_fen, 0)) AS out_fen, MIN(created_at) AS opened_at
            FROM till_move
            WHERE merchant_id = #{till.merchantId} AND actor_id = #{till.actorId} AND store_id <=> #{till.storeId}
              AND shift_id = #{shiftId}
            GROUP BY means
            ORDER BY means
            """)
    List<Marked> marked(@Param("till") TillOf till, @Param("shiftId") long shiftId);

    /** A shift as its row has it; store 0: at none. */
    record Closed(
            long id,
            long merchantId,
            long actorId,
            long storeId,
            int shiftNo,
            Instant openedAt,
            Instant closedAt,
            int moves,
            long cashFen,
            long countedFen,
            @Nullable String note) {}

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            INSERT INTO till_shift
              (id, merchant_id, actor_id, store_id, shift_no, opened_at, closed_at, moves, cash_fen, counted_fen, note)
            VALUES (#{id}, #{merchantId}, #{actorId}, #{storeId}, #{shiftNo}, #{openedAt}, #{closedAt}, #{moves}, #{cashFen},
              #{countedFen}, #{note})
            """)
    int insert(Closed shift);

    /** A line of a shift. */
    record Line(long id, long merchantId, long shiftId, String means, int moves, long inFen, long outFen) {}

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            <script>
            INSERT INTO till_shift_means (id, merchant_id, shift_id, means, moves, in_fen, out_fen)
            VALUES <foreach collection="lines" item="l" separator=",">
              (#{l.id}, #{l.merchantId}, #{l.shiftId}, #{l.means}, #{l.moves}, #{l.inFen}, #{l.outFen})</foreach>
            </script>
            """)
    int insertLines(@Param("lines") List<Line> lines);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, merchant_id, actor_id, store_id, shift_no, opened_at, closed_at, moves, cash_fen, counted_fen, note
            FROM till_shift
            WHERE merchant_id = #{merchantId} AND id &lt; #{before}
            <if test="storeId != null">AND store_id = #{storeId}</if>
            ORDER BY id DESC
            LIMIT #{rows}
            </script>
            """)
    List<Closed> newest(
            @Param("merchantId") long merchantId,
            @Param("storeId") @Nullable Long storeId,
            @Param("before") long before,
            @Param("rows") int rows);

    /** Of these stores, each one's index read from its newest shift on. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            <foreach collection="stores" item="store" separator=" UNION ALL ">
            (SELECT id, merchant_id, actor_id, store_id, shift_no, opened_at, closed_at, moves, cash_fen, counted_fen, note
             FROM till_shift
             WHERE merchant_id = #{merchantId} AND store_id = #{store} AND id &lt; #{before}
             ORDER BY id DESC
             LIMIT #{rows})
            </foreach>
            ORDER BY id DESC
            LIMIT #{rows}
            </script>
            """)
    List<Closed> newestAt(
            @Param("merchantId") long merchantId,
            @Param("stores") Collection<Long> stores,
            @Param("before") long before,
            @Param("rows") int rows);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, merchant_id, shift_id, means, moves, in_fen, out_fen
            FROM till_shift_means
            WHERE merchant_id = #{merchantId}
              AND shift_id IN <foreach collection="shifts" item="id" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY id
            </script>
            """)
    List<Line> lines(@Param("merchantId") long merchantId, @Param("shifts") Collection<Long> shifts);
}
