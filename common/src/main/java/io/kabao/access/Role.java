package io.kabao.access;

import io.kabao.kernel.json.JsonId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A merchant's own role: a name for some permissions.
 *
 * @param permissions names, comma-separated; one that this version does not know allows nothing
 */
public record Role(
        @JsonId long id,
        @JsonId long merchantId,
        String name,
        String permissions,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @JsonId @Nullable Long updatedBy) {

    /** What a merchant writes about a role. */
    public record Draft(String name, Set<Permission> permissions) {

        /** Takes a copy of the set. */
        public Draft {
            permissions = Set.copyOf(permissions);
        }
    }

    /** What it allows. */
    public Set<Permission> allows() {
        return read(permissions);
    }

    static Set<Permission> read(String names) {
        var named = Set.of(names.split(","));
        return Arrays.stream(Permission.values())
                .filter(permission -> named.contains(permission.name()))
                .collect(Collectors.toSet());
    }

    static String written(Set<Permission> permissions) {
        return new TreeSet<>(permissions).stream().map(Permission::name).collect(Collectors.joining(","));
    }
}
