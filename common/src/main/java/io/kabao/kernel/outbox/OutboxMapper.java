package io.kabao.kernel.outbox;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface OutboxMapper {

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            <script>
            INSERT INTO outbox
              (id, merchant_id, topic, payload, status, attempts, attempts_max, next_attempt_at, created_at)
            VALUES
            <foreach collection="rows" item="row" separator=",">
              (#{row.id}, #{row.merchantId}, #{row.topic}, #{row.payload}, 'WAITING', #{row.attempts},
               #{row.attemptsMax}, #{row.nextAttemptAt}, #{row.createdAt})
            </foreach>
            </script>
            """)
    void insert(@Param("rows") List<OutboxRow> rows);

    /** Runs over all merchants. The index is named because any other plan would lock rows that are not taken. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, topic, payload, attempts, attempts_max, next_attempt_at, created_at
            FROM outbox FORCE INDEX (due)
            WHERE status = 'WAITING' AND topic = #{topic} AND next_attempt_at <= #{now}
            ORDER BY next_attempt_at, id
            LIMIT #{most}
            FOR UPDATE SKIP LOCKED
            """)
    List<OutboxRow> lockDue(String topic, Instant now, int most);

    /** Runs over all merchants: the rows were locked by {@link #lockDue} in this transaction. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            <script>
            UPDATE outbox
            SET attempts = attempts + 1, next_attempt_at = #{leasedUntil}
            WHERE id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    int lease(@Param("ids") List<Long> ids, @Param("leasedUntil") Instant leasedUntil);

    /** The other side has it: what it said is forgotten, that it was sent is not. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE outbox
            SET status = 'SENT', payload = '', finished_at = #{now}, last_error = NULL
            WHERE merchant_id = #{row.merchantId} AND id = #{row.id}
              AND attempts = #{row.attempt} AND status = 'WAITING'
            """)
    int sent(@Param("row") OutboxRow row, @Param("now") Instant now);

    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE outbox
            SET next_attempt_at = #{nextAttemptAt}, last_error = #{error}
            WHERE merchant_id = #{row.merchantId} AND id = #{row.id}
              AND attempts = #{row.attempt} AND attempts_max = #{row.attemptsMax} AND status = 'WAITING'
            """)
    int putOff(
            @Param("row") OutboxRow row, @Param("nextAttemptAt") Instant nextAttemptAt, @Param("error") String error);

    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE outbox
            SET status = 'GIVEN_UP', finished_at = #{now}, last_error = #{error}
            WHERE merchant_id = #{row.merchantId} AND id = #{row.id}
              AND attempts = #{row.attempt} AND attempts_max = #{row.attemptsMax} AND status = 'WAITING'
            """)
    int giveUp(@Param("row") OutboxRow row, @Param("now") Instant now, @Param("error") String error);

    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE outbox
            SET status = 'WAITING', next_attempt_at = #{now}, finished_at = NULL, attempts_max = attempts + #{more}
            WHERE merchant_id = #{merchantId} AND id = #{id} AND status IN ('WAITING', 'GIVEN_UP')
            """)
    int retry(long merchantId, long id, Instant now, int more);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, topic, status, attempts, next_attempt_at, created_at, finished_at, last_error
            FROM outbox
            WHERE merchant_id = #{merchantId} AND id = #{id}
            """)
    Optional<OutboxEntry> find(long merchantId, long id);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, merchant_id, topic, status, attempts, next_attempt_at, created_at, finished_at, last_error
            FROM outbox
            WHERE merchant_id = #{merchantId} AND id &lt; #{before}
            <if test="status != null">AND status = #{status}</if>
            ORDER BY id DESC
            LIMIT #{rows}
            </script>
            """)
    List<OutboxEntry> list(
            @Param("merchantId") long merchantId,
            @Param("status") @Nullable OutboxStatus status,
            @Param("before") long before,
            @Param("rows") int rows);

    /** Runs over all merchants. */
    @InterceptorIgnore(tenantLine = "true")
    @Delete(
            "DELETE FROM outbox WHERE status = #{status} AND finished_at <= #{until} ORDER BY finished_at LIMIT #{most}")
    int sweep(OutboxStatus status, Instant until, int most);
}
