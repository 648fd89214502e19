package io.kabao.kernel.json;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Writes an id as a string of digits. */
public class IdSerializer extends ValueSerializer<Long> {

    @Override
    public void serialize(Long id, JsonGenerator json, SerializationContext context) {
        json.writeString(Long.toString(id));
    }
}
