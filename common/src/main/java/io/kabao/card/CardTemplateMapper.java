package io.kabao.card;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface CardTemplateMapper extends BaseMapper<TemplateRow> {

    /** With each version that is or may come in force, and with the draft: one row for each. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT t.id, t.merchant_id, t.kind, t.name, v.number, v.title, v.color, v.background_id, v.logo_id,
                   v.notice, v.description, v.service_phone, v.settings, v.number_kind, v.number_prefix, v.number_digits, v.follow_required,
                   v.sms_required, v.auto_bind_or_create, v.welcome_bonus_fen, v.publish_at AS in_force_from,
                   t.publish_at, t.was_published, t.version, t.created_at, t.updated_at, t.updated_by
            FROM card_template t
            JOIN card_template_version v
              ON v.merchant_id = t.merchant_id AND v.template_id = t.id AND v.state IN ('DRAFT', 'PUBLISHED')
            WHERE t.merchant_id = #{merchantId} AND t.id = #{id}
            """)
    List<CardTemplate> versionsOf(long merchantId, long id);

    /** Likewise of several. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT t.id, t.merchant_id, t.kind, t.name, v.number, v.title, v.color, v.background_id, v.logo_id,
                   v.notice, v.description, v.service_phone, v.settings, v.number_kind, v.number_prefix, v.number_digits, v.follow_required,
                   v.sms_required, v.auto_bind_or_create, v.welcome_bonus_fen, v.publish_at AS in_force_from,
                   t.publish_at, t.was_published, t.version, t.created_at, t.updated_at, t.updated_by
            FROM card_template t
            JOIN card_template_version v
              ON v.merchant_id = t.merchant_id AND v.template_id = t.id AND v.state IN ('DRAFT', 'PUBLISHED')
            WHERE t.merchant_id = #{merchantId}
              AND t.id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    List<CardTemplate> versionsOfAll(long merchantId, Collection<Long> ids);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, kind, name, publish_at, was_published, version, created_at, updated_at, updated_by
            FROM card_template
            WHERE merchant_id = #{merchantId} AND id < #{before}
            ORDER BY id DESC
            LIMIT #{rows}
            """)
    List<TemplateRow> list(long merchantId, long before, int rows);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, kind, name, publish_at, was_published, version, created_at, updated_at, updated_by
            FROM card_template
            WHERE merchant_id = #{merchantId} AND id = #{id}
            """)
    Optional<TemplateRow> find(long merchantId, long id);

    /** Holds the row until the transaction ends: for something that is about to hang on it, to change or to remove it. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, kind, name, publish_at, was_published, version, created_at, updated_at, updated_by
            FROM card_template
            WHERE merchant_id = #{merchantId} AND id = #{id}
            FOR UPDATE
            """)
    Optional<TemplateRow> lock(long merchantId, long id);

    /** Writes the row over its predecessor; 0 rows when somebody else was first. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE card_template
            SET kind = #{kind}, name = #{name}, publish_at = #{publishAt}, was_published = #{wasPublished},
                version = #{version}, updated_at = #{updatedAt}, updated_by = #{updatedBy}
            WHERE merchant_id = #{merchantId} AND id = #{id} AND version = #{version} - 1
            """)
    int replace(TemplateRow row);

    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM card_template WHERE merchant_id = #{merchantId} AND id = #{id}")
    int delete(long merchantId, long id);
}
