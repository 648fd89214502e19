package io.kabao.member;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Who stands above whom. */
@Mapper
interface AncestryMapper {

    /** Those above a member from now on. */
    record Above(
            long id,
            long merchantId,
            @Nullable Long referrerId,
            @Nullable Long secondReferrerId,
            @Nullable Long thirdReferrerId,
            Instant updatedAt,
            @Nullable Long updatedBy) {}

    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE member
            SET referrer_id = #{referrerId}, second_referrer_id = #{secondReferrerId}, third_referrer_id = #{thirdReferrerId},
                version = version + 1, updated_at = #{updatedAt}, updated_by = #{updatedBy}
            WHERE merchant_id = #{merchantId} AND id = #{id}
            """)
    int put(Above above);

    /** 0 rows: it was so already. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE member
            SET rewards_stopped_at = #{stoppedAt}
            WHERE merchant_id = #{merchantId} AND id = #{id} AND (rewards_stopped_at IS NULL) <> (#{stoppedAt} IS NULL)
            """)
    int reward(
            @Param("merchantId") long merchantId,
            @Param("id") long id,
            @Param("stoppedAt") @Nullable Instant stoppedAt);

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            INSERT INTO member_ancestry (id, merchant_id, member_id, step, last_id, created_at)
            VALUES (#{id}, #{merchantId}, #{memberId}, 1, 0, #{now})
            """)
    int begin(
            @Param("id") long id,
            @Param("merchantId") long merchantId,
            @Param("memberId") long memberId,
            @Param("now") Instant now);

    /**
     * Members below one whose referrer changed, to be put right.
     *
     * @param step 1: those whom the member brought; 2: those whom they brought
     * @param lastId up to which they are right
     */
    record Work(long id, long merchantId, long memberId, int step, long lastId) {}

    /** The oldest one. Runs over all merchants. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, member_id, step, last_id
            FROM member_ancestry
            ORDER BY id
            LIMIT 1
            FOR UPDATE SKIP LOCKED
            """)
    Optional<Work> lockFirst();

    /** Somebody below, and who brought them. */
    record Below(long id, long referrerId) {}

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, referrer_id FROM member
            WHERE merchant_id = #{work.merchantId}
              <if test="work.step == 1">AND referrer_id = #{work.memberId}</if>
              <if test="work.step == 2">AND second_referrer_id = #{work.memberId} AND referrer_id IS NOT NULL</if>
              AND id > #{work.lastId}
            ORDER BY id
            LIMIT #{rows}
            </script>
            """)
    List<Below> below(@Param("work") Work work, @Param("rows") int rows);

    /** Locks members, the older first, as everybody does who needs more than one. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id FROM member
            WHERE merchant_id = #{merchantId}
              AND id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY id
            FOR UPDATE
            </script>
            """)
    List<Long> lock(@Param("merchantId") long merchantId, @Param("ids") Collection<Long> ids);

    /**
     * Takes what stands above each from the row of who brought them. Whoever was brought by somebody else in the meantime is not
     * among the locked referrers: the change has put them right itself.
     */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            <script>
            UPDATE member m JOIN member f ON f.id = m.referrer_id AND f.merchant_id = m.merchant_id
            SET m.second_referrer_id = f.referrer_id, m.third_referrer_id = f.second_referrer_id
            WHERE m.merchant_id = #{merchantId}
              AND m.id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
              AND f.id IN <foreach collection="referrers" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    int follow(
            @Param("merchantId") long merchantId,
            @Param("ids") Collection<Long> ids,
            @Param("referrers") Collection<Long> referrers);

    @InterceptorIgnore(tenantLine = "true")
    @Update(
            "UPDATE member_ancestry SET step = #{step}, last_id = #{lastId} WHERE id = #{id} AND merchant_id = #{merchantId}")
    int goOn(Work work);

    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM member_ancestry WHERE id = #{id} AND merchant_id = #{merchantId}")
    int end(@Param("id") long id, @Param("merchantId") long merchantId);
}
