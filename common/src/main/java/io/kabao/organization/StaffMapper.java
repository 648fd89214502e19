package io.kabao.organization;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import io.kabao.kernel.tenancy.Reach;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface StaffMapper extends BaseMapper<Staff> {

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, organization_id, store_id, name, employee_number, photo_id, phone, phone_hash, active, version,
                   created_at, updated_at, updated_by
            FROM staff
            WHERE merchant_id = #{merchantId} AND id = #{id}
            """)
    Optional<Staff> find(long merchantId, long id);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, merchant_id, organization_id, store_id, name, employee_number, photo_id, phone, phone_hash, active, version,
                   created_at, updated_at, updated_by
            FROM staff
            WHERE merchant_id = #{reach.merchantId} AND id &lt; #{before}
            <if test="!reach.everything">AND (id = #{reach.staffId}</if>
              <if test="!reach.everything and !reach.storeIds.isEmpty()">
                OR store_id IN
                <foreach collection="reach.storeIds" item="s" open="(" separator="," close=")">#{s}</foreach>
              </if>
              <if test="!reach.everything and !reach.organizationIds.isEmpty()">
                OR organization_id IN
                <foreach collection="reach.organizationIds" item="o" open="(" separator="," close=")">#{o}</foreach>
              </if>
            <if test="!reach.everything">)</if>
            ORDER BY id DESC
            LIMIT #{rows}
            </script>
            """)
    List<Staff> list(@Param("reach") Reach reach, @Param("before") long before, @Param("rows") int rows);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id FROM staff
            WHERE merchant_id = #{reach.merchantId} AND id &lt; #{before}
            <if test="!reach.everything">AND (id = #{reach.staffId}</if>
              <if test="!reach.everything and !reach.storeIds.isEmpty()">
                OR store_id IN
                <foreach collection="reach.storeIds" item="s" open="(" separator="," close=")">#{s}</foreach>
              </if>
              <if test="!reach.everything and !reach.organizationIds.isEmpty()">
                OR organization_id IN
                <foreach collection="reach.organizationIds" item="o" open="(" separator="," close=")">#{o}</foreach>
              </if>
            <if test="!reach.everything">)</if>
            ORDER BY id DESC
            LIMIT #{most}
            </script>
            """)
    List<Long> idsWithin(@Param("reach") Reach reach, @Param("before") long before, @Param("most") int most);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id FROM staff
            WHERE merchant_id = #{merchantId} AND id > #{after} AND active = 1
            ORDER BY id
            LIMIT #{most}
            """)
    List<Long> activeAfter(long merchantId, long after, int most);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, merchant_id, organization_id, store_id, name, employee_number, photo_id, phone, phone_hash, active,
                   version, created_at, updated_at, updated_by
            FROM staff
            WHERE merchant_id = #{merchantId}
              AND id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    List<Staff> ofIds(long merchantId, Collection<Long> ids);

    /** Which of these pictures are somebody's photo. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT DISTINCT photo_id FROM staff
            WHERE merchant_id = #{merchantId}
              AND photo_id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    List<Long> photosAmong(long merchantId, Collection<Long> ids);

    /** Writes the row over its predecessor; 0 rows when somebody else was first. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE staff
            SET organization_id = #{organizationId}, store_id = #{storeId}, name = #{name},
                employee_number = #{employeeNumber}, photo_id = #{photoId}, phone = #{phone}, phone_hash = #{phoneHash}, active = #{active},
                version = #{version}, updated_at = #{updatedAt}, updated_by = #{updatedBy}
            WHERE merchant_id = #{merchantId} AND id = #{id} AND version = #{version} - 1
            """)
    int replace(Staff staff);

    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM staff WHERE merchant_id = #{merchantId} AND id = #{id} AND version = #{version}")
    int delete(long merchantId, long id, int version);
}
