package io.kabao.kernel.json;

import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.UnwrapByDefault;
import jakarta.validation.valueextraction.ValueExtractor;

/** Lets the constraints on an {@link Edit} look at the value inside. */
@UnwrapByDefault
public class EditValues implements ValueExtractor<Edit<@ExtractedValue ?>> {

    @Override
    public void extractValues(Edit<?> edit, ValueReceiver receiver) {
        receiver.value(null, edit.value());
    }
}
