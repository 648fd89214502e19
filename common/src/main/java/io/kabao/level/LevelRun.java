package io.kabao.level;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A look at all cards with other levels.
 *
 * @param basedOn number of the levels that were in force when it was asked for; 0: none
 * @param mayFall whether cards go down before their time is over
 * @param content the levels, as JSON
 * @param lastCardId up to which all were looked at
 * @param seen cards that were looked at
 * @param moves {@link Moves}, as JSON
 */
@TableName("level_run")
record LevelRun(
        long id,
        long merchantId,
        Kind kind,
        int basedOn,
        boolean mayFall,
        String content,
        Status status,
        long lastCardId,
        long seen,
        String moves,
        Instant createdAt,
        @Nullable Long createdBy,
        @Nullable Instant finishedAt) {

    enum Kind {
        PREVIEW,
        APPLICATION
    }

    enum Status {
        RUNNING,
        DONE
    }

    boolean isDone() {
        return status == Status.DONE;
    }
}
