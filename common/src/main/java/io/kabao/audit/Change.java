package io.kabao.audit;

import org.jspecify.annotations.Nullable;

/**
 * What was done to a thing.
 *
 * @param action upper snake case, as in {@code STORE_CREATED}
 * @param thing upper snake case, as in {@code STORE}
 * @param thingId the thing's id, if it has one
 * @param was the thing before, written as JSON; personal data must be masked by its type
 * @param isNow the thing after, likewise
 * @param reason what the person gave as the reason
 */
public record Change(
        String action,
        String thing,
        @Nullable Long thingId,
        @Nullable Object was,
        @Nullable Object isNow,
        @Nullable String reason) {

    /** A thing that did not exist before. */
    public static Change created(String thing, long thingId, Object isNow) {
        return new Change(thing + "_CREATED", thing, thingId, null, isNow, null);
    }

    /** A thing that was changed. */
    public static Change changed(String thing, long thingId, Object was, Object isNow) {
        return new Change(thing + "_CHANGED", thing, thingId, was, isNow, null);
    }

    /** A thing that is gone. */
    public static Change deleted(String thing, long thingId, Object was) {
        return new Change(thing + "_DELETED", thing, thingId, was, null, null);
    }

    /** The same, with what the person gave as the reason. */
    public Change because(@Nullable String why) {
        return new Change(action, thing, thingId, was, isNow, why);
    }

    /** An act on a thing that changes none of its fields, as signing in. */
    public static Change act(String action, String thing, long thingId) {
        return new Change(action, thing, thingId, null, null, null);
    }
}
