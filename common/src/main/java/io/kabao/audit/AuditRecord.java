package io.kabao.audit;

import com.baomidou.mybatisplus.annotation.IdType;
import com.baomidou.mybatisplus.annotation.TableId;
import com.baomidou.mybatisplus.annotation.TableName;
import io.kabao.kernel.ActorRealm;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of the audit.
 *
 * @param was JSON before the change, personal data masked
 * @param isNow JSON after it, likewise; of a refused try, what it was tried with
 * @param approverId the second person, where one was needed
 * @param refusedAs code of the refusal; null: it was done
 * @param path of a refused try: method and route
 */
@TableName("audit")
public record AuditRecord(
        @TableId(type = IdType.INPUT) long id,
        long merchantId,
        Instant at,
        ActorRealm realm,
        @Nullable Long actorId,
        @Nullable String ip,
        String action,
        String thing,
        @Nullable Long thingId,
        @Nullable String was,
        @Nullable String isNow,
        @Nullable String reason,
        @Nullable Long approverId,
        @Nullable String refusedAs,
        @Nullable String path) {}
