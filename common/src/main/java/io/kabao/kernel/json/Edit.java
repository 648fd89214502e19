package io.kabao.kernel.json;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * One field of a PATCH: left out, it keeps what is there; null clears it; a value replaces it.
 *
 * @param named whether the request named the field at all
 * @param value the new value; null clears
 * @param field what the request calls it; empty where it was left out
 */
@JsonDeserialize(using = EditDeserializer.class)
public record Edit<T>(boolean named, @Nullable T value, String field) {

    private static final Edit<?> KEEP = new Edit<>(false, null, "");

    /** A field the request did not name. */
    @SuppressWarnings("unchecked")
    public static <T> Edit<T> keep() {
        return (Edit<T>) KEEP;
    }

    /** The field's value afterwards; {@code before} is what is there now. */
    public @Nullable T applyTo(@Nullable T before) {
        return named ? value : before;
    }

    /** The value afterwards of a field that can't be cleared. Errors: {@link KernelError#INVALID_REQUEST} for a null, naming the field. */
    public T applyToRequired(T before) {
        if (named && value == null) {
            throw new BusinessError(KernelError.INVALID_REQUEST)
                    .with("errors", List.of(Map.of("field", field, "detail", "≠ null")));
        }
        return value == null ? before : value;
    }
}
