package io.kabao.kernel.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;

/** Tells a field that was left out from one that is null. */
public class EditDeserializer extends ValueDeserializer<Edit<?>> {

    private final @Nullable ValueDeserializer<Object> ofValue;
    private final String field;

    /** Used by Jackson before it knows the field. */
    public EditDeserializer() {
        this(null, "");
    }

    private EditDeserializer(@Nullable ValueDeserializer<Object> ofValue, String field) {
        this.ofValue = ofValue;
        this.field = field;
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        if (ofValue != null) {
            return this;
        }
        var type = property == null ? context.getContextualType() : property.getType();
        JavaType inner = type.containedTypeOrUnknown(0);
        return new EditDeserializer(
                context.findContextualValueDeserializer(inner, property),
                property == null ? field : property.getName());
    }

    /** An edit of a field whose value is read by the given deserializer. */
    @SuppressWarnings("unchecked")
    static EditDeserializer of(ValueDeserializer<?> ofValue, String field) {
        return new EditDeserializer((ValueDeserializer<Object>) ofValue, field);
    }

    @Override
    public Edit<?> deserialize(JsonParser json, DeserializationContext context) {
        if (ofValue == null) {
            throw new IllegalStateException("The field of this edit is not known");
        }
        return new Edit<>(true, ofValue.deserialize(json, context), field);
    }

    @Override
    public Edit<?> getNullValue(DeserializationContext context) {
        return new Edit<>(true, null, field);
    }

    @Override
    public Edit<?> getAbsentValue(DeserializationContext context) {
        return Edit.keep();
    }
}
