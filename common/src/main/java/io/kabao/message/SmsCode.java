package io.kabao.message;

import com.baomidou.mybatisplus.annotation.IdType;
import com.baomidou.mybatisplus.annotation.TableId;
import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A code as it is kept.
 *
 * @param ip the network it was asked for from, as {@link io.kabao.kernel.NetworkAddress} says it
 * @param guesses wrong ones so far
 */
@TableName("sms_code")
record SmsCode(
        @TableId(type = IdType.INPUT) long id,
        long merchantId,
        SmsPurpose purpose,
        byte[] phoneHash,
        long identityId,
        @Nullable String ip,
        byte[] codeHash,
        int guesses,
        CodeStatus status,
        Instant sentAt,
        Instant expiresAt) {

    @Override
    public String toString() {
        return "SmsCode[" + id + "]";
    }
}
