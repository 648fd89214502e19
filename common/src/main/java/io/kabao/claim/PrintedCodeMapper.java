package io.kabao.claim;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface PrintedCodeMapper {

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, merchant_id, scene, channel, template_id, store_id, staff_id, referrer_id, name, status, expires_at,
                   scans, version, created_at, updated_at, updated_by
            FROM claim_code
            WHERE merchant_id = #{merchantId}
              AND id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    List<ClaimCode> ofIds(long merchantId, Collection<Long> ids);

    /** The newest code of each of these stores that can be claimed from. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT store_id AS owner_id, MAX(id) AS code_id FROM claim_code
            WHERE merchant_id = #{merchantId} AND template_id = #{templateId} AND channel = 'STORE' AND status = 'OPEN'
              AND (expires_at IS NULL OR expires_at &gt; #{now})
              AND store_id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            GROUP BY store_id
            </script>
            """)
    List<Owned> ofStores(long merchantId, long templateId, Collection<Long> ids, Instant now);

    /** Likewise of these people. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT staff_id AS owner_id, MAX(id) AS code_id FROM claim_code
            WHERE merchant_id = #{merchantId} AND template_id = #{templateId} AND channel = 'STAFF' AND status = 'OPEN'
              AND (expires_at IS NULL OR expires_at &gt; #{now})
              AND staff_id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            GROUP BY staff_id
            </script>
            """)
    List<Owned> ofStaff(long merchantId, long templateId, Collection<Long> ids, Instant now);

    /** Whose code which is. */
    record Owned(long ownerId, long codeId) {}
}
