package io.kabao.member;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface IdentityMapper {

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
        SELECT id, merchant_id, app_id, openid, unionid, member_id, following, follow_at, unionid_asked_at, notice,
               created_at, updated_at
        FROM identity
        WHERE merchant_id = #{merchantId} AND app_id = #{appId} AND openid = #{openid}
        """)
    Optional<Identity> findByOpenid(long merchantId, String appId, String openid);

    /** A session's identity tells the merchant, so none is bound yet. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
        SELECT id, merchant_id, app_id, openid, unionid, member_id, following, follow_at, unionid_asked_at, notice,
               created_at, updated_at
        FROM identity
        WHERE id = #{id}
        """)
    Optional<Identity> findOfSession(long id);

    /** Another identity of the same app that holds the member already. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
        SELECT id, merchant_id, app_id, openid, unionid, member_id, following, follow_at, unionid_asked_at, notice,
               created_at, updated_at
        FROM identity
        WHERE merchant_id = #{merchantId} AND member_id = #{memberId} AND app_id = #{appId} AND id <> #{notThis}
        ORDER BY id
        LIMIT 1
        """)
    Optional<Identity> otherOfSameApp(long merchantId, long memberId, String appId, long notThis);

    /** The member's other identities but for those of the same person in other apps. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
        SELECT id, merchant_id, app_id, openid, unionid, member_id, following, follow_at, unionid_asked_at, notice,
               created_at, updated_at
        FROM identity
        WHERE merchant_id = #{identity.merchantId} AND member_id = #{memberId} AND id <> #{identity.id}
          AND (app_id = #{identity.appId} OR unionid IS NULL OR NOT unionid <=> #{identity.unionid})
        ORDER BY id
        """)
    List<Identity> othersThan(Identity identity, long memberId);

    /** The member that another identity with this unionid points to. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
        SELECT member_id FROM identity
        WHERE merchant_id = #{merchantId} AND unionid = #{unionid} AND member_id IS NOT NULL
        ORDER BY id
        LIMIT 1
        """)
    Optional<Long> memberByUnionid(long merchantId, String unionid);

    /** The identity of the same person in another app. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
        SELECT id, merchant_id, app_id, openid, unionid, member_id, following, follow_at, unionid_asked_at, notice,
               created_at, updated_at
        FROM identity
        WHERE merchant_id = #{merchantId} AND unionid = #{unionid} AND app_id = #{appId}
        ORDER BY id
        LIMIT 1
        """)
    Optional<Identity> findByUnionid(long merchantId, String unionid, String appId);

    /** A member's identities, oldest first. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
        SELECT id, merchant_id, app_id, openid, unionid, member_id, following, follow_at, unionid_asked_at, notice,
               created_at, updated_at
        FROM identity
        WHERE merchant_id = #{merchantId} AND member_id = #{memberId}
        ORDER BY id
        LIMIT #{most}
        """)
    List<Identity> ofMember(long merchantId, long memberId, int most);

    /** Identities with one of these unionids that are no member. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
        <script>
        SELECT id, merchant_id, app_id, openid, unionid, member_id, following, follow_at, unionid_asked_at, notice,
               created_at, updated_at
        FROM identity
        WHERE merchant_id = #{merchantId} AND member_id IS NULL
          AND unionid IN <foreach collection="unionids" item="u" open="(" separator="," close=")">#{u}</foreach>
        ORDER BY id
        LIMIT #{most}
        </script>
        """)
    List<Identity> nobodyWith(long merchantId, List<String> unionids, int most);

    @InterceptorIgnore(tenantLine = "true")
    @Delete("""
        <script>
        DELETE FROM identity
        WHERE merchant_id = #{merchantId}
          AND id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
        </script>
        """)
    int delete(long merchantId, List<Long> ids);

    /** Notes who a person is in the other apps; 0 rows when the person is gone. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
        UPDATE identity SET unionid = #{unionid}, updated_at = #{now}
        WHERE merchant_id = #{merchantId} AND id = #{id}
        """)
    int recognise(long merchantId, long id, String unionid, Instant now);

    /** Notes that WeChat is asked who the person is; 0 rows when that is known by now, or was asked after {@code until}. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
        UPDATE identity SET unionid_asked_at = #{now}
        WHERE merchant_id = #{merchantId} AND id = #{id} AND unionid IS NULL
          AND (unionid_asked_at IS NULL OR unionid_asked_at <= #{until})
        """)
    int ask(long merchantId, long id, Instant until, Instant now);

    /** Asking has told nothing: the next push may ask anew. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("UPDATE identity SET unionid_asked_at = NULL WHERE merchant_id = #{merchantId} AND id = #{id}")
    int forgetAsking(long merchantId, long id);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
        SELECT EXISTS (SELECT 1 FROM identity WHERE merchant_id = #{merchantId} AND member_id = #{memberId})
        """)
    boolean hasAny(long merchantId, long memberId);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
        SELECT id FROM identity WHERE merchant_id = #{merchantId} AND unionid = #{unionid} ORDER BY id LIMIT 20
        """)
    List<Long> allOfUnionid(long merchantId, String unionid);

    /** The person in all apps, as far as unionids tell; each row is held until the transaction ends. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
        SELECT id, merchant_id, app_id, openid, unionid, member_id, following, follow_at, unionid_asked_at, notice,
               created_at, updated_at
        FROM identity
        WHERE merchant_id = #{merchantId} AND unionid = #{unionid}
        ORDER BY id
        LIMIT 20
        FOR UPDATE
        """)
    List<Identity> lockOfUnionid(long merchantId, String unionid);

    /**
     * Writes a person down; one who is known already gets the unionid that is new. The count is 1 for who is new and 2 for
     * who was known, as the database counts; of a row that stays as it is it would be 1 too, so their time moves on always.
     */
    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
        INSERT INTO identity (id, merchant_id, app_id, openid, unionid, member_id, following, follow_at,
                              created_at, updated_at)
        VALUES (#{id}, #{merchantId}, #{appId}, #{openid}, #{unionid}, #{memberId}, #{following}, #{followAt},
                #{createdAt}, #{updatedAt})
        ON DUPLICATE KEY UPDATE unionid = COALESCE(VALUES(unionid), unionid),
                                updated_at = GREATEST(VALUES(updated_at), updated_at + INTERVAL 1000 MICROSECOND)
        """)
    int meet(Identity identity);

    /** Ties a person who is no member yet; 0 rows when another request was first. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
        UPDATE identity SET member_id = #{memberId}, updated_at = #{now}
        WHERE merchant_id = #{merchantId} AND id = #{id} AND member_id IS NULL
        """)
    int pointTo(long merchantId, long id, long memberId, Instant now);

    /** The person is that member no more; 0 rows when another request was first. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
        UPDATE identity SET member_id = NULL, updated_at = #{now}
        WHERE merchant_id = #{identity.merchantId} AND id = #{identity.id} AND member_id = #{identity.memberId}
        """)
    int release(Identity identity, Instant now);

    /** Keeps what the person is to be told; the newest counts. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("UPDATE identity SET notice = #{notice} WHERE merchant_id = #{merchantId} AND id = #{id}")
    int tell(long merchantId, long id, PersonNotice notice);

    /** The person was told; 0 rows when they were told by another request. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
        UPDATE identity SET notice = NULL
        WHERE merchant_id = #{merchantId} AND id = #{id} AND notice = #{notice}
        """)
    int told(long merchantId, long id, PersonNotice notice);

    /** A push that is older than the newest one seen changes nothing. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
        UPDATE identity SET following = #{following}, follow_at = #{followAt}, updated_at = #{updatedAt}
        WHERE merchant_id = #{merchantId} AND id = #{id} AND (follow_at IS NULL OR follow_at <= #{followAt})
        """)
    int follow(Identity identity);

    /** Whether the app has met anybody. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT EXISTS (SELECT 1 FROM identity WHERE merchant_id = #{merchantId} AND app_id = #{appId})")
    boolean anyOf(long merchantId, String appId);
}
