package io.kabao.report;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** The sums, and the txns that are counted into them. */
@Mapper
interface SumMapper {

    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT last_id FROM sum_cursor WHERE id = 1")
    long cursor();

    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT last_id FROM sum_cursor WHERE id = 1 FOR UPDATE")
    long lockCursor();

    @InterceptorIgnore(tenantLine = "true")
    @Update("UPDATE sum_cursor SET last_id = #{lastId} WHERE id = 1 AND last_id = #{before}")
    int moveCursor(@Param("before") long before, @Param("lastId") long lastId);

    /** Merchants behind one that have sums. */
    @InterceptorIgnore(tenantLine = "true")
    @Select(
            "SELECT DISTINCT merchant_id FROM daily_sum WHERE merchant_id > #{after} ORDER BY merchant_id LIMIT #{rows}")
    List<Long> merchants(@Param("after") long after, @Param("rows") int rows);

    /**
     * The next txns of a stretch with what their entries come to. Its index is named: right after an import the server
     * still believes the table small, and would read all of it for each txn.
     */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT t.id, t.merchant_id, t.holder_id, t.store_id, t.biz_type,
                   SUM(IF(e.account = 'PRINCIPAL', e.amount, 0)) AS principal_fen,
                   SUM(IF(e.account = 'BONUS', e.amount, 0)) AS bonus_fen,
                   SUM(IF(e.account = 'HOLD', e.amount, 0)) AS held_fen,
                   SUM(IF(e.account = 'POINTS', e.amount, 0)) AS points,
                   SUM(IF(e.account IN ('CASH_DESK', 'CASH_WECHAT'), -e.amount, 0)) AS cash_fen
            FROM (
              SELECT id, merchant_id, holder_id, store_id, biz_type
              FROM txn
              WHERE id &gt; #{s.after} AND id &lt;= #{s.upTo}
              <if test="s.merchantId != null">AND merchant_id = #{s.merchantId}</if>
              ORDER BY id
              LIMIT #{s.rows}) t
              LEFT JOIN entry e FORCE INDEX (by_txn) ON e.merchant_id = t.merchant_id AND e.txn_id = t.id
            GROUP BY t.id, t.merchant_id, t.holder_id, t.store_id, t.biz_type
            ORDER BY t.id
            </script>
            """)
    List<Movement> movements(@Param("s") Span span);

    /** What orders of a stretch were paid with, by the store that the money came in at. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT t.id AS txn_id, t.merchant_id, o.store_id AS sold_store_id, t.store_id AS used_store_id,
                   SUM(p.principal_fen) AS principal_fen, SUM(p.bonus_fen) AS bonus_fen
            FROM txn t
              JOIN spend_part p ON p.merchant_id = t.merchant_id AND p.spend_id = t.id
              JOIN lot l ON l.merchant_id = p.merchant_id AND l.id = p.lot_id
              JOIN txn o ON o.merchant_id = l.merchant_id AND o.id = l.txn_id
            WHERE t.id &gt; #{s.after} AND t.id &lt;= #{s.upTo}
            <if test="s.merchantId != null">AND t.merchant_id = #{s.merchantId}</if>
            GROUP BY t.id, t.merchant_id, o.store_id, t.store_id
            </script>
            """)
    List<Movement.Used> used(@Param("s") Span span);

    /** What refunds of a stretch gave back, as it was when the order was paid. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT r.id AS txn_id, r.merchant_id, o.store_id AS sold_store_id, s.store_id AS used_store_id,
                   SUM(IF(e.account = 'PRINCIPAL', e.amount, 0)) AS principal_fen,
                   SUM(IF(e.account = 'BONUS', e.amount, 0)) AS bonus_fen
            FROM refund r
              JOIN spend s ON s.merchant_id = r.merchant_id AND s.id = r.spend_id
              JOIN entry e ON e.merchant_id = r.merchant_id AND e.txn_id = r.id
              JOIN lot l ON l.merchant_id = e.merchant_id AND l.id = e.lot_id
              JOIN txn o ON o.merchant_id = l.merchant_id AND o.id = l.txn_id
            WHERE r.id &gt; #{s.after} AND r.id &lt;= #{s.upTo}
            <if test="s.merchantId != null">AND r.merchant_id = #{s.merchantId}</if>
            GROUP BY r.id, r.merchant_id, o.store_id, s.store_id
            </script>
            """)
    List<Movement.Used> givenBack(@Param("s") Span span);

    /** When somebody came last. */
    record KnownPatron(long merchantId, long holderId, String flow, long storeId, LocalDate lastDay) {}

