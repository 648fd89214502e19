package io.kabao.e2e.matrix;

import io.kabao.access.Permission;
import io.kabao.e2e.Api;
import io.kabao.e2e.House;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One operation of one door, as in {@code admin GET /admin/stores/{id}}. */
record Operation(String door, String method, String path) implements Comparable<Operation> {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    /** What each door publishes, which is the same as long as it runs. */
    private static final Map<String, JsonNode> DESCRIPTIONS = new ConcurrentHashMap<>();

    /** Nobody in particular, at the operation's door, with a key that no request had before. */
    Api caller() {
        return atDoor(door).with("Idempotency-Key", Merchant.fresh());
    }

    /** Of a thing that has numbered parts, the first. */
    String pathFor(String id) {
        return path.replace("{number}", "1").replaceAll("\\{[^}]*}", id);
    }

    boolean writes() {
        return !method.equals("GET");
    }

    /** Whether the platform's people call it, and no operator does. */
    boolean isOfPlatform() {
        return path.startsWith("/platform/");
    }

    /** What the running doors publish. */
    static Set<Operation> published() {
        var published = new TreeSet<Operation>();
        for (var door : List.of("admin", "wx")) {
            description(door)
                    .get("paths")
                    .propertyStream()
                    .forEach(path -> path.getValue()
                            .propertyStream()
                            .filter(operation -> METHODS.contains(operation.getKey()))
                            .forEach(operation -> published.add(
                                    new Operation(door, operation.getKey().toUpperCase(Locale.ROOT), path.getKey()))));
        }
        return published;
    }

    /** Names of the fields that the body may have; empty for an operation without a body. */
    List<String> bodyFields() {
        var description = description(door);
        var schema = published(description)
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        var reference = schema.path("$ref").asString("");
        if (reference.isEmpty()) {
            return List.of();
        }
        return new ArrayList<>(
                description.at(reference.substring(1)).get("properties").propertyNames());
    }

    /** Whether it says that its caller must have proved themselves again. */
    boolean asksForProof() {
        return published(description(door)).path("x-step-up").asBoolean(false);
    }

    /** What its caller must be allowed to do; empty: whoever is signed in may. */
    Stream<Permission> permissions() {
        var named = published(description(door)).path("x-permission").asString("");
        return Stream.of(named.split(",", -1)).filter(name -> !name.isEmpty()).map(Permission::valueOf);
    }

    /** Whether it may be called without a body. */
    boolean isBodyOptional() {
        return !published(description(door))
                .path("requestBody")
                .path("required")
                .asBoolean(false);
    }

    /** Names of the query's parameters. */
    List<String> queryParameters() {
        return published(description(door))
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.get("in").asString().equals("query"))
                .map(parameter -> parameter.get("name").asString())
                .toList();
    }

    private JsonNode published(JsonNode description) {
        return description.get("paths").get(path).get(method.toLowerCase(Locale.ROOT));
    }

    private static JsonNode description(String door) {
        return DESCRIPTIONS.computeIfAbsent(
                door, _ -> atDoor(door).get("/v3/api-docs").json());
    }

    private static Api atDoor(String door) {
        return door.equals("wx") ? House.shared().wx() : House.shared().admin();
    }

    @Override
    public int compareTo(Operation other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return door + " " + method + " " + path;
    }
}
