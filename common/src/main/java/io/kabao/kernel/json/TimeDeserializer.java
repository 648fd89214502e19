package io.kabao.kernel.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/**
 * Reads a moment from ISO-8601 text with an offset, as in {@code 2026-11-27T12:00:00+08:00}, of the years that the database
 * can hold. A number is refused: it would be seconds to one reader and milliseconds to another.
 */
public class TimeDeserializer extends ValueDeserializer<Instant> {

    /** The first moment that can be stored. */
    static final Instant FIRST = Instant.parse("1000-01-01T00:00:00Z");

    /** The first one that can't any more. */
    static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            return (Instant) context.handleUnexpectedToken(Instant.class, json);
        }
        var text = json.getString();
        try {
            var time = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
            if (!time.isBefore(FIRST) && time.isBefore(END)) {
                return time;
            }
        } catch (DateTimeException _) {
            // Refused below like any other text that is no time.
        }
        return (Instant) context.handleWeirdStringValue(Instant.class, text, "a time is ISO-8601 with an offset");
    }
}
