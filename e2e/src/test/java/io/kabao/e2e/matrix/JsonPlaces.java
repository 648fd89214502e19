package io.kabao.e2e.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object somewhere in a body.
 *
 * @param path empty: the body itself
 */
record JsonPlaces(JsonNode whole, String path) {

    /** Objects whose fields are named by the merchant. */
    private static final Set<String> FREE = Set.of("profile", "fields");

    /** All objects of a body, but for those with names of the merchant's own. */
    static List<JsonPlaces> of(JsonNode whole) {
        var places = new ArrayList<JsonPlaces>();
        find(whole, whole, "", places);
        return places;
    }

    private static void find(JsonNode whole, JsonNode at, String path, List<JsonPlaces> places) {
        if (at.isObject()) {
            places.add(new JsonPlaces(whole, path));
            at.propertyStream()
                    .filter(each -> !FREE.contains(each.getKey()))
                    .forEach(each -> find(whole, each.getValue(), path + "/" + each.getKey(), places));
        } else if (at.isArray() && !at.isEmpty()) {
            find(whole, at.get(0), path + "/0", places);
        }
    }

    boolean isWhole() {
        return path.isEmpty();
    }

    /** Whether the object has the field already. */
    boolean knows(String field) {
        return whole.at(path).has(field);
    }

    /** The body with one more field here. */
    String with(String field) {
        var copy = whole.deepCopy();
        ((ObjectNode) copy.at(path)).put(field, "1");
        return copy.toString();
    }

    @Override
    public String toString() {
        return path + "/";
    }
}
