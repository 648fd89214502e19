package io.kabao.material;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a drawing is stored as. */
public enum Format {
    /** Pixels, 300 to the inch. */
    PNG("image/png"),
    /** Vectors with the words as outlines, so that no font need be installed. */
    SVG("image/svg+xml"),
    /** Vectors with words that can be selected, their font within. */
    PDF("application/pdf");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The media type as HTTP says it. */
    public String mediaType() {
        return mediaType;
    }

    /** How names of such files end, without the dot; also what the API calls the format: {@code png}. */
    public String fileEnding() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format whose files end like that, in small letters. */
    public static Optional<Format> ofEnding(String ending) {
        return Arrays.stream(values())
                .filter(format -> format.fileEnding().equals(ending))
                .findFirst();
    }
}
