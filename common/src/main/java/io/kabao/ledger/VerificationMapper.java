package io.kabao.ledger;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of the books are checked by: each statement reads a bounded part, so that none runs longer the more
 * there is.
 */
@Mapper
interface VerificationMapper {

    /**
     * A holder as it stood at one instant, with one of its lots; a holder of several comes several times.
     *
     * @param lotId null for a holder without lots
     */
    record Stood(
            long holderId,
            long principalFen,
            long bonusFen,
            long heldFen,
            long commissionFen,
            long debtFen,
            long points,
            long pointsDebt,
            long lastEntryNo,
            byte @Nullable [] lastEntryHmac,
            @Nullable Long lotId,
            @Nullable Long principalLeft,
            @Nullable Long bonusLeft,
            @Nullable Long pointsLeft) {}

    /** The next holders behind one, each with its lots. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
        SELECT h.id AS holder_id, h.principal_fen, h.bonus_fen, h.held_fen, h.commission_fen, h.debt_fen, h.points,
               h.points_debt, h.last_entry_no, h.last_entry_hmac, l.id AS lot_id, l.principal_left, l.bonus_left,
               l.points_left
        FROM (
          SELECT id, principal_fen, bonus_fen, held_fen, commission_fen, debt_fen, points, points_debt,
                 last_entry_no, last_entry_hmac
          FROM holder
          WHERE merchant_id = #{merchantId} AND id > #{after}
          ORDER BY id
          LIMIT #{most}) h
          LEFT JOIN lot l ON l.merchant_id = #{merchantId} AND l.holder_id = h.id
        ORDER BY h.id, l.id
        """)
    List<Stood> holders(long merchantId, long after, int most);

    /** The number that a holder says is its last entry's. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT last_entry_no FROM holder WHERE merchant_id = #{merchantId} AND id = #{id}")
    Optional<Long> lastEntryNo(long merchantId, long id);

    /**
     * An entry of a holder.
     *
     * @param hmac its link
     */
    record Chained(
            long id,
            long holderId,
            long entryNo,
            long txnId,
            Account account,
            @Nullable Long lotId,
            long amount,
            long balanceAfter,
            byte[] hmac) {}

    /**
     * Where entries are read from: behind one of them.
     *
     * @param upTo the last holder whose entries are read
     */
    record From(long merchantId, long holderId, long entryNo, long upTo) {}

    /** The next entries, in the order of holders and numbers. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
        SELECT id, holder_id, entry_no, txn_id, account, lot_id, amount, balance_after, hmac
        FROM entry
        WHERE merchant_id = #{from.merchantId}
          AND (holder_id > #{from.holderId} OR (holder_id = #{from.holderId} AND entry_no > #{from.entryNo}))
          AND holder_id <= #{from.upTo}
        ORDER BY holder_id, entry_no
        LIMIT #{most}
        """)
    List<Chained> entries(From from, int most);

    /** The next txns behind one. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
        SELECT id
        FROM txn
        WHERE merchant_id = #{merchantId} AND id > #{after}
        ORDER BY id
        LIMIT #{most}
        """)
    List<Long> txns(long merchantId, long after, int most);

    /** A txn has two legs or more, and what it moves of one unit comes to nothing. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
        SELECT txn_id
        FROM entry
        WHERE merchant_id = #{txns.merchantId} AND txn_id > #{txns.after} AND txn_id <= #{txns.upTo}
        GROUP BY txn_id
        HAVING SUM(IF(account IN ('POINTS', 'POINTS_DEBT', 'POINTS_ISSUED'), 0, amount)) <> 0
            OR SUM(IF(account IN ('POINTS', 'POINTS_DEBT', 'POINTS_ISSUED'), amount, 0)) <> 0
            OR COUNT(*) < 2
        LIMIT #{most}
        """)
    List<Long> unbalanced(Stretch txns, int most);

    /** A txn has entries. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
        SELECT t.id
        FROM txn t LEFT JOIN entry e ON e.merchant_id = t.merchant_id AND e.txn_id = t.id
        WHERE t.merchant_id = #{txns.merchantId} AND t.id > #{txns.after} AND t.id <= #{txns.upTo} AND e.id IS NULL
        LIMIT #{most}
        """)
    List<Long> emptyTxns(Stretch txns, int most);

    /** An entry belongs to a txn of its own merchant. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
        SELECT e.txn_id
        FROM entry e LEFT JOIN txn t ON t.id = e.txn_id AND t.merchant_id = e.merchant_id
        WHERE e.merchant_id = #{txns.merchantId} AND e.txn_id > #{txns.after} AND e.txn_id <= #{txns.upTo}
          AND t.id IS NULL
        LIMIT #{most}
        """)
    List<Long> strayEntries(Stretch txns, int most);

    /** What a txn says was left of an account is what its last entry of that account says. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT DISTINCT t.id
            FROM (
              SELECT txn_id, account, entry_no, balance_after,
                     MAX(entry_no) OVER (PARTITION BY txn_id, account) AS last_no
              FROM entry
              WHERE merchant_id = #{txns.merchantId} AND txn_id > #{txns.after} AND txn_id <= #{txns.upTo}
                AND account IN ('PRINCIPAL', 'BONUS', 'POINTS')) e
              JOIN txn t ON t.id = e.txn_id
            WHERE t.merchant_id = #{txns.merchantId} AND e.entry_no = e.last_no
              AND e.balance_after <> CASE e.account
                WHEN 'PRINCIPAL' THEN t.principal_after_fen WHEN 'BONUS' THEN t.bonus_after_fen ELSE t.points_after END
            LIMIT #{most}
            """)
    List<Long> txnsUnlikeEntries(Stretch txns, int most);
}
