package io.kabao.group;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface CardGroupMapper {

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            INSERT INTO card_group
              (id, merchant_id, template_id, member_id, main_card_id, name, store_ids, hours, is_open, version, created_at,
               updated_at, updated_by)
            VALUES
              (#{id}, #{merchantId}, #{templateId}, #{memberId}, #{mainCardId}, #{name}, #{storeIds}, #{hours}, #{isOpen},
               #{version}, #{createdAt}, #{updatedAt}, #{updatedBy})
            """)
    int insert(CardGroup group);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, template_id, member_id, main_card_id, name, store_ids, hours, is_open, version, created_at,
                   updated_at, updated_by
            FROM card_group
            WHERE merchant_id = #{merchantId} AND id = #{id}
            """)
    Optional<CardGroup> find(long merchantId, long id);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, merchant_id, template_id, member_id, main_card_id, name, store_ids, hours, is_open, version, created_at,
                   updated_at, updated_by
            FROM card_group
            WHERE merchant_id = #{merchantId}
              AND main_card_id IN <foreach collection="cards" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    List<CardGroup> ofMainCards(long merchantId, Collection<Long> cards);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, template_id, member_id, main_card_id, name, store_ids, hours, is_open, version, created_at,
                   updated_at, updated_by
            FROM card_group
            WHERE merchant_id = #{merchantId} AND id < #{before}
            ORDER BY id DESC
            LIMIT #{rows}
            """)
    List<CardGroup> list(long merchantId, long before, int rows);

    /** 0 rows when somebody else was first. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE card_group
            SET name = #{name}, store_ids = #{storeIds}, hours = #{hours}, is_open = #{isOpen}, version = #{version},
                updated_at = #{updatedAt}, updated_by = #{updatedBy}
            WHERE merchant_id = #{merchantId} AND id = #{id} AND version = #{version} - 1
            """)
    int replace(CardGroup group);

    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM card_group WHERE merchant_id = #{merchantId} AND id = #{id}")
    int delete(long merchantId, long id);
}
