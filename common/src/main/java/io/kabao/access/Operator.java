package io.kabao.access;

import com.baomidou.mybatisplus.annotation.IdType;
import com.baomidou.mybatisplus.annotation.TableId;
import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person of a merchant who may sign in.
 *
 * @param account lower case, unique over the deployment
 * @param passwordHash Argon2id over the peppered password
 * @param sessionHash of the token of the one live session; null: signed out
 */
@TableName("operator")
record Operator(
        @TableId(type = IdType.INPUT) long id,
        long merchantId,
        String account,
        String name,
        String passwordHash,
        Role role,
        boolean active,
        byte @Nullable [] sessionHash,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Long updatedBy) {

    /** Never the hash: a record's own text would put it into a log. */
    @Override
    public String toString() {
        return "Operator[id=" + id + ", merchantId=" + merchantId + ", role=" + role + "]";
    }
}
