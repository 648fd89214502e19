package io.kabao.card;

import io.kabao.image.ImageUse;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The pictures that templates show in any of their versions: an earlier one may be made the draft again. */
@Component
class TemplatePictures implements ImageUse {

    private final TemplateVersionMapper mapper;

    TemplatePictures(TemplateVersionMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public Set<Long> imagesInUse(long merchantId, Collection<Long> ids) {
        var used = new HashSet<Long>();
        if (!ids.isEmpty()) {
            mapper.pictures(merchantId, ids).forEach(version -> {
                Stream.of(version.backgroundId(), version.logoId())
                        .filter(Objects::nonNull)
                        .forEach(used::add);
                if (version.icons() != null) {
                    // A list of texts of digits.
                    Arrays.stream(version.icons().split("[^0-9]+", -1))
                            .filter(id -> !id.isEmpty())
                            .map(Long::valueOf)
                            .forEach(used::add);
                }
            });
        }
        used.retainAll(Set.copyOf(ids));
        return used;
    }
}
