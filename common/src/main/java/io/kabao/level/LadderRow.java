package io.kabao.level;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A merchant's levels as they stood from one moment on.
 *
 * @param number the highest is in force
 * @param content as JSON
 */
@TableName("level_ladder")
record LadderRow(
        long id,
        long merchantId,
        int number,
        String content,
        Instant createdAt,
        @Nullable Long createdBy) {}
