package io.kabao.wechat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A merchant's official account. Each method but {@link #signInAddress} calls WeChat, so never inside a transaction. */
@Component
public class OfficialAccount {

    /** A person and whether they follow the account now. */
    public record Follower(boolean following, Person person) {}

    /**
     * A code that brings whoever scans it to the account with a scene.
     *
     * @param url what the code says
     * @param pictureUrl where WeChat shows it
     * @param expiresAt null: never
     */
    public record FollowCode(
            String url, String pictureUrl, @Nullable Instant expiresAt) {}

    /** Where a page inside WeChat sends its visitor to be recognised; it comes back to {@code redirect} with a code. */
    public String signInAddress(WechatApp app, String redirect, String state) {
        throw new UnsupportedOperationException();
    }

    /** Who an OAuth code stands for. */
    public Person signIn(WechatApp app, String oauthCode) {
        throw new UnsupportedOperationException();
    }

    /** Whether the person follows the account now, and the unionid if there is one. */
    public Follower follower(WechatApp app, String openid) {
        throw new UnsupportedOperationException();
    }

    /** A code that lives for 30 days. */
    public FollowCode temporaryCode(WechatApp app, String scene) {
        throw new UnsupportedOperationException();
    }

    /** A code for ever; an account has 100,000 of them in its life, so for stores and staff only. */
    public FollowCode permanentCode(WechatApp app, String scene) {
        throw new UnsupportedOperationException();
    }

    /** The picture of a code: the bytes of a JPEG or PNG. */
    public byte[] codePicture(WechatApp app, FollowCode code) {
        throw new UnsupportedOperationException();
    }
}
