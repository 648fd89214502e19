package io.kabao.admin;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The id of a store, or of another thing, as it stands in a list. */
record ThingId(long value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static ThingId of(String text) {
        if (!text.matches("[1-9][0-9]{0,18}")) {
            throw new IllegalArgumentException("An id is a string of digits");
        }
        return new ThingId(Long.parseLong(text));
    }

    static List<Long> values(@Nullable List<ThingId> ids) {
        return ids == null
                ? List.of()
                : ids.stream().map(id -> id == null ? null : id.value()).toList();
    }

    @JsonValue
    String text() {
        return Long.toString(value);
    }
}
