package io.kabao.card;

import io.kabao.kernel.error.StaleVersion;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A template with its versions that are in force, planned or drafted, as they are at one moment.
 *
 * @param versions at least one
 */
record Living(TemplateRow row, List<TemplateVersion> versions, Instant now) {

    private static final Comparator<TemplateVersion> IN_TIME = Comparator.comparing(
                    (TemplateVersion version) -> Objects.requireNonNull(version.publishAt()))
            .thenComparing(TemplateVersion::number);

    Optional<TemplateVersion> draft() {
        return versions.stream()
                .filter(version -> version.state() == TemplateVersion.State.DRAFT)
                .findFirst();
    }

    Optional<TemplateVersion> inForce() {
        return versions.stream()
                .filter(version -> version.state() == TemplateVersion.State.PUBLISHED && !version.isPlanned(now))
                .max(IN_TIME);
    }

    /** What comes in force later, the next first. */
    List<TemplateVersion> planned() {
        return versions.stream()
                .filter(version -> version.isPlanned(now))
                .sorted(IN_TIME)
                .toList();
    }

    Optional<TemplateVersion> planned(int number) {
        return planned().stream().filter(version -> version.number() == number).findFirst();
    }

    /** What the merchant's next change begins with: the draft, what is planned last, what is in force. */
    TemplateVersion working() {
        return draft().or(() -> planned().stream().max(IN_TIME))
                .or(this::inForce)
                .orElseThrow(() -> new IllegalStateException("Template " + row.id() + " has no version"));
    }

    /** The earliest time from which any version is or will be in force; null: none is planned either. */
    @Nullable
    Instant begins() {
        return versions.stream()
                .map(TemplateVersion::publishAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    boolean isOpen() {
        return row.publishAt() != null && !row.publishAt().isAfter(now);
    }

    void requireVersion(int version) {
        if (row.version() != version) {
            throw stale();
        }
    }

    StaleVersion stale() {
        return new StaleVersion(row.version(), row.updatedAt(), row.updatedBy());
    }

    TemplateState state() {
        return new TemplateState(
                working().of(row),
                CardTemplate.statusAt(row.publishAt(), now),
                draft().map(TemplateVersion::number).orElse(null),
                inForce().map(TemplateVersion::number).orElse(null),
                planned().stream()
                        .map(version ->
                                new TemplateState.Plan(version.number(), Objects.requireNonNull(version.publishAt())))
                        .toList());
    }
}
