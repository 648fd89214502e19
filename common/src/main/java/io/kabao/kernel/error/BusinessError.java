package io.kabao.kernel.error;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The one exception for everything that a rule refuses. The doors render it as a problem document; nothing else catches
 * it to go on.
 */
public class BusinessError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;
    private final transient Object[] places;
    private final transient Map<String, Object> properties = new LinkedHashMap<>();

    /** A refusal; {@code places} fill the numbered places of the code's sentence. */
    public BusinessError(ErrorCode code, Object... places) {
        // No stack trace: a refusal is an answer, not a fault, and under load filling it in costs more than the rule.
        super(code.name(), null, false, false);
        this.code = code;
        this.places = places.clone();
    }

    /** Adds a machine-readable property to the problem document. */
    public BusinessError with(String name, Object value) {
        properties.put(name, value);
        return this;
    }

    /** What was refused. */
    public ErrorCode code() {
        return code;
    }

    /** What fills the places of the sentence, in their order. */
    public Object[] places() {
        return places.clone();
    }

    /** What the problem document carries beyond the usual. */
    public Map<String, Object> properties() {
        return Map.copyOf(properties);
    }
}
