package io.kabao.card;

import com.baomidou.mybatisplus.annotation.IdType;
import com.baomidou.mybatisplus.annotation.TableId;
import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a template: all that waits for its publication.
 *
 * @param number 1 for the template's first
 * @param beganWith number of the version that it was made from
 * @param publishAt from when on it is in force; null: a draft
 * @param writtenBy who wrote it last; null: the house itself
 * @param publishedAt when somebody decided on {@code publishAt}
 */
@TableName("card_template_version")
record TemplateVersion(
        @TableId(type = IdType.INPUT) long id,
        long merchantId,
        long templateId,
        int number,
        State state,
        String title,
        String color,
        @Nullable Long backgroundId,
        @Nullable Long logoId,
        @Nullable String notice,
        @Nullable String description,
        @Nullable String servicePhone,
        String settings,
        CardTemplate.NumberKind numberKind,
        String numberPrefix,
        int numberDigits,
        boolean followRequired,
        boolean smsRequired,
        boolean autoBindOrCreate,
        long welcomeBonusFen,
        @Nullable Integer beganWith,
        @Nullable Instant publishAt,
        Instant writtenAt,
        @Nullable Long writtenBy,
        @Nullable Instant publishedAt,
        @Nullable Long publishedBy,
        @Nullable Instant takenBackAt,
        @Nullable Long takenBackBy) {

    /** What became of a version. */
    enum State {
        /** Seen by nobody but the merchant; a template has one at most. */
        DRAFT,
        /** In force, or to be in force: of several the latest whose time has come is in force. */
        PUBLISHED,
        /** Was in force before another. */
        PAST,
        /** Was to be in force, and was given up before. */
        TAKEN_BACK
    }

    boolean isPlanned(Instant now) {
        return state == State.PUBLISHED && publishAt != null && publishAt.isAfter(now);
    }

    /** The template as this version has it. */
    CardTemplate of(TemplateRow row) {
        return new CardTemplate(
                row.id(),
                row.merchantId(),
                row.kind(),
                row.name(),
                number,
                title,
                color,
                backgroundId,
                logoId,
                notice,
                description,
                servicePhone,
                settings,
                numberKind,
                numberPrefix,
                numberDigits,
                followRequired,
                smsRequired,
                autoBindOrCreate,
                welcomeBonusFen,
                publishAt,
                row.publishAt(),
                row.wasPublished(),
                row.version(),
                row.createdAt(),
                row.updatedAt(),
                row.updatedBy());
    }
}
