package io.kabao.kernel.crypto;

/** An encrypted field can't be read: altered, moved from another row, or its key is gone. Never holds the value. */
public class UnreadableField extends RuntimeException {
    UnreadableField(FieldName field, String reason) {
        super("Field " + field.name() + " can't be decrypted: " + reason);
    }
}
