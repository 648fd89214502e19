package io.kabao.report;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** Reads txns by their key, newest first: first the ids, each list by an index of its own, then what belongs to them. */
@Mapper
interface TxnMapper {

    // Without line ends: parts that are left out would leave empty lines, which the parser takes for the end.
    String WANTED = " AND t.id &lt; #{w.before} AND t.id &gt;= #{w.from}"
            + "<if test='w.type != null'> AND t.biz_type = #{w.type}</if>"
            + "<if test='w.storeId != null'> AND t.store_id = #{w.storeId}</if>"
            + "<if test='w.staffId != null'> AND t.staff_id = #{w.staffId}</if>"
            + "<if test='w.holders != null'> AND t.holder_id IN"
            + " <foreach collection='w.holders' item='h' open='(' separator=',' close=')'>#{h}</foreach></if>"
            + "<if test='w.means != null'> AND EXISTS (SELECT 1 FROM till_move k WHERE k.merchant_id = t.merchant_id"
            + " AND k.txn_id = t.id AND k.means = #{w.means})</if>"
            + "<if test='w.ruleId != null'> AND EXISTS (SELECT 1 FROM topup v WHERE v.merchant_id = t.merchant_id"
            + " AND v.id = t.id AND v.rule_id = #{w.ruleId})</if>";

    String VISIBLE = "<if test='!w.everything'> AND (t.staff_id = #{w.self} OR t.store_id IN"
            + " <foreach collection='w.stores' item='s' open='(' separator=',' close=')'>#{s}</foreach>)</if>";

    String IN_BOOKS =
            " AND t.books IN <foreach collection='books' item='b' open='(' separator=',' close=')'>#{b}</foreach>";

    String NEWEST = " ORDER BY t.id DESC LIMIT #{w.rows}";

    String NEWEST_OF_ALL = " ORDER BY id DESC LIMIT #{w.rows} </script>";

