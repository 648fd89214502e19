package io.kabao.door;

import io.kabao.kernel.ActorRealm;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Whoever is signed in, as far as limits need to know. */
record Caller(ActorRealm realm, long id, long merchantId) {

    private static final String ATTRIBUTE = Caller.class.getName();

    /** The gatekeeper says who it let in. */
    void noteIn(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Who was let in; empty for a stranger. */
    static Optional<Caller> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? Optional.of(caller) : Optional.empty();
    }
}
