package io.kabao.merchant;

import com.baomidou.mybatisplus.annotation.IdType;
import com.baomidou.mybatisplus.annotation.TableId;
import com.baomidou.mybatisplus.annotation.TableName;
import io.kabao.kernel.json.JsonId;
import java.time.Instant;

/**
 * A brand.
 *
 * @param zone zone of its business day, as in {@code Asia/Shanghai}
 */
@TableName("merchant")
public record Merchant(
        @TableId(type = IdType.INPUT) @JsonId long id,
        String name,
        String zone,
        int version,
        Instant createdAt,
        Instant updatedAt) {}
