package io.kabao.organization;

import io.kabao.image.ImageUse;
import java.util.Collection;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The pictures that are photos of staff, of those who left too: a badge may be looked at again. */
@Component
class StaffPhotos implements ImageUse {

    private final StaffMapper mapper;

    StaffPhotos(StaffMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public Set<Long> imagesInUse(long merchantId, Collection<Long> ids) {
        return ids.isEmpty() ? Set.of() : Set.copyOf(mapper.photosAmong(merchantId, ids));
    }
}
