package io.kabao.reminder;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface ReminderMapper {

    /** A reminder: to whom, and of what kind. */
    record Key(long merchantId, long memberId, ReminderKind kind) {}

    /** Which of these members were told after a time. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT member_id
            FROM reminder
            WHERE merchant_id = #{merchantId} AND kind = #{kind} AND told_at &gt; #{since}
              AND member_id IN <foreach collection="members" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    List<Long> told(
            @Param("merchantId") long merchantId,
            @Param("kind") ReminderKind kind,
            @Param("members") Collection<Long> members,
            @Param("since") Instant since);

    /** How many of a merchant's members were told since a time, of whatever it was. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT COUNT(*) FROM reminder WHERE merchant_id = #{merchantId} AND told_at >= #{since}")
    int toldSince(@Param("merchantId") long merchantId, @Param("since") Instant since);

    /** Keeps that a member is told again; 0 rows where they never were, or were after a time. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE reminder
            SET told_at = #{now}
            WHERE merchant_id = #{key.merchantId} AND member_id = #{key.memberId} AND kind = #{key.kind}
              AND told_at <= #{since}
            """)
    int again(@Param("key") Key key, @Param("now") Instant now, @Param("since") Instant since);

    /** Forgets that a member was told by a time: what was to tell them was never sent. */
    @InterceptorIgnore(tenantLine = "true")
    @Delete("""
            DELETE FROM reminder
            WHERE merchant_id = #{key.merchantId} AND member_id = #{key.memberId} AND kind = #{key.kind} AND told_at <= #{by}
            """)
    int untell(@Param("key") Key key, @Param("by") Instant by);

    /** Keeps that a member is told for the first time; fails where they were before. */
    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            INSERT INTO reminder (id, merchant_id, member_id, kind, told_at)
            VALUES (#{id}, #{key.merchantId}, #{key.memberId}, #{key.kind}, #{now})
            """)
    int first(@Param("id") long id, @Param("key") Key key, @Param("now") Instant now);
}
