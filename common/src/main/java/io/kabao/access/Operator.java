package io.kabao.access;

import com.baomidou.mybatisplus.annotation.IdType;
import com.baomidou.mybatisplus.annotation.TableId;
import com.baomidou.mybatisplus.annotation.TableName;
import io.kabao.kernel.ActorRealm;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A person who may sign in at the admin door: of a merchant, or of the platform with merchant 0.
 *
 * @param realm OPERATOR or PLATFORM
 * @param account lower case, unique over the deployment
 * @param passwordHash Argon2id over the peppered password
 * @param sessionHash of the token of the one live session; null: signed out
 * @param scopeIds as in {@link Scope}
 * @param staffId the member of staff who signs in so
 * @param passwordInitial made by somebody else and not changed yet
 * @param totpSecret encrypted; null: no second factor
 * @param totpPending encrypted; shown but not confirmed yet
 * @param totpStep of the last one-time password taken
 * @param signedInAt when the live session began
 * @param steppedUpUntil until then the live session has proved itself again
 * @param lostAt when somebody else took rights away or made the login anew
 * @param lostBy the operator who did
 * @param lostRoles role ids until then, comma-separated
 */
@TableName("operator")
record Operator(
        @TableId(type = IdType.INPUT) long id,
        long merchantId,
        ActorRealm realm,
        String account,
        String name,
        String passwordHash,
        boolean active,
        byte @Nullable [] sessionHash,
        Scope.Kind scopeKind,
        String scopeIds,
        @Nullable Long staffId,
        boolean passwordInitial,
        byte @Nullable [] totpSecret,
        byte @Nullable [] totpPending,
        long totpStep,
        int otpMisses,
        @Nullable Instant otpLockedUntil,
        @Nullable Instant signedInAt,
        @Nullable Instant steppedUpUntil,
        @Nullable Instant lostAt,
        @Nullable Long lostBy,
        String lostRoles,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Long updatedBy) {

    /** What makes a new one. */
    record Newcomer(
            ActorRealm realm,
            long merchantId,
            String account,
            String name,
            String passwordHash,
            Scope scope,
            @Nullable Long staffId,
            boolean passwordInitial) {}

    static Operator fresh(long id, Newcomer newcomer, Instant now, @Nullable Long by) {
        return new Operator(
                id,
                newcomer.merchantId(),
                newcomer.realm(),
                newcomer.account(),
                newcomer.name(),
                newcomer.passwordHash(),
                true,
                null,
                newcomer.scope().kind(),
                newcomer.scope().written(),
                newcomer.staffId(),
                newcomer.passwordInitial(),
                null,
                null,
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                "",
                1,
                now,
                now,
                by);
    }

    /** The same person with what others may change. */
    Operator with(String newName, Scope scope, @Nullable Long newStaffId, boolean isActive) {
        return new Operator(
                id,
                merchantId,
                realm,
                account,
                newName,
                passwordHash,
                isActive,
                sessionHash,
                scope.kind(),
                scope.written(),
                newStaffId,
                passwordInitial,
                totpSecret,
                totpPending,
                totpStep,
                otpMisses,
                otpLockedUntil,
                signedInAt,
                steppedUpUntil,
                lostAt,
                lostBy,
                lostRoles,
                version,
                createdAt,
                updatedAt,
                updatedBy);
    }

    Scope scope() {
        return Scope.read(scopeKind, scopeIds);
    }

    /** The roles that were lost. */
    Set<Long> rolesLost() {
        return lostRoles.isEmpty()
                ? Set.of()
                : Arrays.stream(lostRoles.split(",")).map(Long::valueOf).collect(Collectors.toSet());
    }

    /** Never the hash: a record's own text would put it into a log. */
    @Override
    public String toString() {
        return "Operator[id=" + id + ", merchantId=" + merchantId + "]";
    }
}
