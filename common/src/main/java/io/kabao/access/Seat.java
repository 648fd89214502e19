package io.kabao.access;

import io.kabao.kernel.ActorRealm;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a session needs of its operator's row.
 *
 * @param sessionHash of the token of the one live session; null: signed out
 * @param scopeIds as in {@link Scope}
 * @param secondFactor whether one is enrolled
 * @param roleIds comma-separated; null: none
 */
record Seat(
        long id,
        long merchantId,
        ActorRealm realm,
        String account,
        String name,
        boolean active,
        byte @Nullable [] sessionHash,
        Scope.Kind scopeKind,
        String scopeIds,
        @Nullable Long staffId,
        boolean passwordInitial,
        boolean secondFactor,
        @Nullable Instant steppedUpUntil,
        @Nullable String roleIds) {

    /** Of an operator at hand with these roles. */
    static Seat of(Operator operator, Set<Long> roleIds) {
        return new Seat(
                operator.id(),
                operator.merchantId(),
                operator.realm(),
                operator.account(),
                operator.name(),
                operator.active(),
                operator.sessionHash(),
                operator.scopeKind(),
                operator.scopeIds(),
                operator.staffId(),
                operator.passwordInitial(),
                operator.totpSecret() != null,
                operator.steppedUpUntil(),
                roleIds.isEmpty() ? null : roleIds.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    /** Whether the token with this fingerprint is the live one of somebody who may sign in. */
    boolean isTakenBy(byte[] session) {
        return active && sessionHash != null && MessageDigest.isEqual(sessionHash, session);
    }

    Scope scope() {
        return Scope.read(scopeKind, scopeIds);
    }

    Set<Long> roles() {
        return roleIds == null
                ? Set.of()
                : Arrays.stream(roleIds.split(",")).map(Long::valueOf).collect(Collectors.toSet());
    }

    /** Never the hash: a record's own text would put it into a log. */
    @Override
    public String toString() {
        return "Seat[id=" + id + ", merchantId=" + merchantId + "]";
    }
}
