package io.kabao.message;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface CounterMapper {

    /** Those that exist, locked until the transaction ends, always in the same order. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, subject, started_at, counted
            FROM sms_counter
            WHERE merchant_id = #{merchantId} AND subject IN (#{one}, #{other})
            ORDER BY subject
            FOR UPDATE
            """)
    List<Counter> lock(long merchantId, byte[] one, byte[] other);

    /** Errors: DuplicateKeyException when somebody else was first. */
    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            INSERT INTO sms_counter (id, merchant_id, subject, started_at, counted)
            VALUES (#{id}, #{merchantId}, #{subject}, #{startedAt}, #{counted})
            """)
    void insert(Counter counter);

    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE sms_counter
            SET started_at = #{startedAt}, counted = #{counted}
            WHERE merchant_id = #{merchantId} AND id = #{id}
            """)
    int set(Counter counter);

    /** Takes one off, unless other hours have begun. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE sms_counter
            SET counted = counted - 1
            WHERE merchant_id = #{merchantId} AND subject = #{subject} AND started_at <= #{countedAt} AND counted > 0
            """)
    int takeBack(long merchantId, byte[] subject, Instant countedAt);

    @InterceptorIgnore(tenantLine = "true")
    @Delete("""
            <script>
            DELETE FROM sms_counter
            WHERE merchant_id = #{merchantId}
              AND subject IN <foreach collection="subjects" item="s" open="(" separator="," close=")">#{s}</foreach>
            </script>
            """)
    int delete(long merchantId, List<byte[]> subjects);

    /** Runs over all merchants. */
    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM sms_counter WHERE started_at <= #{before} ORDER BY started_at LIMIT #{most}")
    int sweep(Instant before, int most);
}
