package io.kabao.organization;

import com.baomidou.mybatisplus.annotation.IdType;
import com.baomidou.mybatisplus.annotation.TableId;
import com.baomidou.mybatisplus.annotation.TableName;
import io.kabao.kernel.json.JsonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A node of the merchant's tree.
 *
 * @param parentId null for the root
 * @param updatedBy operator; null when the system made it
 */
@TableName("organization")
public record Organization(
        @TableId(type = IdType.INPUT) @JsonId long id,
        @JsonId long merchantId,
        @JsonId @Nullable Long parentId,
        String name,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @JsonId @Nullable Long updatedBy) {

    /**
     * What a merchant writes about a node.
     *
     * @param parentId null: the root, when adding
     */
    public record Draft(String name, @JsonId @Nullable Long parentId) {}
}
