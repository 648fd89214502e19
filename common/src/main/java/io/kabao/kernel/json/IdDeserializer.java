package io.kabao.kernel.json;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads an id from a string of one to nineteen ASCII digits; anything else, numbers included, is refused. */
public class IdDeserializer extends ValueDeserializer<Long> {

    private static final Pattern DIGITS = Pattern.compile("[1-9][0-9]{0,18}");

    /** In a PATCH the id stands inside an {@link Edit}. */
    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        return property != null && property.getType().hasRawClass(Edit.class)
                ? EditDeserializer.of(this, property.getName())
                : this;
    }

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
