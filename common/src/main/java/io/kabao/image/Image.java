package io.kabao.image;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A picture without its bytes.
 *
 * @param hash SHA-256 of the bytes that are served, in 64 small hexadecimal digits
 * @param width in pixels
 * @param height in pixels
 * @param size in bytes
 * @param createdBy operator; null: the system
 */
public record Image(
        long id,
        long merchantId,
        String hash,
        ImageFormat format,
        int width,
        int height,
        int size,
        Instant createdAt,
        @Nullable Long createdBy) {

    /** Where both doors serve it, from their root on. */
    public String path() {
        return "/images/" + hash + "." + format.extension();
    }
}
