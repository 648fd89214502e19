package io.kabao.card;

import com.baomidou.mybatisplus.annotation.IdType;
import com.baomidou.mybatisplus.annotation.TableId;
import com.baomidou.mybatisplus.annotation.TableName;
import io.kabao.kernel.json.JsonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a card looks like and how it is claimed.
 *
 * @param name what the merchant calls it
 * @param title what stands on the card
 * @param color WeChat's colour, Color010 to Color102
 * @param settings {@link TemplateSettings} as JSON
 * @param publishAt from when on customers can claim it; null: a draft
 * @param wasPublished it was in force once and was taken back
 * @param numberDigits digits behind the prefix of a sequence number
 * @param followRequired a claim asks to follow the official account first
 * @param smsRequired the H5 page asks for an SMS code
 * @param autoBindOrCreate the claim also binds the one old card of the phone, or activates at once
 * @param welcomeBonusFen what a member is given once the card is active, in fen; 0: nothing
 */
@TableName("card_template")
public record CardTemplate(
        @TableId(type = IdType.INPUT) @JsonId long id,
        @JsonId long merchantId,
        Kind kind,
        String name,
        String title,
        String color,
        @Nullable String notice,
        @Nullable String description,
        @Nullable String servicePhone,
        String settings,
        NumberKind numberKind,
        String numberPrefix,
        int numberDigits,
        boolean followRequired,
        boolean smsRequired,
        boolean autoBindOrCreate,
        long welcomeBonusFen,
        @Nullable Instant publishAt,
        boolean wasPublished,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @JsonId @Nullable Long updatedBy) {

    /** How many people a card serves. */
    public enum Kind {
        /** One person. */
        INDIVIDUAL,
        /** One balance, several linked cards. */
        LINKED,
        /** A company's card. */
        GROUP
    }

    /** Whether customers can claim it. */
    public enum Status {
        /** Still being written: nobody can claim it. */
        DRAFT,
        /** To be in force from a time on: nobody can claim it yet. */
        SCHEDULED,
        /** In force. */
        PUBLISHED
    }

    /** Where a card's number comes from. */
    public enum NumberKind {
        /** A prefix and a running number. */
        SEQUENCE,
        /** The verified phone; the sequence where that is taken already. */
        PHONE
    }

    /** Whether customers can claim it at this time. */
    public boolean isPublished(Instant now) {
        return statusAt(now) == Status.PUBLISHED;
    }

    /** What it is at this time. */
    public Status statusAt(Instant now) {
        if (publishAt == null) {
            return Status.DRAFT;
        }
        return publishAt.isAfter(now) ? Status.SCHEDULED : Status.PUBLISHED;
    }

    /** Whether the claim needs a phone that somebody has verified. */
    public boolean needsVerifiedPhone() {
        return smsRequired || numberKind == NumberKind.PHONE;
    }
}
