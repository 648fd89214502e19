package io.kabao.claim;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface FollowCodeMapper {

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT id, merchant_id, code_id, app_id, url, picture_url, expires_at, created_at
            FROM follow_code
            WHERE merchant_id = #{merchantId} AND code_id = #{codeId} AND app_id = #{appId}
            """)
    Optional<FollowCode> find(long merchantId, long codeId, String appId);

    /** Codes for ever that the account has made for us: its merchant's alone, and counted from an index. */
    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT COUNT(*) FROM follow_code
            WHERE merchant_id = #{merchantId} AND app_id = #{appId} AND expires_at IS NULL
            """)
    int countForEver(long merchantId, String appId);

    /** A newer code takes the place of one that is about to expire; one for ever stays, unless that is for ever too. */
    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            INSERT INTO follow_code (id, merchant_id, code_id, app_id, url, picture_url, expires_at, created_at)
            VALUES (#{id}, #{merchantId}, #{codeId}, #{appId}, #{url}, #{pictureUrl}, #{expiresAt}, #{createdAt})
            ON DUPLICATE KEY UPDATE
              url = IF(expires_at IS NULL AND VALUES(expires_at) IS NOT NULL, url, VALUES(url)),
              picture_url = IF(expires_at IS NULL AND VALUES(expires_at) IS NOT NULL, picture_url, VALUES(picture_url)),
              created_at = IF(expires_at IS NULL AND VALUES(expires_at) IS NOT NULL, created_at, VALUES(created_at)),
              expires_at = IF(expires_at IS NULL, NULL, VALUES(expires_at))
            """)
    int keep(FollowCode code);
}
