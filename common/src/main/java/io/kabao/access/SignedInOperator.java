package io.kabao.access;

import io.kabao.kernel.Actor;
import io.kabao.kernel.ActorRealm;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.tenancy.Reach;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The operator behind the present call, as the session and the operator's row say.
 *
 * @param realm OPERATOR, or PLATFORM with merchant 0
 * @param roles names: those of {@link BuiltInRole}, or what the merchant called them
 * @param secondFactor whether one is enrolled
 * @param needsSecondFactor whether a role asks for one
 * @param steppedUpUntil until then the session has proved itself again
 */
public record SignedInOperator(
        @JsonId long id,
        @JsonId long merchantId,
        ActorRealm realm,
        String account,
        String name,
        List<String> roles,
        Set<Permission> permissions,
        Scope scope,
        @JsonId @Nullable Long staffId,
        boolean passwordInitial,
        boolean secondFactor,
        boolean needsSecondFactor,
        @Nullable Instant steppedUpUntil) {

    /** Whether the operator may do it: a role allows it, and what the whole merchant shares needs the whole merchant as scope. */
    public boolean may(Permission permission) {
        return permissions.contains(permission) && (!permission.isOfWholeMerchant() || scope.kind() == Scope.Kind.ALL);
    }

    /**
     * Refuses a session that has not proved itself again lately. Errors: {@link AccessError#TOTP_REQUIRED} where a role asks
     * for a second factor that is not there, {@link AccessError#STEP_UP_REQUIRED}.
     */
    public void requireSteppedUp(Instant now) {
        if (needsSecondFactor && !secondFactor) {
            throw new BusinessError(AccessError.TOTP_REQUIRED);
        }
        if (steppedUpUntil == null || !now.isBefore(steppedUpUntil)) {
            throw new BusinessError(AccessError.STEP_UP_REQUIRED);
        }
    }

    /** The operator as the one who acts on these rows, calling from {@code ip}, if that is known. */
    public Actor acting(Reach reach, @Nullable String ip) {
        return new Actor(realm, merchantId, id, ip, reach, null);
    }
}
