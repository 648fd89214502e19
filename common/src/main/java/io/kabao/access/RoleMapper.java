package io.kabao.access;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface RoleMapper {

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, name, permissions, version, created_at, updated_at, updated_by
            FROM role
            WHERE merchant_id = #{merchantId} AND id = #{id}
            """)
    Optional<Role> find(long merchantId, long id);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, name, permissions, version, created_at, updated_at, updated_by
            FROM role
            WHERE merchant_id = #{merchantId}
            ORDER BY id DESC
            LIMIT #{most}
            """)
    List<Role> all(long merchantId, int most);

    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT COUNT(*) FROM role WHERE merchant_id = #{merchantId}")
    int count(long merchantId);

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            INSERT INTO role (id, merchant_id, name, permissions, version, created_at, updated_at, updated_by)
            VALUES (#{id}, #{merchantId}, #{name}, #{permissions}, #{version}, #{createdAt}, #{updatedAt}, #{updatedBy})
            """)
    int insert(Role role);

    /** Writes the row over its predecessor; 0 rows when somebody else was first. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE role
            SET name = #{name}, permissions = #{permissions}, version = #{version}, updated_at = #{updatedAt},
                updated_by = #{updatedBy}
            WHERE merchant_id = #{merchantId} AND id = #{id} AND version = #{version} - 1
            """)
    int replace(Role role);

    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM role WHERE merchant_id = #{merchantId} AND id = #{id} AND version = #{version}")
    int delete(long merchantId, long id, int version);

    /** The role ids of each of these operators. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT operator_id, role_id FROM operator_role
            WHERE merchant_id = #{merchantId}
              AND operator_id IN
              <foreach collection="operatorIds" item="id" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY operator_id, role_id
            </script>
            """)
    List<Held> held(long merchantId, List<Long> operatorIds);

    /** A role that an operator has. */
    record Held(long operatorId, long roleId) {}

    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT EXISTS (SELECT 1 FROM operator_role WHERE merchant_id = #{merchantId} AND role_id = #{roleId})")
    boolean isHeld(long merchantId, long roleId);

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            <script>
            INSERT INTO operator_role (id, merchant_id, operator_id, role_id) VALUES
            <foreach collection="rows" item="row" separator=",">
              (#{row.id}, #{merchantId}, #{operatorId}, #{row.roleId})
            </foreach>
            </script>
            """)
    int give(long merchantId, long operatorId, List<Given> rows);

    /** A role to be given, with the id of its row. */
    record Given(long id, long roleId) {}

    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM operator_role WHERE merchant_id = #{merchantId} AND operator_id = #{operatorId}")
    int takeAll(long merchantId, long operatorId);
}
