package io.kabao.organization;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import io.kabao.kernel.tenancy.Reach;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface StoreMapper extends BaseMapper<Store> {

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, organization_id, name, address, phone, open, version,
                   created_at, updated_at, updated_by
            FROM store
            WHERE merchant_id = #{merchantId} AND id = #{id}
            """)
    Optional<Store> find(long merchantId, long id);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, merchant_id, organization_id, name, address, phone, open, version,
                   created_at, updated_at, updated_by
            FROM store
            WHERE merchant_id = #{reach.merchantId} AND id &lt; #{before}
            <if test="!reach.everything">AND (1 = 0</if>
              <if test="!reach.everything and !reach.storeIds.isEmpty()">
                OR id IN <foreach collection="reach.storeIds" item="s" open="(" separator="," close=")">#{s}</foreach>
              </if>
            <if test="!reach.everything">)</if>
            ORDER BY id DESC
            LIMIT #{rows}
            </script>
            """)
    List<Store> list(@Param("reach") Reach reach, @Param("before") long before, @Param("rows") int rows);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, organization_id, name, address, phone, open, version,
                   created_at, updated_at, updated_by
            FROM store
            WHERE merchant_id = #{merchantId} AND open = 1
            ORDER BY id
            LIMIT #{most}
            """)
    List<Store> open(long merchantId, int most);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id FROM store
            WHERE merchant_id = #{merchantId} AND id > #{after} AND open = 1
            ORDER BY id
            LIMIT #{most}
            """)
    List<Long> openAfter(long merchantId, long after, int most);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, merchant_id, organization_id, name, address, phone, open, version,
                   created_at, updated_at, updated_by
            FROM store
            WHERE merchant_id = #{merchantId}
              AND id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    List<Store> ofIds(long merchantId, Collection<Long> ids);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT COUNT(*) FROM store
            WHERE merchant_id = #{merchantId}
              AND id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    int count(long merchantId, Set<Long> ids);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id FROM store
            WHERE merchant_id = #{merchantId}
              AND organization_id IN
              <foreach collection="organizationIds" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    List<Long> idsUnder(long merchantId, Set<Long> organizationIds);

    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT EXISTS (SELECT 1 FROM staff WHERE merchant_id = #{merchantId} AND store_id = #{id})")
    boolean isInUse(long merchantId, long id);

    /** Writes the row over its predecessor; 0 rows when somebody else was first. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE store
            SET organization_id = #{organizationId}, name = #{name}, address = #{address}, phone = #{phone},
                open = #{open}, version = #{version}, updated_at = #{updatedAt}, updated_by = #{updatedBy}
            WHERE merchant_id = #{merchantId} AND id = #{id} AND version = #{version} - 1
            """)
    int replace(Store store);

    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM store WHERE merchant_id = #{merchantId} AND id = #{id} AND version = #{version}")
    int delete(long merchantId, long id, int version);
}
