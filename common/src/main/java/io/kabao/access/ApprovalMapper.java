package io.kabao.access;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import io.kabao.kernel.tenancy.Reach;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface ApprovalMapper {

    /** All columns of a row. */
    String COLUMNS = """
            id, merchant_id, kind, thing, thing_id, organization_id, store_id, summary, payload, reason, status, asked_by,
            asked_from, asked_at, expires_at, decided_by, decided_at, remark
            """;

    @InterceptorIgnore(tenantLine = "true")
    @Insert("INSERT INTO approval (" + COLUMNS + """
            )
            VALUES (#{id}, #{merchantId}, #{kind}, #{thing}, #{thingId}, #{organizationId}, #{storeId}, #{summary}, #{payload},
                    #{reason}, #{status}, #{askedBy}, #{askedFrom}, #{askedAt}, #{expiresAt}, #{decidedBy}, #{decidedAt},
                    #{remark})
            """)
    int insert(Approval approval);

    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT " + COLUMNS + " FROM approval WHERE merchant_id = #{merchantId} AND id = #{id}")
    Optional<Approval> find(long merchantId, long id);

    /** Held until the transaction ends. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT " + COLUMNS + " FROM approval WHERE merchant_id = #{merchantId} AND id = #{id} FOR UPDATE")
    Optional<Approval> lock(long merchantId, long id);

    @InterceptorIgnore(tenantLine = "true")
    @Select("<script>SELECT " + COLUMNS + """
             FROM approval
            WHERE merchant_id = #{reach.merchantId} AND id &lt; #{before}
            <if test="wanted.stored != null">AND status = #{wanted.stored}</if>
            <if test="wanted.open">AND expires_at &gt; #{wanted.now}</if>
            <if test="wanted.expired">AND expires_at &lt;= #{wanted.now}</if>
            <if test="!reach.everything">AND (1 = 0</if>
              <if test="!reach.everything and !reach.storeIds.isEmpty()">
                OR store_id IN <foreach collection="reach.storeIds" item="s" open="(" separator="," close=")">#{s}</foreach>
              </if>
              <if test="!reach.everything and !reach.organizationIds.isEmpty()">
                OR organization_id IN
                <foreach collection="reach.organizationIds" item="o" open="(" separator="," close=")">#{o}</foreach>
              </if>
            <if test="!reach.everything">)</if>
            ORDER BY id DESC
            LIMIT #{rows}
            </script>
            """)
    List<Approval> list(
            @Param("reach") Reach reach,
            @Param("wanted") Wanted wanted,
            @Param("before") long before,
            @Param("rows") int rows);

    /**
     * Which of them are looked for; what is expired is stored as waiting.
     *
     * @param stored null: all
     * @param open only those whose time is not over
     * @param expired only those whose time is over
     */
    record Wanted(Approval.@Nullable Status stored, boolean open, boolean expired, Instant now) {

        static Wanted at(Instant now, Approval.@Nullable Status status) {
            var expired = status == Approval.Status.EXPIRED;
            return new Wanted(
                    expired ? Approval.Status.WAITING : status, status == Approval.Status.WAITING, expired, now);
        }
    }

    /** Decides it, once; 0 rows when it was decided before or its time is over. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE approval
            SET status = #{decision.status}, payload = NULL, decided_by = #{decision.by}, decided_at = #{decision.now},
                remark = #{decision.remark}
            WHERE merchant_id = #{approval.merchantId} AND id = #{approval.id} AND status = 'WAITING'
              AND expires_at > #{decision.now}
            """)
    int decide(@Param("approval") Approval approval, @Param("decision") Decision decision);

    /** Those of a kind that still have a payload, in the order of their ids. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT " + COLUMNS + """
             FROM approval
            WHERE merchant_id = #{merchantId} AND status = 'WAITING' AND id > #{after} AND kind = #{kind}
              AND payload IS NOT NULL
            ORDER BY id
            LIMIT #{rows}
            """)
    List<Approval> waiting(long merchantId, ApprovableAction.Kind kind, long after, int rows);

    /** Ends one that nobody has decided, with all that it says. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE approval
            SET payload = NULL, summary = '{}', reason = NULL, expires_at = LEAST(expires_at, #{now})
            WHERE merchant_id = #{merchantId} AND id = #{id} AND status = 'WAITING'
            """)
    int end(long merchantId, long id, Instant now);

    /** Empties the payloads of those whose time was over undecided, of all merchants. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE approval SET payload = NULL
            WHERE status = 'WAITING' AND expires_at <= #{now} AND payload IS NOT NULL
            LIMIT #{most}
            """)
    int forgetExpired(Instant now, int most);

    /** What somebody decided. */
    record Decision(
            Approval.Status status,
            long by,
            Instant now,
            @Nullable String remark) {}
}
