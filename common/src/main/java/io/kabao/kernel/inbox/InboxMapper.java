package io.kabao.kernel.inbox;

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
interface InboxMapper {

    /**
     * Inserts those that are not there yet and says how many. IGNORE and not ON DUPLICATE KEY UPDATE: the latter locks
     * the row already there, and so would wait for as long as that is being processed.
     */
    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            <script>
            INSERT IGNORE INTO inbox
              (id, merchant_id, source, dedup_key, payload, status, attempts, attempts_max, next_attempt_at, received_at)
            VALUES
            <foreach collection="rows" item="row" separator=",">
              (#{row.id}, #{row.merchantId}, #{row.source}, #{row.dedupKey}, #{row.payload}, 'WAITING',
               #{row.attempts}, #{row.attemptsMax}, #{row.nextAttemptAt}, #{row.receivedAt})
            </foreach>
            </script>
            """)
    int insertNew(@Param("rows") List<InboxRow> rows);

    /** Runs over all merchants. Locks only to skip what others process; run on its own, it keeps no lock. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, next_attempt_at
            FROM inbox FORCE INDEX (due)
            WHERE status = 'WAITING' AND source = #{source} AND next_attempt_at <= #{now}
            ORDER BY next_attempt_at, id
            LIMIT #{most}
            FOR UPDATE SKIP LOCKED
            """)
    List<DuePush> findDue(String source, Instant now, int most);

    /**
     * Locks pushes for their processing, oldest first; without those that another has, or had. By the primary key: an index
     * of the merchant would lock others on the way, and in a ring with those who take the same pushes in once more.
     */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, merchant_id, source, dedup_key, payload, attempts, attempts_max, next_attempt_at, received_at
            FROM inbox FORCE INDEX (PRIMARY)
            WHERE merchant_id = #{merchantId} AND status = 'WAITING' AND next_attempt_at &lt;= #{now}
              AND id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY next_attempt_at, id
            FOR UPDATE SKIP LOCKED
            </script>
            """)
    List<InboxRow> lockDue(long merchantId, List<Long> ids, Instant now);

    /** They have had their effect: what they said is forgotten, that they came is not. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            <script>
            UPDATE inbox FORCE INDEX (PRIMARY)
            SET status = 'DONE', payload = '', attempts = attempts + 1, finished_at = #{now}, last_error = NULL
            WHERE merchant_id = #{merchantId}
              AND id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    int done(long merchantId, List<Long> ids, Instant now);

    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE inbox
            SET attempts = attempts + 1, next_attempt_at = #{nextAttemptAt}, last_error = #{error}
            WHERE merchant_id = #{row.merchantId} AND id = #{row.id}
              AND attempts = #{row.attempts} AND status = 'WAITING'
            """)
    int putOff(@Param("row") InboxRow row, @Param("nextAttemptAt") Instant nextAttemptAt, @Param("error") String error);

    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE inbox
            SET status = 'GIVEN_UP', attempts = attempts + 1, finished_at = #{now}, last_error = #{error}
            WHERE merchant_id = #{row.merchantId} AND id = #{row.id}
              AND attempts = #{row.attempts} AND status = 'WAITING'
            """)
    int giveUp(@Param("row") InboxRow row, @Param("now") Instant now, @Param("error") String error);

    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE inbox
            SET status = 'WAITING', next_attempt_at = #{now}, finished_at = NULL, attempts_max = attempts + #{more}
            WHERE merchant_id = #{merchantId} AND id = #{id} AND status = 'GIVEN_UP'
            """)
    int replay(long merchantId, long id, Instant now, int more);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, source, status, attempts, next_attempt_at, received_at, finished_at, last_error
            FROM inbox
            WHERE merchant_id = #{merchantId} AND id = #{id}
            """)
    Optional<InboxEntry> find(long merchantId, long id);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, merchant_id, source, status, attempts, next_attempt_at, received_at, finished_at, last_error
            FROM inbox
            WHERE merchant_id = #{merchantId} AND id &lt; #{before}
            <if test="status != null">AND status = #{status}</if>
            ORDER BY id DESC
            LIMIT #{rows}
            </script>
            """)
    List<InboxEntry> list(
            @Param("merchantId") long merchantId,
            @Param("status") @Nullable InboxStatus status,
            @Param("before") long before,
            @Param("rows") int rows);

    /** Runs over all merchants. */
    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM inbox WHERE status = #{status} AND finished_at <= #{until} ORDER BY finished_at LIMIT #{most}")
    int sweep(InboxStatus status, Instant until, int most);
}
