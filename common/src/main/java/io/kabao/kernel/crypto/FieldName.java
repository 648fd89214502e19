package io.kabao.kernel.crypto;

import java.util.regex.Pattern;

/**
 * The column an encrypted value belongs to, as {@code table.column}. It is sealed into every value: renaming one makes
 * the values written before unreadable.
 */
public record FieldName(String name) {
    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9_]{0,62}\\.[a-z][a-z0-9_]{0,62}");

    /** Takes {@code table.column}. Errors: IllegalArgumentException for any other shape. */
    public FieldName {
        if (!SHAPE.matcher(name).matches()) {
            throw new IllegalArgumentException("a field name is table.column, not " + name);
        }
    }
}
