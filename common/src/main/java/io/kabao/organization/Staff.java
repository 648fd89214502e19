package io.kabao.organization;

import com.baomidou.mybatisplus.annotation.IdType;
import com.baomidou.mybatisplus.annotation.TableId;
import com.baomidou.mybatisplus.annotation.TableName;
import io.kabao.kernel.Phone;
import io.kabao.kernel.json.JsonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person of the merchant who serves members.
 *
 * @param storeId null: not tied to a store
 * @param photoId picture; null: none
 * @param phone encrypted
 * @param active false: has left
 */
@TableName("staff")
public record Staff(
        @TableId(type = IdType.INPUT) @JsonId long id,
        @JsonId long merchantId,
        @JsonId long organizationId,
        @JsonId @Nullable Long storeId,
        String name,
        @Nullable String employeeNumber,
        @JsonId @Nullable Long photoId,
        byte @Nullable [] phone,
        byte @Nullable [] phoneHash,
        boolean active,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @JsonId @Nullable Long updatedBy) {

    /** What a merchant writes about a member of staff. */
    public record Draft(
            String name,
            @Nullable Phone phone,
            @Nullable String employeeNumber,
            @Nullable Long organizationId,
            @Nullable Long storeId,
            boolean active,
            @Nullable Long photoId) {}

    @Override
    public String toString() {
        return "Staff[" + id + "]";
    }
}
