package io.kabao.claim;

import com.baomidou.mybatisplus.annotation.IdType;
import com.baomidou.mybatisplus.annotation.TableId;
import com.baomidou.mybatisplus.annotation.TableName;
import io.kabao.card.ClaimChannel;
import io.kabao.kernel.json.JsonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The thing behind a QR code.
 *
 * @param scene 22 base62 characters by chance, unique over the deployment and without meaning
 * @param referrerId the member whose invitation it is
 * @param scans people who looked, added now and then
 */
@TableName("claim_code")
public record ClaimCode(
        @TableId(type = IdType.INPUT) @JsonId long id,
        @JsonId long merchantId,
        String scene,
        ClaimChannel channel,
        @JsonId long templateId,
        @JsonId @Nullable Long storeId,
        @JsonId @Nullable Long staffId,
        @JsonId @Nullable Long referrerId,
        @Nullable String name,
        Status status,
        @Nullable Instant expiresAt,
        long scans,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @JsonId @Nullable Long updatedBy) {

    ClaimCode with(ClaimCodes.Draft draft, Instant now, @Nullable Long by) {
        return new ClaimCode(
                id,
                merchantId,
                scene,
                draft.channel(),
                draft.templateId(),
                draft.storeId(),
                draft.staffId(),
                referrerId,
                draft.name(),
                status,
                draft.expiresAt(),
                scans,
                version + 1,
                createdAt,
                now,
                by);
    }

    ClaimCode revoked(Instant now, @Nullable Long by) {
        return new ClaimCode(
                id,
                merchantId,
                scene,
                channel,
                templateId,
                storeId,
                staffId,
                referrerId,
                name,
                Status.REVOKED,
                expiresAt,
                scans,
                version + 1,
                createdAt,
                now,
                by);
    }

    /** What can be done with it at a time. */
    public Status statusAt(Instant now) {
        return status == Status.OPEN && expiresAt != null && !now.isBefore(expiresAt) ? Status.EXPIRED : status;
    }

    /** Whether a code can be claimed from. */
    public enum Status {
        /** It can, until it expires. */
        OPEN,
        /** It could, and can again once it is given a later end; no row says so. */
        EXPIRED,
        /** Taken back by the merchant: for ever. */
        REVOKED
    }
}
