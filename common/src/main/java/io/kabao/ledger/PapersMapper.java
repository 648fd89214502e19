package io.kabao.ledger;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

/** Whether the papers beside the books, as orders and holds, say what the books say; each finds nothing where they do. */
@Mapper
interface PapersMapper {

    /** What is held of a holder is what its holds that have not ended come to. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT h.id
            FROM holder h LEFT JOIN (
              SELECT holder_id, SUM(principal_fen + bonus_fen) AS held
              FROM hold
              WHERE merchant_id = #{holders.merchantId} AND status = 'HELD'
                AND holder_id > #{holders.after} AND holder_id <= #{holders.upTo}
              GROUP BY holder_id) o ON o.holder_id = h.id
            WHERE h.merchant_id = #{holders.merchantId} AND h.id > #{holders.after} AND h.id <= #{holders.upTo}
              AND h.held_fen <> COALESCE(o.held, 0)
            LIMIT #{most}
            """)
    List<Long> holdersUnlikeHolds(Stretch holders, int most);

    /** The points that paid for an order are those that were taken from lots for it. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT s.id
            FROM spend s LEFT JOIN (
              SELECT spend_id, SUM(points) AS points
              FROM spend_points
              WHERE merchant_id = #{txns.merchantId} AND spend_id > #{txns.after} AND spend_id <= #{txns.upTo}
              GROUP BY spend_id) p ON p.spend_id = s.id
            WHERE s.merchant_id = #{txns.merchantId} AND s.id > #{txns.after} AND s.id <= #{txns.upTo}
              AND s.points_used <> COALESCE(p.points, 0)
            LIMIT #{most}
            """)
    List<Long> ordersUnlikePoints(Stretch txns, int most);

    /** Points that pay, are exchanged or are taken away are of lots that have begun by then, and have not ended. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT DISTINCT t.id
            FROM txn t
              JOIN entry e ON e.merchant_id = t.merchant_id AND e.txn_id = t.id
              JOIN lot l ON l.merchant_id = t.merchant_id AND l.id = e.lot_id
            WHERE t.merchant_id = #{txns.merchantId} AND t.id > #{txns.after} AND t.id <= #{txns.upTo}
              AND t.biz_type IN ('SPEND', 'POINTS_EXCHANGE', 'POINTS_ADJUSTMENT')
              AND e.account = 'POINTS' AND e.amount < 0
              AND (l.expires_at <= t.created_at OR l.usable_at > t.created_at)
            LIMIT #{most}
            """)
    List<Long> pointsOutOfTime(Stretch txns, int most);

    /** What an order cost of stored value is what was taken from lots for it. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT s.id
            FROM spend s LEFT JOIN (
              SELECT spend_id, SUM(principal_fen) AS principal, SUM(bonus_fen) AS bonus,
                     SUM(refunded_principal_fen) AS back_principal, SUM(refunded_bonus_fen) AS back_bonus
              FROM spend_part
              WHERE merchant_id = #{txns.merchantId} AND spend_id > #{txns.after} AND spend_id <= #{txns.upTo}
              GROUP BY spend_id) p ON p.spend_id = s.id
            WHERE s.merchant_id = #{txns.merchantId} AND s.id > #{txns.after} AND s.id <= #{txns.upTo}
              AND (s.principal_fen <> COALESCE(p.principal, 0) OR s.bonus_fen <> COALESCE(p.bonus, 0)
                   OR s.refunded_principal_fen <> COALESCE(p.back_principal, 0)
                   OR s.refunded_bonus_fen <> COALESCE(p.back_bonus, 0))
            LIMIT #{most}
            """)
    List<Long> ordersUnlikeParts(Stretch txns, int most);

    /** What was given back of an order is what its refunds come to. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT s.id
            FROM spend s LEFT JOIN (
              SELECT spend_id, SUM(principal_fen) AS principal, SUM(bonus_fen) AS bonus, SUM(other_fen) AS other,
                     SUM(points_fen) AS points_fen, SUM(points_back) AS points_back, SUM(points_taken_back) AS taken_back
              FROM refund
              WHERE merchant_id = #{txns.merchantId} AND spend_id > #{txns.after} AND spend_id <= #{txns.upTo}
              GROUP BY spend_id) r ON r.spend_id = s.id
            WHERE s.merchant_id = #{txns.merchantId} AND s.id > #{txns.after} AND s.id <= #{txns.upTo}
              AND (s.refunded_principal_fen <> COALESCE(r.principal, 0) OR s.refunded_bonus_fen <> COALESCE(r.bonus, 0)
                   OR s.refunded_other_fen <> COALESCE(r.other, 0)
                   OR s.refunded_points_fen <> COALESCE(r.points_fen, 0)
                   OR s.refunded_points <> COALESCE(r.points_back, 0)
                   OR s.points_taken_back <> COALESCE(r.taken_back, 0))
            LIMIT #{most}
            """)
    List<Long> ordersUnlikeRefunds(Stretch txns, int most);

    /** A card that shares a balance has nothing on its own. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT l.id
            FROM card_link l JOIN holder h ON h.id = l.own_holder_id AND h.merchant_id = l.merchant_id
            WHERE l.merchant_id = #{holders.merchantId} AND l.ended_at IS NULL
              AND l.own_holder_id > #{holders.after} AND l.own_holder_id <= #{holders.upTo}
              AND h.principal_fen + h.bonus_fen + h.held_fen + h.points <> 0
            LIMIT #{most}
            """)
    List<Long> linkedCardsWithMoney(Stretch holders, int most);

    /** A gift that is credited was credited by its txn, and such a txn credits a gift. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT g.id
            FROM welcome_gift g LEFT JOIN txn t ON t.id = g.txn_id AND t.merchant_id = g.merchant_id AND t.biz_type = 'GIFT'
            WHERE g.merchant_id = #{txns.merchantId} AND g.txn_id > #{txns.after} AND g.txn_id <= #{txns.upTo}
              AND g.status = 'CREDITED' AND t.id IS NULL
            UNION
            SELECT t.id
            FROM txn t LEFT JOIN welcome_gift g ON g.merchant_id = t.merchant_id AND g.txn_id = t.id
            WHERE t.merchant_id = #{txns.merchantId} AND t.id > #{txns.after} AND t.id <= #{txns.upTo}
              AND t.biz_type = 'GIFT' AND g.id IS NULL
            LIMIT #{most}
            """)
    List<Long> giftsUnlikeTxns(Stretch txns, int most);

    /** So are gifts for levels. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT g.id
            FROM level_gift g
              LEFT JOIN txn t ON t.id = g.txn_id AND t.merchant_id = g.merchant_id AND t.biz_type = 'LEVEL_GIFT'
            WHERE g.merchant_id = #{txns.merchantId} AND g.txn_id > #{txns.after} AND g.txn_id <= #{txns.upTo}
              AND g.status = 'CREDITED' AND t.id IS NULL
            UNION
            SELECT t.id
            FROM txn t LEFT JOIN level_gift g ON g.merchant_id = t.merchant_id AND g.txn_id = t.id
            WHERE t.merchant_id = #{txns.merchantId} AND t.id > #{txns.after} AND t.id <= #{txns.upTo}
              AND t.biz_type = 'LEVEL_GIFT' AND g.id IS NULL
            LIMIT #{most}
            """)
    List<Long> levelGiftsUnlikeTxns(Stretch txns, int most);

    /**
     * A commission is for an order that is there, for the buyer at the first place and for nobody else than others at those above,
     * on no more than what counts of the order, and settled it is no more than its share of what was not given back.
     */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT c.id
            FROM commission c LEFT JOIN spend s ON s.id = c.order_id AND s.merchant_id = c.merchant_id
            WHERE c.merchant_id = #{txns.merchantId} AND c.order_id > #{txns.after} AND c.order_id <= #{txns.upTo}
              AND (s.id IS NULL OR c.buyer_id <> s.member_id OR (c.level = 0) <> (c.beneficiary_id = c.buyer_id)
                   OR c.base > s.commission_base OR (c.settle_at IS NULL AND c.booked > c.base_left * c.bp DIV 10000))
            LIMIT #{most}
            """)
    List<Long> commissionsUnlikeOrders(Stretch txns, int most);

    /** What of a commission is booked is what its txns come to; of points those that ended in between are nobody's. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT c.id
            FROM commission c
            WHERE c.merchant_id = #{txns.merchantId} AND c.order_id > #{txns.after} AND c.order_id <= #{txns.upTo}
              AND c.way = 'AMOUNT' AND c.booked <> (
                SELECT COALESCE(-SUM(e.amount), 0)
                FROM txn t JOIN entry e
                  ON e.merchant_id = t.merchant_id AND e.txn_id = t.id AND e.account = 'COMMISSION_PAYABLE'
                WHERE t.merchant_id = c.merchant_id AND t.biz_type = 'COMMISSION'
                  AND t.biz_no >= CONCAT(c.id, '-') AND t.biz_no < CONCAT(c.id, '.'))
            LIMIT #{most}
            """)
    List<Long> commissionsUnlikeTxns(Stretch txns, int most);

    /** Whoever brought a member is the older one, so that nobody stands above themselves. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT id FROM member WHERE merchant_id = #{merchantId} AND referrer_id >= id LIMIT #{most}")
    List<Long> youngerReferrers(long merchantId, int most);
}
