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

    /** Used by Jackson before it knows the field. */
    public EditDeserializer() {
        this(null);
    }

    private EditDeserializer(@Nullable ValueDeserializer<Object> ofValue) {
        this.ofValue = ofValue;
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        var type = property == null ? context.getContextualType() : property.getType();
        JavaType inner = type.containedTypeOrUnknown(0);
        if (property != null && property.getAnnotation(JsonId.class) != null) {
            return new EditDeserializer(cast(new IdDeserializer()));
        }
        return new EditDeserializer(context.findContextualValueDeserializer(inner, property));
    }

    @SuppressWarnings("unchecked")
    private static ValueDeserializer<Object> cast(ValueDeserializer<?> deserializer) {
        return (ValueDeserializer<Object>) deserializer;
    }

    @Override
    public Edit<?> deserialize(JsonParser json, DeserializationContext context) {
        if (ofValue == null) {
            throw new IllegalStateException("The field of this edit is not known");
        }
        return new Edit<>(true, ofValue.deserialize(json, context));
    }

    @Override
    public Edit<?> getNullValue(DeserializationContext context) {
        return new Edit<>(true, null);
    }

    @Override
    public Edit<?> getAbsentValue(DeserializationContext context) {
        return Edit.keep();
    }
}
