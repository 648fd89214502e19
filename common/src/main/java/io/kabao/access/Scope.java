package io.kabao.access;

import io.kabao.kernel.error.BusinessError;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which part of the merchant an operator works on.
 *
 * @param ids of organizations or stores; empty for the other kinds
 */
public record Scope(Kind kind, Set<Long> ids) {

    /** Most ids in one scope. */
    public static final int IDS_MOST = 100;

    /** The kinds of part. */
    public enum Kind {
        /** The whole merchant. */
        ALL,
        /** Organizations with all below them. */
        ORGANIZATION,
        /** Stores. */
        STORES,
        /** What the person themselves brought; asks for a link to a member of staff. */
        OWN
    }

    /** The whole merchant. */
    public static final Scope WHOLE = new Scope(Kind.ALL, Set.of());

    /** Errors: {@link AccessError#SCOPE_WRONG} for ids where there are none, for none where there are some, for too many. */
    public Scope {
        var withIds = kind == Kind.ORGANIZATION || kind == Kind.STORES;
        if (withIds == ids.isEmpty() || ids.size() > IDS_MOST) {
            throw new BusinessError(AccessError.SCOPE_WRONG, IDS_MOST).with("field", "scope");
        }
        ids = Set.copyOf(ids);
    }

    static Scope read(Kind kind, String ids) {
        return new Scope(
                kind,
                ids.isEmpty()
                        ? Set.of()
                        : Arrays.stream(ids.split(",")).map(Long::valueOf).collect(Collectors.toSet()));
    }

    String written() {
        return new TreeSet<>(ids).stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
