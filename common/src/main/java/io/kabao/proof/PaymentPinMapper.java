package io.kabao.proof;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface PaymentPinMapper {

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, member_id, pin_hash, misses, locked_until, set_at
            FROM payment_pin
            WHERE merchant_id = #{merchantId} AND member_id = #{memberId}
            """)
    Optional<PaymentPin> find(long merchantId, long memberId);

    /** Sets a PIN in place of the one before; its wrong tries are forgotten. */
    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            INSERT INTO payment_pin (id, merchant_id, member_id, pin_hash, misses, locked_until, set_at)
            VALUES (#{id}, #{merchantId}, #{memberId}, #{pinHash}, #{misses}, #{lockedUntil}, #{setAt})
            ON DUPLICATE KEY UPDATE
              pin_hash = VALUES(pin_hash), misses = VALUES(misses), locked_until = VALUES(locked_until),
              set_at = VALUES(set_at)
            """)
    int put(PaymentPin pin);

    /**
     * Counts a try before it is judged, so that no number of tries at once gets round the count; 0 rows while locked. The
     * last one allowed locks.
     */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE payment_pin
            SET locked_until = CASE WHEN misses + 1 >= #{most} THEN #{lockUntil} ELSE NULL END,
                misses = CASE WHEN misses + 1 >= #{most} THEN 0 ELSE misses + 1 END
            WHERE merchant_id = #{pin.merchantId} AND id = #{pin.id}
              AND (locked_until IS NULL OR locked_until <= #{now})
            """)
    int countTry(
            @Param("pin") PaymentPin pin,
            @Param("most") int most,
            @Param("now") Instant now,
            @Param("lockUntil") Instant lockUntil);

    /** Forgets the wrong tries at this very PIN: one was right. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE payment_pin
            SET misses = 0, locked_until = NULL
            WHERE merchant_id = #{merchantId} AND id = #{id} AND pin_hash = #{pinHash}
            """)
    int forgetTries(PaymentPin pin);

    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM payment_pin WHERE merchant_id = #{merchantId} AND member_id = #{memberId}")
    int delete(long merchantId, long memberId);
}
