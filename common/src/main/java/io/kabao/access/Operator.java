package io.kabao.access;

import com.baomidou.mybatisplus.annotation.IdType;
import com.baomidou.mybatisplus.annotation.TableId;
import com.baomidou.mybatisplus.annotation.TableName;
import io.kabao.kernel.ActorRealm;
import java.time.Instant;
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
 * @param addedBy the operator who did; null: nobody, or long ago
 * @param loginMadeBy the operator who added it or made it anew
 * @param loginMadeAt when, or when its person first chose a password after that
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
        @Nullable Long addedBy,
        @Nullable Long loginMadeBy,
        @Nullable Instant loginMadeAt,
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
                by,
                by,
                now,
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
                addedBy,
                loginMadeBy,
                loginMadeAt,
                version,
                createdAt,
                updatedAt,
                updatedBy);
    }

    Scope scope() {
        return Scope.read(scopeKind, scopeIds);
    }

    /** Whether another operator made this login, and its person has not had a password of their own since then. */
    boolean isKnownTo(@Nullable Long other, Instant since) {
        return other != null
                && other.equals(loginMadeBy)
                && (passwordInitial || (loginMadeAt != null && loginMadeAt.isAfter(since)));
    }

    /** Whether another operator has added this login since then: that one could not have been stopped by it before either. */
    boolean isNewOf(@Nullable Long other, Instant since) {
        return other != null && other.equals(addedBy) && isKnownTo(other, since) && createdAt.isAfter(since);
    }

    /** Never the hash: a record's own text would put it into a log. */
    @Override
    public String toString() {
        return "Operator[id=" + id + ", merchantId=" + merchantId + "]";
    }
}
