package io.kabao.card;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface TemplateVersionMapper extends BaseMapper<TemplateVersion> {

    /** The draft, what is in force and what is planned, of several templates. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT id, merchant_id, template_id, number, state, title, color, background_id, logo_id, notice,
                   description, service_phone, settings, number_kind, number_prefix, number_digits, follow_required, sms_required,
                   auto_bind_or_create, welcome_bonus_fen, began_with, publish_at, written_at, written_by,
                   published_at, published_by, taken_back_at, taken_back_by
            FROM card_template_version
            WHERE merchant_id = #{merchantId}
              AND template_id IN
                <foreach collection="templateIds" item="id" open="(" separator="," close=")">#{id}</foreach>
              AND state IN ('DRAFT', 'PUBLISHED')
            </script>
            """)
    List<TemplateVersion> living(long merchantId, Collection<Long> templateIds);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, template_id, number, state, title, color, background_id, logo_id, notice,
                   description, service_phone, settings, number_kind, number_prefix, number_digits, follow_required, sms_required,
                   auto_bind_or_create, welcome_bonus_fen, began_with, publish_at, written_at, written_by,
                   published_at, published_by, taken_back_at, taken_back_by
            FROM card_template_version
            WHERE merchant_id = #{merchantId} AND template_id = #{templateId} AND number < #{before}
            ORDER BY number DESC
            LIMIT #{rows}
            """)
    List<TemplateVersion> list(long merchantId, long templateId, long before, int rows);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, template_id, number, state, title, color, background_id, logo_id, notice,
                   description, service_phone, settings, number_kind, number_prefix, number_digits, follow_required, sms_required,
                   auto_bind_or_create, welcome_bonus_fen, began_with, publish_at, written_at, written_by,
                   published_at, published_by, taken_back_at, taken_back_by
            FROM card_template_version
            WHERE merchant_id = #{merchantId} AND template_id = #{templateId} AND number = #{number}
            """)
    Optional<TemplateVersion> find(long merchantId, long templateId, int number);

    /** Pictures of a version, and of its links the icons as JSON. */
    record Pictures(
            @Nullable Long backgroundId,
            @Nullable Long logoId,
            @Nullable String icons) {}

    /** The pictures of all versions that may show one of these. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            <script>
            SELECT background_id, logo_id, JSON_EXTRACT(settings, '$.links[*].iconId') AS icons
            FROM card_template_version
            WHERE merchant_id = #{merchantId}
              AND (background_id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
                OR logo_id IN <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
                OR JSON_EXTRACT(settings, '$.links[*].iconId') IS NOT NULL)
            </script>
            """)
    List<Pictures> pictures(long merchantId, Collection<Long> ids);

    /** Whether a draft, what is in force or what is planned names a store. Ids have too many digits for numbers of JSON. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT EXISTS (
              SELECT 1 FROM card_template_version v
              WHERE v.merchant_id = #{merchantId} AND v.state IN ('DRAFT', 'PUBLISHED')
                AND JSON_UNQUOTE(JSON_EXTRACT(v.settings, '$.storeIds')) REGEXP CONCAT('(^|[^0-9])', #{storeId}, '([^0-9]|$)')
                AND NOT EXISTS (
                  SELECT 1 FROM card_template_version later
                  WHERE later.merchant_id = v.merchant_id AND later.template_id = v.template_id
                    AND v.state = 'PUBLISHED' AND later.state = 'PUBLISHED' AND later.publish_at <= #{now}
                    AND (later.publish_at > v.publish_at
                         OR (later.publish_at = v.publish_at AND later.number > v.number))))
            """)
    boolean nameStore(long merchantId, long storeId, Instant now);

    /** The number of the template's newest version; null where there is none. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT MAX(number) FROM card_template_version
            WHERE merchant_id = #{merchantId} AND template_id = #{templateId}
            """)
    @Nullable
    Integer newest(long merchantId, long templateId);

    /** Writes a draft over what it was. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE card_template_version
            SET title = #{title}, color = #{color}, background_id = #{backgroundId}, logo_id = #{logoId},
                notice = #{notice}, description = #{description}, service_phone = #{servicePhone},
                settings = #{settings}, number_kind = #{numberKind},
                number_prefix = #{numberPrefix}, number_digits = #{numberDigits},
                follow_required = #{followRequired}, sms_required = #{smsRequired},
                auto_bind_or_create = #{autoBindOrCreate}, welcome_bonus_fen = #{welcomeBonusFen},
                began_with = #{beganWith}, written_at = #{writtenAt}, written_by = #{writtenBy}
            WHERE merchant_id = #{merchantId} AND id = #{id} AND state = 'DRAFT'
            """)
    int rewrite(TemplateVersion draft);

    /** Who decided what, and when. */
    record Decision(
            long merchantId,
            long id,
            @Nullable Instant publishAt,
            Instant now,
            @Nullable Long by) {}

    /** Puts a draft in force from a time on, or moves what is planned. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE card_template_version
            SET state = 'PUBLISHED', publish_at = #{publishAt}, published_at = #{now}, published_by = #{by}
            WHERE merchant_id = #{merchantId} AND id = #{id}
              AND (state = 'DRAFT' OR (state = 'PUBLISHED' AND publish_at > #{now}))
            """)
    int publish(Decision decision);

    /** Gives up what is planned. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE card_template_version
            SET state = 'TAKEN_BACK', taken_back_at = #{now}, taken_back_by = #{by}
            WHERE merchant_id = #{merchantId} AND id = #{id} AND state = 'PUBLISHED' AND publish_at > #{now}
            """)
    int takeBack(Decision decision);

    /** What was in force before the one that is in force. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE card_template_version
            SET state = 'PAST'
            WHERE merchant_id = #{merchantId} AND template_id = #{templateId} AND id != #{id} AND state = 'PUBLISHED'
              AND publish_at <= #{now}
            """)
    int pass(long merchantId, long templateId, long id, Instant now);

    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM card_template_version WHERE merchant_id = #{merchantId} AND id = #{id} AND state = 'DRAFT'")
    int discard(long merchantId, long id);

    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM card_template_version WHERE merchant_id = #{merchantId} AND template_id = #{templateId}")
    int deleteAll(long merchantId, long templateId);
}
