package io.kabao.kernel.idempotency;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface IdempotencyMapper {

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, request_hash, status, answer, expires_at
            FROM idempotency
            WHERE merchant_id = #{merchantId} AND actor = #{actorName} AND idem_key = #{keyBytes}
            """)
    Optional<StoredAnswer> find(long merchantId, String actorName, byte[] keyBytes);

    /** Takes the key. A second taker waits here until the first one's transaction has ended. */
    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            INSERT INTO idempotency
              (id, merchant_id, actor, idem_key, request_hash, status, answer, created_at, expires_at)
            VALUES
              (#{id}, #{merchantId}, #{actor}, #{key}, #{requestHash}, 0, '', #{createdAt}, #{expiresAt})
            """)
    void take(TakenKey key);

    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE idempotency
            SET status = #{status}, answer = #{answer}
            WHERE merchant_id = #{merchantId} AND id = #{id}
            """)
    int keep(long merchantId, long id, int status, byte[] answer);

    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM idempotency WHERE merchant_id = #{merchantId} AND id = #{id} AND expires_at <= #{now}")
    int free(long merchantId, long id, Instant now);

    /** Runs over all merchants. */
    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM idempotency WHERE expires_at <= #{now} ORDER BY expires_at LIMIT #{most}")
    int sweep(Instant now, int most);
}
