package io.kabao.member;

import com.baomidou.mybatisplus.annotation.IdType;
import com.baomidou.mybatisplus.annotation.TableId;
import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person of WeChat in one app of the merchant.
 *
 * @param unionid a hint that joins identities, never a key
 * @param memberId null until a card is claimed
 * @param following whether the person follows, for an official account
 * @param followAt time of the newest follow or unfollow that was seen
 * @param unionidAskedAt when WeChat was last asked for the unionid of somebody who follows
 * @param notice what the person is to be told at the next sign-in
 */
@TableName("identity")
public record Identity(
        @TableId(type = IdType.INPUT) long id,
        long merchantId,
        String appId,
        String openid,
        @Nullable String unionid,
        @Nullable Long memberId,
        boolean following,
        @Nullable Instant followAt,
        @Nullable Instant unionidAskedAt,
        @Nullable PersonNotice notice,
        Instant createdAt,
        Instant updatedAt) {

    @Override
    public String toString() {
        return "Identity[" + id + "]";
    }
}
