package io.kabao.door;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** An answer that is a picture whose address is made of what it holds. */
public final class PictureAnswer {

    private static final Duration FOR_EVER = Duration.ofDays(365);

    private PictureAnswer() {}

    /** The picture, to be kept by whoever asked and on the way: under its address there is never another. */
    public static ResponseEntity<byte[]> forEver(MediaType type, byte[] bytes) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.maxAge(FOR_EVER).cachePublic().immutable())
                .body(bytes);
    }

    /** There is no such picture. */
    public static BusinessError none() {
        return new BusinessError(KernelError.NOT_FOUND);
    }
}
