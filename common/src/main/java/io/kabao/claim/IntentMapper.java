package io.kabao.claim;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface IntentMapper {

    /** The newest look replaces the one before; the assignments run in this order. */
    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            INSERT INTO claim_intent (id, merchant_id, identity_id, scene, looked_at, expires_at)
            VALUES (#{id}, #{merchantId}, #{identityId}, #{scene}, #{lookedAt}, #{expiresAt})
            ON DUPLICATE KEY UPDATE scene = IF(VALUES(looked_at) >= looked_at, VALUES(scene), scene),
                                    expires_at = GREATEST(expires_at, VALUES(expires_at)),
                                    looked_at = GREATEST(looked_at, VALUES(looked_at))
            """)
    int look(Intent intent);

    /** Whether a person's newest look, here or in another app, was at this offer and after that time. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT EXISTS (
              SELECT 1 FROM claim_intent
              WHERE merchant_id = #{merchantId} AND scene = #{scene} AND looked_at &gt; #{after}
                AND identity_id IN <foreach collection="identities" item="id" open="(" separator="," close=")">#{id}</foreach>)
            </script>
            """)
    boolean looked(long merchantId, List<Long> identities, String scene, Instant after);

    /** The newest look of a person, here or, as far as unionids tell, in another app. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT scene FROM claim_intent
            WHERE merchant_id = #{merchantId} AND expires_at &gt; #{now}
              AND identity_id IN <foreach collection="identities" item="id" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY looked_at DESC
            LIMIT 1
            </script>
            """)
    Optional<String> newest(long merchantId, List<Long> identities, Instant now);

    /** What these people looked at last. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, merchant_id, identity_id, scene, looked_at, expires_at
            FROM claim_intent
            WHERE merchant_id = #{merchantId}
              AND identity_id IN <foreach collection="people" item="id" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY looked_at DESC
            </script>
            """)
    List<Intent> of(long merchantId, List<Long> people);

    @InterceptorIgnore(tenantLine = "true")
    @Delete("""
            <script>
            DELETE FROM claim_intent
            WHERE merchant_id = #{merchantId}
              AND identity_id IN <foreach collection="people" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    int deleteOf(long merchantId, List<Long> people);

    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM claim_intent WHERE expires_at < #{before} LIMIT #{most}")
    int sweep(Instant before, int most);

    /** A person looked at the offer of a scene. */
    record Intent(long id, long merchantId, long identityId, String scene, Instant lookedAt, Instant expiresAt) {}
}
