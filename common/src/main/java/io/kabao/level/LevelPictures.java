package io.kabao.level;

import io.kabao.image.ImageUse;
import io.kabao.image.Images;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The pictures that cards show for their levels: those of the levels in force. */
@Component
class LevelPictures implements ImageUse {

    private static final Logger LOG = LoggerFactory.getLogger(LevelPictures.class);

    private final LadderMapper mapper;
    private final Images images;
    private final JsonMapper json;

    LevelPictures(LadderMapper mapper, Images images, JsonMapper json) {
        this.mapper = mapper;
        this.images = images;
        this.json = json;
    }

    /** Errors: {@link io.kabao.image.ImageError#IMAGE_NOT_FOUND}. */
    void require(long merchantId, Ladder ladder) {
        of(ladder).forEach(image -> images.require(merchantId, image));
    }

    /** Keeps them until the transaction ends. Errors: {@link io.kabao.image.ImageError#IMAGE_NOT_FOUND}. */
    void hold(long merchantId, Ladder ladder) {
        of(ladder).sorted().forEach(image -> images.hold(merchantId, image));
    }

    @Override
    public Set<Long> imagesInUse(long merchantId, Collection<Long> ids) {
        var used = new HashSet<Long>();
        try {
            mapper.latest(merchantId)
                    .map(row -> of(json.readValue(row.content(), Ladder.class)))
                    .ifPresent(images -> images.forEach(used::add));
        } catch (JacksonException e) {
            LOG.warn("Levels of merchant {} can't be read, so all its pictures stay", merchantId, e);
            return Set.copyOf(ids);
        }
        used.retainAll(Set.copyOf(ids));
        return used;
    }

    private static Stream<Long> of(Ladder ladder) {
        return ladder.levels().stream()
                .map(Level::backgroundId)
                .filter(Objects::nonNull)
                .distinct();
    }
}
