package io.kabao.access;

import io.kabao.kernel.Actor;
import io.kabao.kernel.ActorRealm;
import io.kabao.kernel.json.JsonId;
import org.jspecify.annotations.Nullable;

/** The operator behind the present call, as the session and the operator's row say. */
public record SignedInOperator(@JsonId long id, @JsonId long merchantId, String account, String name, Role role) {

    static SignedInOperator of(Operator operator) {
        return new SignedInOperator(
                operator.id(), operator.merchantId(), operator.account(), operator.name(), operator.role());
    }

    /** Whether the operator's role allows it. */
    public boolean may(Permission permission) {
        return role.permissions().contains(permission);
    }

    /** The operator as the one who acts, calling from {@code ip}, if that is known. */
    public Actor actingFrom(@Nullable String ip) {
        return new Actor(ActorRealm.OPERATOR, merchantId, id, ip);
    }
}
