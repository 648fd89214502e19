package io.kabao.kernel.json;

import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads an id from a string of one to nineteen ASCII digits; anything else, numbers included, is refused. */
public class IdDeserializer extends ValueDeserializer<Long> {

    private static final Pattern DIGITS = Pattern.compile("[1-9][0-9]{0,18}");

    @Override
    public Long deserialize(JsonParser json, DeserializationContext context) {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            return (Long) context.handleUnexpectedToken(Long.class, json);
        }
        var text = json.getString();
        if (DIGITS.matcher(text).matches()) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException _) {
                // Nineteen digits above the largest long: refused below like any other text that is no id.
            }
        }
        return (Long) context.handleWeirdStringValue(Long.class, text, "an id is a string of digits");
    }
}
