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
interface CardTemplateMapper extends BaseMapper<CardTemplate> {

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, kind, name, title, color, notice, description, service_phone, settings,
                   number_kind, number_prefix, number_digits, follow_required, sms_required, auto_bind_or_create,
                   welcome_bonus_fen, publish_at, was_published, version, created_at, updated_at, updated_by
            FROM card_template
            WHERE merchant_id = #{merchantId} AND id = #{id}
            """)
    Optional<CardTemplate> find(long merchantId, long id);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, kind, name, title, color, notice, description, service_phone, settings,
                   number_kind, number_prefix, number_digits, follow_required, sms_required, auto_bind_or_create,
                   welcome_bonus_fen, publish_at, was_published, version, created_at, updated_at, updated_by
            FROM card_template
            WHERE merchant_id = #{merchantId} AND id < #{before}
            ORDER BY id DESC
            LIMIT #{rows}
            """)
    List<CardTemplate> list(long merchantId, long before, int rows);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, merchant_id, kind, name, title, color, notice, description, service_phone, settings,
                   number_kind, number_prefix, number_digits, follow_required, sms_required, auto_bind_or_create,
                   welcome_bonus_fen, publish_at, was_published, version, created_at, updated_at, updated_by
            FROM card_template
            WHERE merchant_id = #{merchantId}
              AND id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
            </script>
            """)
    List<CardTemplate> all(long merchantId, Collection<Long> ids);

    /** Holds the row until the transaction ends: for something that is about to hang on it, or to remove it. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT id FROM card_template WHERE merchant_id = #{merchantId} AND id = #{id} FOR UPDATE")
    Optional<Long> lock(long merchantId, long id);

    /** Writes the row over its predecessor; 0 rows when somebody else was first. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE card_template
            SET kind = #{kind}, name = #{name}, title = #{title}, color = #{color}, notice = #{notice},
                description = #{description}, service_phone = #{servicePhone}, settings = #{settings},
                number_kind = #{numberKind}, number_prefix = #{numberPrefix}, number_digits = #{numberDigits},
                follow_required = #{followRequired}, sms_required = #{smsRequired},
                auto_bind_or_create = #{autoBindOrCreate}, welcome_bonus_fen = #{welcomeBonusFen},
                publish_at = #{publishAt}, was_published = #{wasPublished},
                version = #{version}, updated_at = #{updatedAt}, updated_by = #{updatedBy}
            WHERE merchant_id = #{merchantId} AND id = #{id} AND version = #{version} - 1
            """)
    int replace(CardTemplate template);

    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM card_template WHERE merchant_id = #{merchantId} AND id = #{id} AND version = #{version}")
    int delete(long merchantId, long id, int version);
}
