package io.kabao.ledger;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** The rules of the books as queries; each finds nothing where the books are right. */
@Mapper
interface VerificationMapper {

    /** A txn has two legs or more, and what it moves of one unit comes to nothing. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT txn_id
            FROM entry
            WHERE merchant_id = #{merchantId}
            GROUP BY txn_id
            HAVING SUM(IF(account IN ('POINTS', 'POINTS_DEBT', 'POINTS_ISSUED'), 0, amount)) <> 0
                OR SUM(IF(account IN ('POINTS', 'POINTS_DEBT', 'POINTS_ISSUED'), amount, 0)) <> 0
                OR COUNT(*) < 2
            LIMIT #{most}
            """)
    List<Long> unbalanced(long merchantId, int most);

    /** A holder's balances are the sums of its entries, which are numbered without a gap up to its last. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT h.id
            FROM holder h LEFT JOIN (
              SELECT holder_id, COUNT(*) AS entries, MAX(entry_no) AS last_no,
                     SUM(IF(account = 'PRINCIPAL', amount, 0)) AS principal, SUM(IF(account = 'BONUS', amount, 0)) AS bonus,
                     SUM(IF(account = 'HOLD', amount, 0)) AS held, SUM(IF(account = 'COMMISSION', amount, 0)) AS commission,
                     SUM(IF(account = 'DEBT', amount, 0)) AS debt, SUM(IF(account = 'POINTS', amount, 0)) AS points,
                     SUM(IF(account = 'POINTS_DEBT', amount, 0)) AS points_debt
              FROM entry
              WHERE merchant_id = #{merchantId} AND holder_id IS NOT NULL
              GROUP BY holder_id) e ON e.holder_id = h.id
            WHERE h.merchant_id = #{merchantId}
              AND (h.last_entry_no <> COALESCE(e.entries, 0) OR h.last_entry_no <> COALESCE(e.last_no, 0)
                   OR h.principal_fen <> COALESCE(e.principal, 0) OR h.bonus_fen <> COALESCE(e.bonus, 0)
                   OR h.held_fen <> COALESCE(e.held, 0) OR h.commission_fen <> COALESCE(e.commission, 0)
                   OR h.debt_fen <> -COALESCE(e.debt, 0) OR h.points <> COALESCE(e.points, 0)
                   OR h.points_debt <> -COALESCE(e.points_debt, 0))
            LIMIT #{most}
            """)
    List<Long> holdersUnlikeEntries(long merchantId, int most);

    /** Each entry's balance is the one before plus what it moves. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id
            FROM (
              SELECT id, account, amount, balance_after,
                     COALESCE(LAG(balance_after) OVER (PARTITION BY holder_id, account ORDER BY entry_no), 0) AS before_it
              FROM entry
              WHERE merchant_id = #{merchantId} AND holder_id IS NOT NULL) e
            WHERE balance_after <> before_it + IF(account IN ('DEBT', 'POINTS_DEBT'), -amount, amount)
            LIMIT #{most}
            """)
    List<Long> brokenRuns(long merchantId, int most);

    /** What is left in the lots is what the holder has. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT h.id
            FROM holder h LEFT JOIN (
              SELECT holder_id, SUM(principal_left) AS principal, SUM(bonus_left) AS bonus, SUM(points_left) AS points
              FROM lot
              WHERE merchant_id = #{merchantId}
              GROUP BY holder_id) l ON l.holder_id = h.id
            WHERE h.merchant_id = #{merchantId}
              AND (h.principal_fen <> COALESCE(l.principal, 0) OR h.bonus_fen <> COALESCE(l.bonus, 0)
                   OR h.points <> COALESCE(l.points, 0))
            LIMIT #{most}
            """)
    List<Long> holdersUnlikeLots(long merchantId, int most);

    /** What is left in a lot is what its entries come to. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT l.id
            FROM lot l LEFT JOIN (
              SELECT lot_id, SUM(IF(account = 'PRINCIPAL', amount, 0)) AS principal,
                     SUM(IF(account = 'BONUS', amount, 0)) AS bonus, SUM(IF(account = 'POINTS', amount, 0)) AS points
              FROM entry
              WHERE merchant_id = #{merchantId} AND lot_id IS NOT NULL
              GROUP BY lot_id) e ON e.lot_id = l.id
            WHERE l.merchant_id = #{merchantId}
              AND (l.principal_left <> COALESCE(e.principal, 0) OR l.bonus_left <> COALESCE(e.bonus, 0)
                   OR l.points_left <> COALESCE(e.points, 0))
            LIMIT #{most}
            """)
    List<Long> lotsUnlikeEntries(long merchantId, int most);

    /** An entry belongs to a txn of its own merchant, and a txn has entries. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT t.id
            FROM txn t LEFT JOIN entry e ON e.merchant_id = t.merchant_id AND e.txn_id = t.id
            WHERE t.merchant_id = #{merchantId} AND e.id IS NULL
            LIMIT #{most}
            """)
    List<Long> emptyTxns(long merchantId, int most);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT e.txn_id
            FROM entry e LEFT JOIN txn t ON t.id = e.txn_id AND t.merchant_id = e.merchant_id
            WHERE e.merchant_id = #{merchantId} AND t.id IS NULL
            LIMIT #{most}
            """)
    List<Long> strayEntries(long merchantId, int most);

    /** The balances that a txn says it left are those that the entries up to its last come to. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT t.id
            FROM txn t JOIN (
              SELECT txn_id, entry_no, MAX(entry_no) OVER (PARTITION BY txn_id) AS last_no,
                     SUM(IF(account = 'PRINCIPAL', amount, 0)) OVER (PARTITION BY holder_id ORDER BY entry_no) AS principal,
                     SUM(IF(account = 'BONUS', amount, 0)) OVER (PARTITION BY holder_id ORDER BY entry_no) AS bonus,
                     SUM(IF(account = 'POINTS', amount, 0)) OVER (PARTITION BY holder_id ORDER BY entry_no) AS points
              FROM entry
              WHERE merchant_id = #{merchantId} AND holder_id IS NOT NULL) e ON e.txn_id = t.id AND e.entry_no = e.last_no
            WHERE t.merchant_id = #{merchantId}
              AND (t.principal_after_fen <> e.principal OR t.bonus_after_fen <> e.bonus OR t.points_after <> e.points)
            LIMIT #{most}
            """)
    List<Long> txnsUnlikeEntries(long merchantId, int most);

    /**
     * An entry of a holder for the chain.
     *
     * @param hmac its link
     */
    record Chained(
            long holderId,
            long entryNo,
            long txnId,
            Account account,
            @Nullable Long lotId,
            long amount,
            long balanceAfter,
            byte[] hmac) {}

    /** The next entries behind one, in the order of holders and numbers. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT holder_id, entry_no, txn_id, account, lot_id, amount, balance_after, hmac
            FROM entry
            WHERE merchant_id = #{merchantId}
              AND (holder_id > #{holderId} OR (holder_id = #{holderId} AND entry_no > #{entryNo}))
            ORDER BY holder_id, entry_no
            LIMIT #{rows}
            """)
    List<Chained> chain(long merchantId, long holderId, long entryNo, int rows);

    /** The link that a holder says is its last; of holders that were moved. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT h.id
            FROM holder h JOIN entry e
              ON e.merchant_id = h.merchant_id AND e.holder_id = h.id AND e.entry_no = h.last_entry_no
            WHERE h.merchant_id = #{merchantId} AND NOT (h.last_entry_hmac <=> e.hmac)
            LIMIT #{most}
            """)
    List<Long> lastLinksUnlikeEntries(long merchantId, int most);
}
