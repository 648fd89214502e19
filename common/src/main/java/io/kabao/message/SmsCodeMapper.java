package io.kabao.message;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface SmsCodeMapper extends BaseMapper<SmsCode> {

    /** When a phone was sent to, newest first; what failed is left out unless it is newer than {@code failedAfter}. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT sent_at, status
            FROM sms_code
            WHERE merchant_id = #{merchantId} AND phone_hash = #{phoneHash} AND sent_at > #{since}
              AND (status <> 'FAILED' OR sent_at > #{failedAfter})
            ORDER BY sent_at DESC
            LIMIT 20
            """)
    List<Attempt> ofPhone(long merchantId, byte[] phoneHash, Instant since, Instant failedAfter);

    /** When an identity was sent something, newest first. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT sent_at, status
            FROM sms_code
            WHERE merchant_id = #{merchantId} AND identity_id = #{identityId} AND sent_at > #{since}
              AND status <> 'FAILED'
            ORDER BY sent_at DESC
            LIMIT #{most}
            """)
    List<Attempt> ofIdentity(long merchantId, long identityId, Instant since, int most);

    /** When a network was sent something, newest first. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT sent_at, status
            FROM sms_code
            WHERE merchant_id = #{merchantId} AND ip = #{ip} AND sent_at > #{since}
              AND status <> 'FAILED'
            ORDER BY sent_at DESC
            LIMIT #{most}
            """)
    List<Attempt> ofNetwork(long merchantId, String ip, Instant since, int most);

    /** The last code that may have reached the phone for this, locked until the transaction ends. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, purpose, phone_hash, identity_id, ip, code_hash, guesses, status, sent_at, expires_at
            FROM sms_code
            WHERE merchant_id = #{merchantId} AND phone_hash = #{phoneHash} AND purpose = #{purpose}
              AND identity_id = #{identityId} AND status <> 'FAILED'
            ORDER BY id DESC
            LIMIT 1
            FOR UPDATE
            """)
    Optional<SmsCode> lockNewest(long merchantId, byte[] phoneHash, SmsPurpose purpose, long identityId);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT EXISTS (SELECT 1 FROM sms_code
                           WHERE merchant_id = #{asked.merchantId} AND phone_hash = #{asked.phoneHash}
                             AND purpose = #{asked.purpose} AND identity_id = #{asked.identityId} AND status = 'OPEN' AND expires_at > #{now})
            """)
    boolean isOpen(Asked asked, Instant now);

    /** What a code was asked for. */
    record Asked(long merchantId, byte[] phoneHash, SmsPurpose purpose, long identityId) {}

    /** Closes what was open before this code for the same. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE sms_code
            SET status = 'CLOSED'
            WHERE merchant_id = #{merchantId} AND phone_hash = #{phoneHash} AND purpose = #{purpose}
              AND identity_id = #{identityId} AND id < #{id} AND status = 'OPEN'
            """)
    int closeBefore(SmsCode code);

    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE sms_code
            SET guesses = #{guesses}, status = #{status}
            WHERE merchant_id = #{merchantId} AND id = #{id} AND status = 'OPEN'
            """)
    int guessed(long merchantId, long id, int guesses, CodeStatus status);

    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE sms_code
            SET status = 'FAILED'
            WHERE merchant_id = #{merchantId} AND id = #{id} AND status = 'OPEN'
            """)
    int failed(long merchantId, long id);

    /** 0 rows when it is used, locked, replaced or expired by now. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE sms_code
            SET status = 'USED'
            WHERE merchant_id = #{merchantId} AND id = #{id} AND status = 'OPEN' AND expires_at > #{now}
            """)
    int use(long merchantId, long id, Instant now);

    /** Takes back that a code was used; 0 rows when it was not. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE sms_code
            SET status = 'OPEN'
            WHERE merchant_id = #{merchantId} AND id = #{id} AND status = 'USED'
            """)
    int reopen(long merchantId, long id);

    /** Codes that a phone was sent or one of these people asked for, newest first. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT purpose, sent_at
            FROM sms_code
            WHERE merchant_id = #{merchantId}
              AND (phone_hash = #{phoneHash}
                   OR identity_id IN <foreach collection="people" item="id" open="(" separator="," close=")">#{id}</foreach>)
            ORDER BY id DESC
            LIMIT #{most}
            </script>
            """)
    List<SmsTraces.KeptSmsCode> of(long merchantId, byte @Nullable [] phoneHash, List<Long> people, int most);

    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM sms_code WHERE merchant_id = #{merchantId} AND phone_hash = #{phoneHash}")
    int deleteOfPhone(long merchantId, byte[] phoneHash);

    @InterceptorIgnore(tenantLine = "true")
    @Delete("""
            <script>
            DELETE FROM sms_code
            WHERE merchant_id = #{merchantId}
              AND identity_id IN <foreach collection="people" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    int deleteOf(long merchantId, List<Long> people);

    /** Runs over all merchants. */
    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM sms_code WHERE expires_at <= #{before} ORDER BY expires_at LIMIT #{most}")
    int sweep(Instant before, int most);
}
