package io.kabao.member;

import com.baomidou.mybatisplus.annotation.IdType;
import com.baomidou.mybatisplus.annotation.TableId;
import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person, for one merchant.
 *
 * @param phone encrypted
 * @param phoneHash keyed hash of the phone, verified or not
 * @param verifiedPhoneHash the same once the phone is verified, and unique then
 * @param name encrypted
 * @param profile encrypted JSON of the template's fields
 * @param referrerId who brought the person; written once
 * @param holderId the member's own holder, with the commission wallet
 * @param reboundAt when the member was last tied to another person of WeChat or took over an old card
 * @param updatedBy the operator who changed the member last; null: the member or the house
 */
@TableName("member")
public record Member(
        @TableId(type = IdType.INPUT) long id,
        long merchantId,
        Status status,
        byte @Nullable [] phone,
        byte @Nullable [] phoneHash,
        byte @Nullable [] verifiedPhoneHash,
        @Nullable String phoneLast4,
        @Nullable Instant phoneVerifiedAt,
        byte @Nullable [] name,
        byte @Nullable [] profile,
        @Nullable Long referrerId,
        @Nullable Long secondReferrerId,
        @Nullable Long thirdReferrerId,
        @Nullable Long holderId,
        @Nullable Instant reboundAt,
        @Nullable Long mergedInto,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Long updatedBy) {

    /** What became of a member row. */
    public enum Status {
        /** In use. */
        LIVING,
        /** The same person as another row, which goes on. */
        MERGED,
        /** Personal data is gone at the person's wish. */
        ERASED
    }

    @Override
    public String toString() {
        return "Member[" + id + "]";
    }
}
