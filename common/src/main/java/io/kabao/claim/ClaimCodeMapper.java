package io.kabao.claim;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import io.kabao.card.ClaimChannel;
import io.kabao.kernel.tenancy.Reach;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface ClaimCodeMapper {

    /** A scene is unique over the deployment and tells the merchant. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, scene, channel, template_id, store_id, staff_id, referrer_id, name, status, expires_at,
                   scans, version, created_at, updated_at, updated_by
            FROM claim_code
            WHERE scene = #{scene}
            """)
    Optional<ClaimCode> findByScene(String scene);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, scene, channel, template_id, store_id, staff_id, referrer_id, name, status, expires_at,
                   scans, version, created_at, updated_at, updated_by
            FROM claim_code
            WHERE merchant_id = #{merchantId} AND id = #{id}
            """)
    Optional<ClaimCode> find(long merchantId, long id);

    /** The merchant's own codes, without the members' invitations. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, merchant_id, scene, channel, template_id, store_id, staff_id, referrer_id, name, status, expires_at,
                   scans, version, created_at, updated_at, updated_by
            FROM claim_code
            WHERE merchant_id = #{within.reach.merchantId} AND referrer_id IS NULL AND id &lt; #{before}
            <if test="!within.reach.everything">AND (1 = 0</if>
              <if test="!within.reach.everything and !within.storeIds.isEmpty()">
                OR store_id IN
                <foreach collection="within.storeIds" item="s" open="(" separator="," close=")">#{s}</foreach>
              </if>
              <if test="!within.reach.everything and !within.staffIds.isEmpty()">
                OR staff_id IN
                <foreach collection="within.staffIds" item="p" open="(" separator="," close=")">#{p}</foreach>
              </if>
            <if test="!within.reach.everything">)</if>
            <if test="filter.channel != null">AND channel = #{filter.channel}</if>
            <if test="filter.templateId != null">AND template_id = #{filter.templateId}</if>
            <if test="filter.storeId != null">AND store_id = #{filter.storeId}</if>
            <if test="filter.staffId != null">AND staff_id = #{filter.staffId}</if>
            <if test="filter.status != null">
              AND CASE WHEN status = 'OPEN' AND expires_at &lt;= #{within.now} THEN 'EXPIRED' ELSE status END
                = #{filter.status}
            </if>
            ORDER BY id DESC
            LIMIT #{rows}
            </script>
            """)
    List<ClaimCode> list(
            @Param("within") Within within,
            @Param("filter") CodeFilter filter,
            @Param("before") long before,
            @Param("rows") int rows);

    /** Whose codes: all of a reach that is everything, else those of these stores and of these people. */
    record Within(Reach reach, Set<Long> storeIds, List<Long> staffIds, Instant now) {}

    /** The newest open code of a channel that stands for no store and nobody. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, scene, channel, template_id, store_id, staff_id, referrer_id, name, status, expires_at,
                   scans, version, created_at, updated_at, updated_by
            FROM claim_code
            WHERE merchant_id = #{merchantId} AND channel = #{channel} AND template_id = #{templateId}
              AND status = 'OPEN' AND expires_at IS NULL
            ORDER BY id DESC
            LIMIT 1
            """)
    Optional<ClaimCode> findPlain(long merchantId, ClaimChannel channel, long templateId);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, scene, channel, template_id, store_id, staff_id, referrer_id, name, status, expires_at,
                   scans, version, created_at, updated_at, updated_by
            FROM claim_code
            WHERE merchant_id = #{merchantId} AND referrer_id = #{referrerId} AND template_id = #{templateId}
            """)
    Optional<ClaimCode> findInvitation(long merchantId, long referrerId, long templateId);

    /** A member's invitations, newest first: one of each template at most. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, scene, channel, template_id, store_id, staff_id, referrer_id, name, status, expires_at,
                   scans, version, created_at, updated_at, updated_by
            FROM claim_code
            WHERE merchant_id = #{merchantId} AND referrer_id = #{referrerId}
            ORDER BY id DESC
            LIMIT #{most}
            """)
    List<ClaimCode> invitations(long merchantId, long referrerId, int most);

    /** Takes a member's invitations back for ever. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE claim_code SET status = 'REVOKED', version = version + 1, updated_at = #{now}
            WHERE merchant_id = #{merchantId} AND referrer_id = #{referrerId} AND status = 'OPEN'
            """)
    int revokeInvitations(long merchantId, long referrerId, Instant now);

    /** Which of these stores have a code of the template already that can be claimed from. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT DISTINCT store_id FROM claim_code
            WHERE merchant_id = #{merchantId} AND template_id = #{templateId} AND channel = 'STORE' AND status = 'OPEN'
              AND (expires_at IS NULL OR expires_at &gt; #{now})
              AND store_id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    List<Long> storesWithCode(long merchantId, long templateId, List<Long> ids, Instant now);

    /** Which of these people have a code of the template already that can be claimed from. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT DISTINCT staff_id FROM claim_code
            WHERE merchant_id = #{merchantId} AND template_id = #{templateId} AND channel = 'STAFF' AND status = 'OPEN'
              AND (expires_at IS NULL OR expires_at &gt; #{now})
              AND staff_id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    List<Long> staffWithCode(long merchantId, long templateId, List<Long> ids, Instant now);

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            <script>
            INSERT INTO claim_code (id, merchant_id, scene, channel, template_id, store_id, staff_id, referrer_id, name,
                                    status, expires_at, scans, version, created_at, updated_at, updated_by)
            VALUES
            <foreach collection="codes" item="c" separator=",">
              (#{c.id}, #{c.merchantId}, #{c.scene}, #{c.channel}, #{c.templateId}, #{c.storeId}, #{c.staffId},
               #{c.referrerId}, #{c.name}, #{c.status}, #{c.expiresAt}, #{c.scans}, #{c.version}, #{c.createdAt},
               #{c.updatedAt}, #{c.updatedBy})
            </foreach>
            </script>
            """)
    int insert(List<ClaimCode> codes);

    /** Writes the row over its predecessor; 0 rows when somebody else was first. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE claim_code
            SET channel = #{channel}, template_id = #{templateId}, store_id = #{storeId}, staff_id = #{staffId}, name = #{name},
                status = #{status}, expires_at = #{expiresAt}, version = #{version}, updated_at = #{updatedAt},
                updated_by = #{updatedBy}
            WHERE merchant_id = #{merchantId} AND id = #{id} AND version = #{version} - 1
            """)
    int replace(ClaimCode code);

    /** Adds scans that were gathered in memory, of whichever merchants' codes. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            <script>
            UPDATE claim_code
            SET scans = scans + CASE id
              <foreach collection="counts" item="c">WHEN #{c.codeId} THEN #{c.scans} </foreach>
              ELSE 0 END
            WHERE id IN <foreach collection="counts" item="c" open="(" separator="," close=")">#{c.codeId}</foreach>
            </script>
            """)
    int addScans(List<Scans.Count> counts);

    /** Open codes of a person, oldest first, held until the transaction ends. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, scene, channel, template_id, store_id, staff_id, referrer_id, name, status, expires_at,
                   scans, version, created_at, updated_at, updated_by
            FROM claim_code
            WHERE merchant_id = #{merchantId} AND staff_id = #{staffId} AND status = 'OPEN'
            ORDER BY id
            LIMIT #{most}
            FOR UPDATE
            """)
    List<ClaimCode> lockOpenOfStaff(long merchantId, long staffId, int most);

    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT EXISTS (SELECT 1 FROM claim_code WHERE merchant_id = #{merchantId} AND store_id = #{storeId})")
    boolean nameStore(long merchantId, long storeId);

    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT EXISTS (SELECT 1 FROM claim_code WHERE merchant_id = #{merchantId} AND staff_id = #{staffId})")
    boolean nameStaff(long merchantId, long staffId);

    @InterceptorIgnore(tenantLine = "true")
    @Select(
            "SELECT EXISTS (SELECT 1 FROM claim_code WHERE merchant_id = #{merchantId} AND template_id = #{templateId})")
    boolean nameTemplate(long merchantId, long templateId);
}
