package io.kabao.report;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

/**
 * What the sums are checked by. The books are read stretch by stretch, so that no statement runs longer the more there is;
 * what is summed grows with days and stores alone.
 */
@Mapper
interface SumCheckMapper {

    /** The days come to what stands under all days. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT a.id
            FROM daily_sum a LEFT JOIN (
              SELECT store_id, flow, SUM(times) AS times, SUM(principal_fen) AS principal, SUM(bonus_fen) AS bonus,
                     SUM(held_fen) AS held, SUM(points) AS points, SUM(cash_fen) AS cash
              FROM daily_sum
              WHERE merchant_id = #{merchantId} AND day <> '1970-01-02'
              GROUP BY store_id, flow) d ON d.store_id = a.store_id AND d.flow = a.flow
            WHERE a.merchant_id = #{merchantId} AND a.day = '1970-01-02'
              AND NOT (a.times <=> d.times AND a.principal_fen <=> d.principal AND a.bonus_fen <=> d.bonus
                       AND a.held_fen <=> d.held AND a.points <=> d.points AND a.cash_fen <=> d.cash)
            LIMIT #{most}
            """)
    List<Long> allDaysUnlikeDays(long merchantId, int most);

    /**
     * Sums of a flow at a store.
     *
     * @param lastId of the newest txn in them, or of the row that says them
     */
    record OfStore(
            long lastId,
            long storeId,
            String flow,
            long times,
            long principalFen,
            long bonusFen,
            long heldFen,
            long points,
            long cashFen) {

        Figures figures() {
            return new Figures(times, principalFen, bonusFen, heldFen, points, cashFen);
        }
    }

    /** What stands under all days. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id AS last_id, store_id, flow, times, principal_fen, bonus_fen, held_fen, points, cash_fen
            FROM daily_sum
            WHERE merchant_id = #{merchantId} AND day = '1970-01-02'
            """)
    List<OfStore> stood(long merchantId);

    /** People of a flow; {@code lastId} as in {@link OfStore}. */
    record People(long lastId, String flow, long people) {}

    /** How many people ever came, of the whole merchant. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id AS last_id, flow, people
            FROM patron_count
            WHERE merchant_id = #{merchantId} AND store_id = 0 AND day = '1970-01-02'
            """)
    List<People> stoodPeople(long merchantId);

    /** What was cleared; {@code lastId} of the newest pair. */
    record Cleared(long lastId, long principalFen, long bonusFen) {}

    /** What was cleared between all stores on all days. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT COALESCE(MAX(id), 0) AS last_id, COALESCE(SUM(principal_fen), 0) AS principal_fen,
                   COALESCE(SUM(bonus_fen), 0) AS bonus_fen
            FROM clearing_sum
            WHERE merchant_id = #{merchantId}
            """)
    Cleared stoodCleared(long merchantId);

    /** Ids behind one up to another. */
    record Stretch(long merchantId, long after, long upTo) {}

    /** The next txns of a stretch. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id
            FROM txn
            WHERE merchant_id = #{s.merchantId} AND id > #{s.after} AND id <= #{s.upTo}
            ORDER BY id
            LIMIT #{rows}
            """)
    List<Long> txns(Stretch s, int rows);

    /** What the entries of a stretch of txns come to, by store, 0 for none, and flow. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT MAX(t.id) AS last_id, COALESCE(t.store_id, 0) AS store_id, t.biz_type AS flow,
                   COUNT(DISTINCT t.id) AS times,
                   COALESCE(SUM(IF(l.account = 'PRINCIPAL', l.amount, 0)), 0) AS principal_fen,
                   COALESCE(SUM(IF(l.account = 'BONUS', l.amount, 0)), 0) AS bonus_fen,
                   COALESCE(SUM(IF(l.account = 'HOLD', l.amount, 0)), 0) AS held_fen,
                   COALESCE(SUM(IF(l.account = 'POINTS', l.amount, 0)), 0) AS points,
                   COALESCE(SUM(IF(l.account IN ('CASH_DESK', 'CASH_WECHAT'), -l.amount, 0)), 0) AS cash_fen
            FROM txn t LEFT JOIN entry l ON l.merchant_id = t.merchant_id AND l.txn_id = t.id
            WHERE t.merchant_id = #{merchantId} AND t.id > #{after} AND t.id <= #{upTo}
            GROUP BY COALESCE(t.store_id, 0), t.biz_type
            """)
    List<OfStore> moved(Stretch txns);

    /** What orders of a stretch of txns were paid with, less what refunds of it gave back. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT 0 AS last_id, p.principal - r.principal AS principal_fen, p.bonus - r.bonus AS bonus_fen
            FROM (
              SELECT COALESCE(SUM(principal_fen), 0) AS principal, COALESCE(SUM(bonus_fen), 0) AS bonus
              FROM spend_part
              WHERE merchant_id = #{merchantId} AND spend_id > #{after} AND spend_id <= #{upTo}) p
              JOIN (
              SELECT COALESCE(SUM(principal_fen), 0) AS principal, COALESCE(SUM(bonus_fen), 0) AS bonus
              FROM refund
              WHERE merchant_id = #{merchantId} AND id > #{after} AND id <= #{upTo}) r
            """)
    Cleared paid(Stretch txns);

    /** The next holders behind one. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id
            FROM holder
            WHERE merchant_id = #{merchantId} AND id > #{after}
            ORDER BY id
            LIMIT #{rows}
            """)
    List<Long> holders(long merchantId, long after, int rows);

    /** How many of a stretch of holders have a txn of a flow, up to one txn. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT MAX(id) AS last_id, biz_type AS flow, COUNT(DISTINCT holder_id) AS people
            FROM txn
            WHERE merchant_id = #{holders.merchantId} AND holder_id > #{holders.after} AND holder_id <= #{holders.upTo}
              AND id <= #{lastTxn}
            GROUP BY biz_type
            """)
    List<People> came(Stretch holders, long lastTxn);
}