    /** Whose txns are counted. */
    record OfMerchant(long merchantId, long holderId) {}

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT merchant_id, holder_id, flow, store_id, last_day
            FROM patron
            WHERE <foreach collection="whose" item="w" separator=" OR ">
              (merchant_id = #{w.merchantId} AND holder_id = #{w.holderId})</foreach>
            </script>
            """)
    List<KnownPatron> patrons(@Param("whose") Collection<OfMerchant> whose);

    /** A row of figures to be added. */
    record AddedDay(long id, SumKeys.OfDay key, Figures sums) {}

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            <script>
            INSERT INTO daily_sum
              (id, merchant_id, store_id, day, flow, times, principal_fen, bonus_fen, held_fen, points, cash_fen)
            VALUES <foreach collection="rows" item="r" separator=",">
              (#{r.id}, #{r.key.merchantId}, #{r.key.storeId}, #{r.key.day}, #{r.key.flow}, #{r.sums.times},
               #{r.sums.principalFen}, #{r.sums.bonusFen}, #{r.sums.heldFen}, #{r.sums.points}, #{r.sums.cashFen})</foreach>
            ON DUPLICATE KEY UPDATE
              times = times + VALUES(times), principal_fen = principal_fen + VALUES(principal_fen),
              bonus_fen = bonus_fen + VALUES(bonus_fen), held_fen = held_fen + VALUES(held_fen),
              points = points + VALUES(points), cash_fen = cash_fen + VALUES(cash_fen)
            </script>
            """)
    int addDays(@Param("rows") List<AddedDay> rows);

    /** Somebody who came. */
    record CamePatron(long id, SumKeys.Patron key, LocalDate day) {}

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            <script>
            INSERT INTO patron (id, merchant_id, holder_id, flow, store_id, last_day)
            VALUES <foreach collection="rows" item="r" separator=",">
              (#{r.id}, #{r.key.merchantId}, #{r.key.holderId}, #{r.key.flow}, #{r.key.storeId}, #{r.day})</foreach>
            ON DUPLICATE KEY UPDATE last_day = VALUES(last_day)
            </script>
            """)
    int putPatrons(@Param("rows") List<CamePatron> rows);

    /** People to be added. */
    record AddedPeople(long id, SumKeys.Came key, long people) {}

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            <script>
            INSERT INTO patron_count (id, merchant_id, store_id, day, flow, day_before, people)
            VALUES <foreach collection="rows" item="r" separator=",">
              (#{r.id}, #{r.key.merchantId}, #{r.key.storeId}, #{r.key.day}, #{r.key.flow}, #{r.key.dayBefore},
               #{r.people})</foreach>
            ON DUPLICATE KEY UPDATE people = people + VALUES(people)
            </script>
            """)
    int addPeople(@Param("rows") List<AddedPeople> rows);

    /** Money between two stores to be added. */
    record AddedPair(long id, SumKeys.Pair key, SumKeys.Money money) {}

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            <script>
            INSERT INTO clearing_sum (id, merchant_id, day, sold_store_id, used_store_id, principal_fen, bonus_fen)
            VALUES <foreach collection="rows" item="r" separator=",">
              (#{r.id}, #{r.key.merchantId}, #{r.key.day}, #{r.key.soldStoreId}, #{r.key.usedStoreId},
               #{r.money.principalFen}, #{r.money.bonusFen})</foreach>
            ON DUPLICATE KEY UPDATE
              principal_fen = principal_fen + VALUES(principal_fen), bonus_fen = bonus_fen + VALUES(bonus_fen)
            </script>
            """)
    int addPairs(@Param("rows") List<AddedPair> rows);

    /** Which stores' sums of which days. */
    record Days(long merchantId, Collection<Long> stores, LocalDate from, LocalDate to) {}

    /** Figures of one flow. */
    record OfFlow(String flow, long times, long principalFen, long bonusFen, long heldFen, long points, long cashFen) {

        Figures figures() {
            return new Figures(times, principalFen, bonusFen, heldFen, points, cashFen);
        }
    }

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT flow, SUM(times) AS times, SUM(principal_fen) AS principal_fen, SUM(bonus_fen) AS bonus_fen,
                   SUM(held_fen) AS held_fen, SUM(points) AS points, SUM(cash_fen) AS cash_fen
            FROM daily_sum
            WHERE merchant_id = #{d.merchantId} AND day BETWEEN #{d.from} AND #{d.to}
              AND store_id IN <foreach collection="d.stores" item="s" open="(" separator="," close=")">#{s}</foreach>
            GROUP BY flow
            </script>
            """)
    List<OfFlow> sums(@Param("d") Days days);

    /** People of one flow. */
    record People(String flow, long people) {}

    /** Those who came within a range of days, each once. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT flow, SUM(people) AS people
            FROM patron_count
            WHERE merchant_id = #{merchantId} AND store_id = #{storeId} AND day BETWEEN #{from} AND #{to}
              AND day_before < #{from}
            GROUP BY flow
            """)
    List<People> people(
            @Param("merchantId") long merchantId,
            @Param("storeId") long storeId,
            @Param("from") LocalDate from,
            @Param("to") LocalDate to);

    /** Money between two stores. */
    record Between(long soldStoreId, long usedStoreId, long principalFen, long bonusFen) {}

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT sold_store_id, used_store_id, SUM(principal_fen) AS principal_fen, SUM(bonus_fen) AS bonus_fen
            FROM clearing_sum
            WHERE merchant_id = #{merchantId} AND day BETWEEN #{from} AND #{to}
            GROUP BY sold_store_id, used_store_id
            """)
    List<Between> pairs(@Param("merchantId") long merchantId, @Param("from") LocalDate from, @Param("to") LocalDate to);

    /** What a store is called. */
    record StoreName(long id, String name) {}

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, name
            FROM store
            WHERE merchant_id = #{merchantId}
              AND id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    List<StoreName> storeNames(@Param("merchantId") long merchantId, @Param("ids") Collection<Long> ids);
}
