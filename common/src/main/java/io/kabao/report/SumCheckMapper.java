package io.kabao.report;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

/** Compares the sums with the txns that they were made of; each finds nothing where they agree. Reads every entry. */
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

    /** What stands under all days of the whole merchant is what the entries come to; names the last txn of a flow that is not. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT e.last_id
            FROM (
              SELECT t.biz_type AS flow, MAX(t.id) AS last_id,
                     COUNT(DISTINCT t.id) AS times, SUM(IF(l.account = 'PRINCIPAL', l.amount, 0)) AS principal,
                     SUM(IF(l.account = 'BONUS', l.amount, 0)) AS bonus, SUM(IF(l.account = 'HOLD', l.amount, 0)) AS held,
                     SUM(IF(l.account = 'POINTS', l.amount, 0)) AS points,
                     SUM(IF(l.account IN ('CASH_DESK', 'CASH_WECHAT'), -l.amount, 0)) AS cash
              FROM txn t LEFT JOIN entry l ON l.merchant_id = t.merchant_id AND l.txn_id = t.id
              WHERE t.merchant_id = #{merchantId} AND t.id <= #{upTo}
              GROUP BY t.biz_type) e
              LEFT JOIN daily_sum a
                ON a.merchant_id = #{merchantId} AND a.store_id = 0 AND a.day = '1970-01-02' AND a.flow = e.flow
            WHERE NOT (e.times <=> a.times AND e.principal <=> a.principal_fen AND e.bonus <=> a.bonus_fen
                       AND e.held <=> a.held_fen AND e.points <=> a.points AND e.cash <=> a.cash_fen)
            LIMIT #{most}
            """)
    List<Long> sumsUnlikeEntries(long merchantId, long upTo, int most);

    /** The same of each store. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT e.last_id
            FROM (
              SELECT t.store_id, t.biz_type AS flow, MAX(t.id) AS last_id,
                     COUNT(DISTINCT t.id) AS times, SUM(IF(l.account = 'PRINCIPAL', l.amount, 0)) AS principal,
                     SUM(IF(l.account = 'BONUS', l.amount, 0)) AS bonus, SUM(IF(l.account = 'HOLD', l.amount, 0)) AS held,
                     SUM(IF(l.account = 'POINTS', l.amount, 0)) AS points,
                     SUM(IF(l.account IN ('CASH_DESK', 'CASH_WECHAT'), -l.amount, 0)) AS cash
              FROM txn t LEFT JOIN entry l ON l.merchant_id = t.merchant_id AND l.txn_id = t.id
              WHERE t.merchant_id = #{merchantId} AND t.id <= #{upTo} AND t.store_id IS NOT NULL
              GROUP BY t.store_id, t.biz_type) e
              LEFT JOIN daily_sum a
                ON a.merchant_id = #{merchantId} AND a.store_id = e.store_id AND a.day = '1970-01-02' AND a.flow = e.flow
            WHERE NOT (e.times <=> a.times AND e.principal <=> a.principal_fen AND e.bonus <=> a.bonus_fen
                       AND e.held <=> a.held_fen AND e.points <=> a.points AND e.cash <=> a.cash_fen)
            LIMIT #{most}
            """)
    List<Long> storesUnlikeEntries(long merchantId, long upTo, int most);

    /** As many people as holders have a txn of a flow. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT t.last_id
            FROM (
              SELECT biz_type AS flow, MAX(id) AS last_id,
                     COUNT(DISTINCT holder_id) AS people
              FROM txn
              WHERE merchant_id = #{merchantId} AND id <= #{upTo}
              GROUP BY biz_type) t
              LEFT JOIN patron_count c
                ON c.merchant_id = #{merchantId} AND c.store_id = 0 AND c.day = '1970-01-02' AND c.flow = t.flow
            WHERE NOT (t.people <=> c.people)
            LIMIT #{most}
            """)
    List<Long> peopleUnlikeHolders(long merchantId, long upTo, int most);

    /** What was cleared comes to what orders were paid with less what was given back; names the newest pair if not. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT s.last_id
            FROM (
              SELECT MAX(id) AS last_id, COALESCE(SUM(principal_fen), 0) AS principal, COALESCE(SUM(bonus_fen), 0) AS bonus
              FROM clearing_sum
              WHERE merchant_id = #{merchantId}) s
              JOIN (
              SELECT COALESCE(SUM(principal_fen), 0) AS principal, COALESCE(SUM(bonus_fen), 0) AS bonus
              FROM spend_part
              WHERE merchant_id = #{merchantId} AND spend_id <= #{upTo}) p
              JOIN (
              SELECT COALESCE(SUM(principal_fen), 0) AS principal, COALESCE(SUM(bonus_fen), 0) AS bonus
              FROM refund
              WHERE merchant_id = #{merchantId} AND id <= #{upTo}) r
            WHERE s.principal <> p.principal - r.principal OR s.bonus <> p.bonus - r.bonus
            """)
    List<Long> clearingUnlikeOrders(long merchantId, long upTo);
}
