package io.kabao.kernel.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * One field of a PATCH: left out, it keeps what is there; null clears it; a value replaces it.
 *
 * @param named whether the request named the field at all
 * @param value the new value; null clears
 */
@JsonDeserialize(using = EditDeserializer.class)
public record Edit<T>(boolean named, @Nullable T value) {

    private static final Edit<?> KEEP = new Edit<>(false, null);

    /** A field the request did not name. */
    @SuppressWarnings("unchecked")
    public static <T> Edit<T> keep() {
        return (Edit<T>) KEEP;
    }

    /** The field's value afterwards; {@code before} is what is there now. */
    public @Nullable T applyTo(@Nullable T before) {
        return named ? value : before;
    }

    /** The value afterwards of a field that must have one; a null in the request keeps what is there. */
    public T applyToRequired(T before) {
        return value == null ? before : value;
    }
}
