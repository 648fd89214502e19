package io.kabao.e2e;

import java.net.http.HttpHeaders;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a door answered. */
public record Answer(int status, HttpHeaders headers, String body) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** The body as JSON; an exception when it is none. */
    public JsonNode json() {
        return JSON.readTree(body);
    }

    /** A text field of the body, addressed as in {@code /operator/id}. */
    public String text(String pointer) {
        return json().requiredAt(pointer).asString();
    }

    /** A whole number of the body, addressed likewise. */
    public long number(String pointer) {
        return json().requiredAt(pointer).asLong();
    }

    /** A header's first value, empty when it is missing. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The stable code of a problem document; empty when this is none. */
    public Optional<String> problemCode() {
        return header("Content-Type").startsWith("application/problem+json")
                ? Optional.of(json().path("code").asString(""))
                : Optional.empty();
    }
}
