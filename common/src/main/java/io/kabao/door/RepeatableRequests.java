package io.kabao.door;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kabao.kernel.Actor;
import io.kabao.kernel.crypto.RequestHash;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.kernel.idempotency.IdempotentRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells a request that is sent again from another one with the same key. */
@Component
public class RepeatableRequests {

    /** The header that a caller's own key comes in. */
    public static final String KEY = "Idempotency-Key";

    private final RequestHash hash;
    private final JsonMapper json;

    RepeatableRequests(RequestHash hash, JsonMapper json) {
        this.hash = hash;
        // A field that a later version adds changes nothing for whoever does not name it.
        this.json = json.rebuild()
                .changeDefaultPropertyInclusion(_ -> JsonInclude.Value.ALL_NON_NULL)
                .build();
    }

    /**
     * The request with its key. Errors: {@link io.kabao.kernel.error.KernelError#INVALID_REQUEST} for a key of another form.
     *
     * @param body as it was read: spaces and the order of fields tell nothing
     */
    public IdempotentRequest of(Actor actor, String key, HttpServletRequest request, Object body) {
        var query = request.getQueryString();
        var path = query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
        return new IdempotentRequest(actor, key, hash.of(request.getMethod(), path, json.writeValueAsBytes(body)));
    }

    /** As {@link #of(Actor, String, HttpServletRequest, Object)}, with the key that the request itself carries. */
    public IdempotentRequest of(Actor actor, HttpServletRequest request, Object body) {
        var key = request.getHeader(KEY);
        if (key == null) {
            throw new BusinessError(KernelError.INVALID_REQUEST)
                    .with("errors", List.of(Map.of("field", KEY, "detail", "1..255")));
        }
        return of(actor, key, request, body);
    }
}
