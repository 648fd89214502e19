package io.kabao.member;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface MemberMapper extends BaseMapper<Member> {

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, status, phone, phone_hash, verified_phone_hash, phone_last4, phone_verified_at, name,
                   profile, referrer_id, second_referrer_id, third_referrer_id, holder_id, rebound_at, merged_into,
                   version, created_at, updated_at, updated_by
            FROM member
            WHERE merchant_id = #{merchantId} AND id = #{id}
            """)
    Optional<Member> find(long merchantId, long id);

    /** A living member, locked until the transaction ends. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, status, phone, phone_hash, verified_phone_hash, phone_last4, phone_verified_at, name,
                   profile, referrer_id, second_referrer_id, third_referrer_id, holder_id, rebound_at, merged_into,
                   version, created_at, updated_at, updated_by
            FROM member
            WHERE merchant_id = #{merchantId} AND id = #{id} AND status = 'LIVING'
            FOR UPDATE
            """)
    Optional<Member> lock(long merchantId, long id);

    /** A living member who stays as they are until the transaction ends; others may hold them so at the same time. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, status, phone, phone_hash, verified_phone_hash, phone_last4, phone_verified_at, name,
                   profile, referrer_id, second_referrer_id, third_referrer_id, holder_id, rebound_at, merged_into,
                   version, created_at, updated_at, updated_by
            FROM member
            WHERE merchant_id = #{merchantId} AND id = #{id} AND status = 'LIVING'
            LOCK IN SHARE MODE
            """)
    Optional<Member> share(long merchantId, long id);

    /** Living members with the phone on file, verified or not; who has verified it comes first. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, status, phone, phone_hash, verified_phone_hash, phone_last4, phone_verified_at, name,
                   profile, referrer_id, second_referrer_id, third_referrer_id, holder_id, rebound_at, merged_into,
                   version, created_at, updated_at, updated_by
            FROM member
            WHERE merchant_id = #{merchantId} AND phone_hash = #{hash} AND status = 'LIVING'
            ORDER BY verified_phone_hash IS NULL, id
            LIMIT #{most}
            """)
    List<Member> findByPhone(long merchantId, byte[] hash, int most);

    /** Living members, newest first. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, status, phone, phone_hash, verified_phone_hash, phone_last4, phone_verified_at, name,
                   profile, referrer_id, second_referrer_id, third_referrer_id, holder_id, rebound_at, merged_into,
                   version, created_at, updated_at, updated_by
            FROM member
            WHERE merchant_id = #{merchantId} AND status = 'LIVING' AND id < #{before}
            ORDER BY id DESC
            LIMIT #{rows}
            """)
    List<Member> newest(long merchantId, long before, int rows);

    /** Living members whom one brought, newest first. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, status, phone, phone_hash, verified_phone_hash, phone_last4, phone_verified_at, name,
                   profile, referrer_id, second_referrer_id, third_referrer_id, holder_id, rebound_at, merged_into,
                   version, created_at, updated_at, updated_by
            FROM member
            WHERE merchant_id = #{merchantId} AND referrer_id = #{referrerId} AND status = 'LIVING' AND id < #{before}
            ORDER BY id DESC
            LIMIT #{rows}
            """)
    List<Member> broughtBy(long merchantId, long referrerId, long before, int rows);

    /** Members whose phone ends so, newest first. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, status, phone, phone_hash, verified_phone_hash, phone_last4, phone_verified_at, name,
                   profile, referrer_id, second_referrer_id, third_referrer_id, holder_id, rebound_at, merged_into,
                   version, created_at, updated_at, updated_by
            FROM member
            WHERE merchant_id = #{merchantId} AND phone_last4 = #{digits} AND status = 'LIVING' AND id < #{before}
            ORDER BY id DESC
            LIMIT #{rows}
            """)
    List<Member> withLastFour(long merchantId, String digits, long before, int rows);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, merchant_id, status, phone, phone_hash, verified_phone_hash, phone_last4, phone_verified_at, name,
                   profile, referrer_id, second_referrer_id, third_referrer_id, holder_id, rebound_at, merged_into,
                   version, created_at, updated_at, updated_by
            FROM member
            WHERE merchant_id = #{merchantId}
              AND id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    List<Member> all(long merchantId, Collection<Long> ids);

    /** Writes the row over its predecessor; 0 rows when somebody else was first. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE member
            SET phone = #{phone}, phone_hash = #{phoneHash}, verified_phone_hash = #{verifiedPhoneHash},
                phone_last4 = #{phoneLast4}, phone_verified_at = #{phoneVerifiedAt}, name = #{name},
                profile = #{profile}, holder_id = #{holderId}, rebound_at = #{reboundAt}, version = #{version},
                updated_at = #{updatedAt}, updated_by = #{updatedBy}
            WHERE merchant_id = #{merchantId} AND id = #{id} AND version = #{version} - 1 AND status = 'LIVING'
            """)
    int replace(Member member);

    /** The same person goes on as another row, which has by now what was known of them: this one keeps none of it. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE member
            SET status = 'MERGED', merged_into = #{into}, phone = NULL, phone_hash = NULL, verified_phone_hash = NULL,
                phone_last4 = NULL, phone_verified_at = NULL, name = NULL, profile = NULL, version = version + 1,
                updated_at = #{now}, updated_by = NULL
            WHERE merchant_id = #{member.merchantId} AND id = #{member.id} AND version = #{member.version}
              AND status = 'LIVING'
            """)
    int merge(Member member, long into, Instant now);

    /** Nothing personal is left; 0 rows when somebody else was first. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE member
            SET status = 'ERASED', phone = NULL, phone_hash = NULL, verified_phone_hash = NULL, phone_last4 = NULL,
                phone_verified_at = NULL, name = NULL, profile = NULL, version = version + 1, updated_at = #{now},
                updated_by = NULL
            WHERE merchant_id = #{member.merchantId} AND id = #{member.id} AND version = #{member.version}
              AND status = 'LIVING'
            """)
    int erase(Member member, Instant now);
}
