package io.kabao.image;

import java.util.Collection;
import java.util.Set;

/** Something that shows pictures, which are then kept. */
public interface ImageUse {

    /** Which of these pictures of a merchant it needs. */
    Set<Long> imagesInUse(long merchantId, Collection<Long> ids);
}
