package io.kabao.points;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row with a merchant's rules.
 *
 * @param number from 1; the highest is in force
 * @param content JSON of {@link PointsRules}
 * @param settingsVersion of {@link PointsSettings}; 0: never set
 */
@TableName("points_ruleset")
record Ruleset(
        long id,
        long merchantId,
        int number,
        String content,
        int settingsVersion,
        @Nullable Instant settingsAt,
        @Nullable Long settingsBy,
        Instant createdAt,
        @Nullable Long createdBy) {}
