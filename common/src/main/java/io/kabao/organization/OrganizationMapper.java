package io.kabao.organization;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import io.kabao.kernel.tenancy.Reach;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface OrganizationMapper extends BaseMapper<Organization> {

    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT id FROM organization WHERE merchant_id = #{merchantId} AND root = 1")
    long rootOf(long merchantId);

    /** Whoever changes the shape of the tree holds its root, so that two moves can't make a cycle together. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT id FROM organization WHERE merchant_id = #{merchantId} AND root = 1 FOR UPDATE")
    long lockTree(long merchantId);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, parent_id, name, version, created_at, updated_at, updated_by
            FROM organization
            WHERE merchant_id = #{merchantId} AND id = #{id}
            """)
    Optional<Organization> find(long merchantId, long id);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, merchant_id, parent_id, name, version, created_at, updated_at, updated_by
            FROM organization
            WHERE merchant_id = #{reach.merchantId} AND id &lt; #{before}
            <if test="!reach.everything">AND (1 = 0</if>
              <if test="!reach.everything and !reach.organizationIds.isEmpty()">
                OR id IN
                <foreach collection="reach.organizationIds" item="o" open="(" separator="," close=")">#{o}</foreach>
              </if>
            <if test="!reach.everything">)</if>
            ORDER BY id DESC
            LIMIT #{rows}
            </script>
            """)
    List<Organization> list(@Param("reach") Reach reach, @Param("before") long before, @Param("rows") int rows);

    /** The organization and all above it, nearest first; no more than {@code most}. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            WITH RECURSIVE up (id, parent_id, depth) AS (
              SELECT id, parent_id, 1 FROM organization WHERE merchant_id = #{merchantId} AND id = #{id}
              UNION ALL
              SELECT o.id, o.parent_id, up.depth + 1
              FROM up JOIN organization o ON o.merchant_id = #{merchantId} AND o.id = up.parent_id
              WHERE up.depth < #{most}
            )
            SELECT id FROM up ORDER BY depth
            """)
    List<Long> upwards(long merchantId, long id, int most);

    /** How many levels stand below the organization, itself included; no more than {@code most}. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            WITH RECURSIVE down (id, depth) AS (
              SELECT id, 1 FROM organization WHERE merchant_id = #{merchantId} AND id = #{id}
              UNION ALL
              SELECT o.id, down.depth + 1
              FROM down JOIN organization o ON o.merchant_id = #{merchantId} AND o.parent_id = down.id
              WHERE down.depth < #{most}
            )
            SELECT COALESCE(MAX(depth), 0) FROM down
            """)
    int height(long merchantId, long id, int most);

    /** The organization and all below it, at most {@code most} levels. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            WITH RECURSIVE down (id, depth) AS (
              SELECT id, 1 FROM organization WHERE merchant_id = #{merchantId} AND id = #{id}
              UNION ALL
              SELECT o.id, down.depth + 1
              FROM down JOIN organization o ON o.merchant_id = #{merchantId} AND o.parent_id = down.id
              WHERE down.depth < #{most}
            )
            SELECT id FROM down
            """)
    List<Long> downwards(long merchantId, long id, int most);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT EXISTS (SELECT 1 FROM organization WHERE merchant_id = #{merchantId} AND parent_id = #{id})
                OR EXISTS (SELECT 1 FROM store WHERE merchant_id = #{merchantId} AND organization_id = #{id})
                OR EXISTS (SELECT 1 FROM staff WHERE merchant_id = #{merchantId} AND organization_id = #{id})
            """)
    boolean isInUse(long merchantId, long id);

    /** Writes the row over its predecessor; 0 rows when somebody else was first. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE organization
            SET parent_id = #{parentId}, name = #{name}, version = #{version}, updated_at = #{updatedAt},
                updated_by = #{updatedBy}
            WHERE merchant_id = #{merchantId} AND id = #{id} AND version = #{version} - 1
            """)
    int replace(Organization organization);

    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM organization WHERE merchant_id = #{merchantId} AND id = #{id} AND version = #{version}")
    int delete(long merchantId, long id, int version);
}