    /** Of the whole merchant, or of one store or one person. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("<script> SELECT t.id FROM txn t WHERE t.merchant_id = #{w.merchantId}" + WANTED + NEWEST + "</script>")
    List<Long> newest(@Param("w") TxnWanted wanted);

    /** Of all stores within reach, each store's index read from its newest on, and of one's own. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("<script> (SELECT t.id FROM txn t WHERE t.merchant_id = #{w.merchantId} AND t.staff_id = #{w.self}" + WANTED
            + NEWEST + ") <foreach collection=\"w.stores\" item=\"store\"> UNION"
            + " (SELECT t.id FROM txn t WHERE t.merchant_id = #{w.merchantId} AND t.store_id = #{store}" + WANTED
            + NEWEST
            + ") </foreach>" + NEWEST_OF_ALL)
    List<Long> newestWithin(@Param("w") TxnWanted wanted);

    /** Of holders; {@code books} says what they moved. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("<script> <foreach collection=\"holders\" item=\"holder\" separator=\" UNION \">"
            + "<foreach collection=\"books\" item=\"book\" separator=\" UNION \">"
            + "(SELECT t.id FROM txn t WHERE t.merchant_id = #{w.merchantId} AND t.holder_id = #{holder}"
            + " AND t.books = #{book}" + WANTED + VISIBLE + NEWEST + ") </foreach> </foreach>" + NEWEST_OF_ALL)
    List<Long> newestOfHolders(
            @Param("w") TxnWanted wanted,
            @Param("holders") Collection<Long> holders,
            @Param("books") Collection<String> books);

    /** By one card, and what settled or gave back what it did, or gave back what was settled. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("<script> (SELECT t.id FROM txn t WHERE t.merchant_id = #{w.merchantId} AND t.card_id = #{card}" + WANTED
            + IN_BOOKS + NEWEST + ") UNION (SELECT t.id FROM txn o"
            + " JOIN txn t ON t.merchant_id = o.merchant_id AND t.reverses_id = o.id"
            + " WHERE o.merchant_id = #{w.merchantId} AND o.card_id = #{card}" + WANTED + IN_BOOKS + NEWEST
            + ") UNION (SELECT t.id FROM txn o"
            + " JOIN txn s ON s.merchant_id = o.merchant_id AND s.reverses_id = o.id"
            + " JOIN txn t ON t.merchant_id = s.merchant_id AND t.reverses_id = s.id"
            + " WHERE o.merchant_id = #{w.merchantId} AND o.card_id = #{card}" + WANTED + IN_BOOKS + NEWEST + ") "
            + NEWEST_OF_ALL)
    List<Long> newestOfCard(
            @Param("w") TxnWanted wanted, @Param("card") long card, @Param("books") Collection<String> books);

    /** With money that moved by these means; a txn with several such moves is read by its first. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("<script> SELECT t.id FROM till_move m JOIN txn t ON t.merchant_id = m.merchant_id AND t.id = m.txn_id"
            + " WHERE m.merchant_id = #{w.merchantId} AND m.means = #{means}"
            + " AND m.txn_id &lt; #{w.before} AND m.txn_id &gt;= #{w.from}" + WANTED + VISIBLE
            + " AND NOT EXISTS (SELECT 1 FROM till_move n WHERE n.merchant_id = m.merchant_id AND n.means = m.means"
            + " AND n.txn_id = m.txn_id AND n.id &lt; m.id)"
            + " ORDER BY m.txn_id DESC LIMIT #{w.rows} </script>")
    List<Long> newestByMeans(@Param("w") TxnWanted wanted, @Param("means") String means);

    /** Top-ups by a rule. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("<script> SELECT t.id FROM topup u JOIN txn t ON t.merchant_id = u.merchant_id AND t.id = u.id"
            + " WHERE u.merchant_id = #{w.merchantId} AND u.rule_id = #{ruleId}"
            + " AND u.id &lt; #{w.before} AND u.id &gt;= #{w.from}" + WANTED + VISIBLE
            + " ORDER BY u.id DESC LIMIT #{w.rows} </script>")
    List<Long> newestByRule(@Param("w") TxnWanted wanted, @Param("ruleId") long ruleId);

    /** With a number of a business, and refunds of the order that has it. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("<script> (SELECT t.id FROM txn t WHERE t.merchant_id = #{w.merchantId} AND t.biz_no = #{number}" + WANTED
            + VISIBLE + NEWEST + ") UNION (SELECT t.id FROM txn o JOIN refund r ON r.merchant_id = o.merchant_id"
            + " AND r.spend_id = o.id JOIN txn t ON t.merchant_id = r.merchant_id AND t.id = r.id"
            + " WHERE o.merchant_id = #{w.merchantId} AND o.biz_no = #{number}" + WANTED + VISIBLE + NEWEST + ") "
            + NEWEST_OF_ALL)
    List<Long> ofNumber(@Param("w") TxnWanted wanted, @Param("number") String number);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT t.id, t.holder_id, t.card_id, c.number AS card_number, c.member_id, t.biz_type, t.biz_no,
                   COALESCE(s.order_no, o.order_no) AS order_no, t.reverses_id, r.biz_type AS reverses_type, t.realm,
                   t.actor_id, t.approver_id, t.store_id, p.name AS store_name, t.staff_id, f.name AS staff_name, t.reason,
                   t.principal_after_fen, t.bonus_after_fen, t.points_after, t.created_at
            FROM txn t
              LEFT JOIN txn r ON r.merchant_id = t.merchant_id AND r.id = t.reverses_id
              LEFT JOIN member_card c ON c.merchant_id = t.merchant_id AND c.id = COALESCE(t.card_id, r.card_id)
              LEFT JOIN store p ON p.merchant_id = t.merchant_id AND p.id = t.store_id
              LEFT JOIN staff f ON f.merchant_id = t.merchant_id AND f.id = t.staff_id
              LEFT JOIN spend s ON s.merchant_id = t.merchant_id AND s.id = t.id
              LEFT JOIN spend o ON o.merchant_id = t.merchant_id AND o.id = t.reverses_id
            WHERE t.merchant_id = #{merchantId}
              AND t.id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY t.id DESC
            </script>
            """)
    List<TxnRow> rows(@Param("merchantId") long merchantId, @Param("ids") Collection<Long> ids);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT e.txn_id, e.account, e.lot_id, e.amount, l.txn_id AS lot_txn_id, l.created_at AS lot_created_at
            FROM entry e LEFT JOIN lot l ON l.merchant_id = e.merchant_id AND l.id = e.lot_id
            WHERE e.merchant_id = #{merchantId}
              AND e.txn_id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY e.id
            </script>
            """)
    List<TxnRow.Leg> legs(@Param("merchantId") long merchantId, @Param("ids") Collection<Long> ids);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT txn_id, means, amount_fen
            FROM till_move
            WHERE merchant_id = #{merchantId}
              AND txn_id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY id
            </script>
            """)
    List<TxnRow.Move> moves(@Param("merchantId") long merchantId, @Param("ids") Collection<Long> ids);
}
