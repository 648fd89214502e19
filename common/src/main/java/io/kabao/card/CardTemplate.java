package io.kabao.card;

import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.json.JsonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a card looks like and how it is claimed: a template with one of its versions, as a rule the one in force.
 *
 * @param name what the merchant calls it
 * @param number of the version
 * @param title what stands on the card
 * @param color WeChat's colour, Color010 to Color102
 * @param backgroundId a picture behind what stands on the card
 * @param logoId a picture
 * @param settings {@link TemplateSettings} as JSON
 * @param numberDigits digits behind the prefix of a sequence number
 * @param followRequired a claim asks to follow the official account first
 * @param smsRequired the H5 page asks for an SMS code
 * @param autoBindOrCreate the claim also binds the one old card of the phone, or activates at once
 * @param welcomeBonusFen what a member is given once the card is active, in fen; 0: nothing
 * @param inForceFrom from when on cards show the version; null: a draft
 * @param publishAt from when on customers can claim the card; null: they can't
 * @param wasPublished it was in force once and was taken back
 * @param version of the template, for optimistic locking
 */
public record CardTemplate(
        @JsonId long id,
        @JsonId long merchantId,
        Kind kind,
        String name,
        int number,
        String title,
        String color,
        @JsonId @Nullable Long backgroundId,
        @JsonId @Nullable Long logoId,
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
        @Nullable Instant inForceFrom,
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
        /** One person, who may share another card's balance within limits of their own. */
        LINKED,
        /** A company's card, which the merchant opens and nobody claims. */
        GROUP
    }

    /** Whether customers can claim it. */
    public enum Status {
        /** Still being written, or taken back: nobody can claim it. */
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

    /** Refuses a kind of card that nobody claims. Errors: {@link CardError#GROUP_NOT_CLAIMED}. */
    public void requireClaimed() {
        if (kind == Kind.GROUP) {
            throw new BusinessError(CardError.GROUP_NOT_CLAIMED).with("field", "templateId");
        }
    }

    /** Whether customers can claim it at this time. */
    public boolean isPublished(Instant now) {
        return statusAt(now) == Status.PUBLISHED;
    }

    /** What it is at this time. */
    public Status statusAt(Instant now) {
        return statusAt(publishAt, now);
    }

    static Status statusAt(@Nullable Instant publishAt, Instant now) {
        if (publishAt == null) {
            return Status.DRAFT;
        }
        return publishAt.isAfter(now) ? Status.SCHEDULED : Status.PUBLISHED;
    }

    /** Whether this version is in force at this time, unless a later one is. */
    boolean isInForce(Instant now) {
        return inForceFrom != null && !inForceFrom.isAfter(now);
    }

    /** Whether the claim needs a phone that somebody has verified. */
    public boolean needsVerifiedPhone() {
        return smsRequired || numberKind == NumberKind.PHONE;
    }
}
