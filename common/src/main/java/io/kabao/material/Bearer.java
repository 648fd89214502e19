package io.kabao.material;

import org.jspecify.annotations.Nullable;

/**
 * Whose code it is: a store, a member of staff, or the merchant.
 *
 * @param name as people read it; empty when nothing is to be said
 * @param number the staff number
 * @param storeName the store a member of staff belongs to
 * @param photo a portrait as bytes of a PNG or JPEG
 */
public record Bearer(
        String name, @Nullable String number, @Nullable String storeName, byte @Nullable [] photo) {

    /** A store, or anybody of whom only the name is known. */
    public static Bearer named(String name) {
        return new Bearer(name, null, null, null);
    }
}
