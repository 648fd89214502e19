package io.kabao.organization;

import com.baomidou.mybatisplus.annotation.IdType;
import com.baomidou.mybatisplus.annotation.TableId;
import com.baomidou.mybatisplus.annotation.TableName;
import io.kabao.kernel.json.JsonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A shop where members are served.
 *
 * @param phone the shop's public number, as the merchant writes it
 * @param open false: serves nobody and can't be chosen
 * @param version grows with each change; an edit names the one it was made on
 */
@TableName("store")
public record Store(
        @TableId(type = IdType.INPUT) @JsonId long id,
        @JsonId long merchantId,
        @JsonId long organizationId,
        String name,
        @Nullable String address,
        @Nullable String phone,
        boolean open,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @JsonId @Nullable Long updatedBy) {

    /** What a merchant writes about a store. */
    public record Draft(
            String name,
            @Nullable Long organizationId,
            @Nullable String address,
            @Nullable String phone,
            boolean open) {}

    Store with(Draft draft, long organizationId, Instant now, @Nullable Long operatorId) {
        return new Store(
                id,
                merchantId,
                organizationId,
                draft.name(),
                draft.address(),
                draft.phone(),
                draft.open(),
                version + 1,
                createdAt,
                now,
                operatorId);
    }

    Draft asDraft() {
        return new Draft(name, organizationId, address, phone, open);
    }
}
