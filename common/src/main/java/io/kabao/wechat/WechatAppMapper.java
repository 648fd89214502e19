package io.kabao.wechat;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface WechatAppMapper extends BaseMapper<WechatApp> {

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, kind, app_id, original_id, name, secret, token, aes_key, open_platform_id, page_path,
                   env_version, safe_mode, version, created_at, updated_at, updated_by
            FROM wechat_app
            WHERE merchant_id = #{merchantId} AND id = #{id}
            """)
    Optional<WechatApp> find(long merchantId, long id);

    /** An app id is unique over the deployment, and whoever calls with it has no merchant yet. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, kind, app_id, original_id, name, secret, token, aes_key, open_platform_id, page_path,
                   env_version, safe_mode, version, created_at, updated_at, updated_by
            FROM wechat_app
            WHERE app_id = #{appId}
            """)
    Optional<WechatApp> findByAppId(String appId);

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, kind, app_id, original_id, name, secret, token, aes_key, open_platform_id, page_path,
                   env_version, safe_mode, version, created_at, updated_at, updated_by
            FROM wechat_app
            WHERE merchant_id = #{merchantId} AND id < #{before}
            ORDER BY id DESC
            LIMIT #{rows}
            """)
    List<WechatApp> list(long merchantId, long before, int rows);

    /** Writes the row over its predecessor; 0 rows when somebody else was first. */
    @InterceptorIgnore(tenantLine = "true")
    @Update("""
            UPDATE wechat_app
            SET original_id = #{originalId}, name = #{name}, secret = #{secret}, token = #{token}, aes_key = #{aesKey},
                open_platform_id = #{openPlatformId}, page_path = #{pagePath}, env_version = #{envVersion},
                safe_mode = #{safeMode}, version = #{version}, updated_at = #{updatedAt}, updated_by = #{updatedBy}
            WHERE merchant_id = #{merchantId} AND id = #{id} AND version = #{version} - 1
            """)
    int replace(WechatApp app);

    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM wechat_app WHERE merchant_id = #{merchantId} AND id = #{id} AND version = #{version}")
    int delete(long merchantId, long id, int version);

    /** That a merchant removed an app, and when last. */
    record Removed(
            long id,
            long merchantId,
            String appId,
            @Nullable Long removedBy,
            Instant removedAt) {}

    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            INSERT INTO removed_app (id, merchant_id, app_id, removed_by, removed_at)
            VALUES (#{id}, #{merchantId}, #{appId}, #{removedBy}, #{removedAt})
            ON DUPLICATE KEY UPDATE removed_by = VALUES(removed_by), removed_at = VALUES(removed_at)
            """)
    int noteRemoved(Removed removed);

    @InterceptorIgnore(tenantLine = "true")
    @Select("SELECT COUNT(*) FROM removed_app WHERE merchant_id = #{merchantId} AND app_id = #{appId}")
    boolean wasRemoved(long merchantId, String appId);

    /** Likewise, with what was committed since the transaction began. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT COUNT(*) FROM removed_app
            WHERE merchant_id = #{merchantId} AND app_id = #{appId}
            FOR UPDATE
            """)
    int wasRemovedByNow(long merchantId, String appId);
}
