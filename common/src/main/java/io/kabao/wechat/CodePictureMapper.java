package io.kabao.wechat;

import com.baomidou.mybatisplus.annotation.InterceptorIgnore;
import java.time.Instant;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface CodePictureMapper {

    @InterceptorIgnore(tenantLine = "true")
    @Select("""
            SELECT picture FROM code_picture
            WHERE merchant_id = #{merchantId} AND app_id = #{appId} AND scene = #{scene}
              AND page_path = #{pagePath} AND env_version = #{envVersion}
            """)
    Optional<Drawn> find(Wanted wanted);

    /**
     * Which picture; another page or version makes another one.
     *
     * @param pagePath empty: the mini-program's home page
     */
    record Wanted(long merchantId, String appId, String scene, String pagePath, EnvVersion envVersion) {}

    /** The bytes as WeChat gave them. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
    record Drawn(byte[] picture) {}

    /** One picture of a scene is kept; a newer one takes the place of what opened another page. */
    @InterceptorIgnore(tenantLine = "true")
    @Insert("""
            INSERT INTO code_picture (id, merchant_id, app_id, scene, page_path, env_version, picture, created_at)
            VALUES (#{id}, #{wanted.merchantId}, #{wanted.appId}, #{wanted.scene}, #{wanted.pagePath}, #{wanted.envVersion},
                    #{picture}, #{now})
            ON DUPLICATE KEY UPDATE page_path = VALUES(page_path), env_version = VALUES(env_version),
                                    picture = VALUES(picture), created_at = VALUES(created_at)
            """)
    int keep(long id, Wanted wanted, byte[] picture, Instant now);

    @InterceptorIgnore(tenantLine = "true")
    @Delete("DELETE FROM code_picture WHERE merchant_id = #{merchantId} AND app_id = #{appId}")
    int forget(long merchantId, String appId);
}
