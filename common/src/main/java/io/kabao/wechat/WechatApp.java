package io.kabao.wechat;

import com.baomidou.mybatisplus.annotation.IdType;
import com.baomidou.mybatisplus.annotation.TableId;
import com.baomidou.mybatisplus.annotation.TableName;
import io.kabao.kernel.json.JsonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An official account or mini-program of a merchant. Its secrets are encrypted and never leave through a door.
 *
 * @param appId unique over the deployment
 * @param originalId {@code gh_…}, the address of pushes
 * @param openPlatformId apps that share it share unionids
 * @param pagePath the mini-program's claim page, without a slash at its beginning
 * @param safeMode true: plain pushes are refused
 */
@TableName("wechat_app")
public record WechatApp(
        @TableId(type = IdType.INPUT) @JsonId long id,
        @JsonId long merchantId,
        AppKind kind,
        String appId,
        @Nullable String originalId,
        String name,
        byte[] secret,
        byte @Nullable [] token,
        byte @Nullable [] aesKey,
        @Nullable String openPlatformId,
        @Nullable String pagePath,
        EnvVersion envVersion,
        boolean safeMode,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @JsonId @Nullable Long updatedBy) {

    /**
     * What a merchant enters; a null secret, token or key keeps the one that is there.
     *
     * @param aesKey the 43 characters of the console's EncodingAESKey
     */
    public record Draft(
            AppKind kind,
            String appId,
            @Nullable String originalId,
            String name,
            @Nullable String secret,
            @Nullable String token,
            @Nullable String aesKey,
            @Nullable String openPlatformId,
            @Nullable String pagePath,
            EnvVersion envVersion,
            boolean safeMode) {

        @Override
        public String toString() {
            return "Draft of " + appId;
        }
    }

    @Override
    public String toString() {
        return "WechatApp[" + appId + "]";
    }
}
