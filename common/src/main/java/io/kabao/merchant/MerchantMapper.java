package io.kabao.merchant;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface MerchantMapper extends BaseMapper<Merchant> {

    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT EXISTS (SELECT 1 FROM merchant)")
    boolean anyExists();

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, name, logo_url, service_phone, zone, currency_symbol, member_called, default_template_id,
                   reply_text, reply_keywords, licence_name, licence_number, licence_expires_on,
                   version, created_at, updated_at, updated_by
            FROM merchant
            WHERE id = #{id}
            """)
    Optional<Merchant> find(long id);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, name, logo_url, service_phone, zone, currency_symbol, member_called, default_template_id,
                   reply_text, reply_keywords, licence_name, licence_number, licence_expires_on,
                   version, created_at, updated_at, updated_by
            FROM merchant
            WHERE id < #{before}
            ORDER BY id DESC
            LIMIT #{rows}
            """)
    List<Merchant> list(long before, int rows);

    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT id FROM merchant WHERE id = #{id} FOR UPDATE")
    Optional<Long> lock(long id);

    /** Whoever locks it waits; others may hold it so at the same time. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT id FROM merchant WHERE id = #{id} LOCK IN SHARE MODE")
    Optional<Long> share(long id);

    /** Writes the row over its predecessor; 0 rows when somebody else was first. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE merchant
            SET name = #{name}, logo_url = #{logoUrl}, service_phone = #{servicePhone}, zone = #{zone},
                currency_symbol = #{currencySymbol}, member_called = #{memberCalled},
                default_template_id = #{defaultTemplateId}, reply_text = #{replyText},
                reply_keywords = #{replyKeywords}, licence_name = #{licenceName}, licence_number = #{licenceNumber},
                licence_expires_on = #{licenceExpiresOn},
                version = #{version}, updated_at = #{updatedAt}, updated_by = #{updatedBy}
            WHERE id = #{id} AND version = #{version} - 1
            """)
    int replace(Merchant merchant);
}
