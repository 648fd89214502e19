package io.kabao.card;

import io.kabao.kernel.Lines;
import io.kabao.kernel.OneLine;
import io.kabao.kernel.json.JsonId;
import io.kabao.kernel.settings.HttpsLink;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a template that is stored as one document.
 *
 * @param profileFields what a new member fills in at activation, in this order
 * @param bindingFields keys that must agree for an old card to be bound
 * @param storeIds where the card is valid; empty: everywhere
 * @param gifts in points; templates from before there were any say nothing of it
 * @param printWords on prints with its codes; templates from before there were any say nothing of them
 */
public record TemplateSettings(
        Validity validity,
        List<Perk> perks,
        List<Link> links,
        List<ProfileField> profileFields,
        List<String> bindingFields,
        List<Long> storeIds,
        List<Document> documents,
        @Nullable Gifts gifts,
        @Nullable PrintWords printWords) {

    /**
     * Points that members are given, once for each phone; 0: none.
     *
     * @param welcomePoints once the card is active
     * @param profilePoints once all is filled in that the profile asks the member for
     */
    public record Gifts(long welcomePoints, long profilePoints) {

        static final Gifts NONE = new Gifts(0, 0);
    }

    /**
     * What prints say in place of the product's own words.
     *
     * @param headline null: the product's
     * @param hint how to scan; null: the product's
     */
    public record PrintWords(
            @Nullable String headline, @Nullable String hint) {

        static final PrintWords NONE = new PrintWords(null, null);
    }

    /** What prints say. */
    public PrintWords printed() {
        return printWords == null ? PrintWords.NONE : printWords;
    }

    /** What is given in points. */
    public Gifts given() {
        return gifts == null ? Gifts.NONE : gifts;
    }

    /** A card for ever, with nothing asked. */
    public static TemplateSettings plain() {
        return new TemplateSettings(
                Validity.FOREVER, List.of(), List.of(), List.of(), List.of("phone"), List.of(), List.of(), null, null);
    }

    /** Whether the card is valid at a store. */
    public boolean isValidAt(long storeId) {
        return storeIds.isEmpty() || storeIds.contains(storeId);
    }

    /**
     * How long a card is good.
     *
     * @param from the first day, for DATES
     * @param to the last day, for DATES
     * @param days from the activation on, for DAYS
     */
    public record Validity(
            @NotNull Kind kind,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Min(1) @Max(DAYS_MOST) @Nullable Integer days) {

        /** Never ends. */
        public static final Validity FOREVER = new Validity(Kind.FOREVER, null, null, null);

        private static final int DAYS_MOST = 36_500;

        /** Kinds of validity. */
        public enum Kind {
            /** Has no end. */
            FOREVER,
            /** From one day to another, whenever the card was activated. */
            DATES,
            /** So many days from the activation on. */
            DAYS
        }

        /** When cards begin to be good; null: from their activation on. */
        public @Nullable Instant beginsAt(ZoneId zone) {
            return kind == Kind.DATES && from != null ? from.atStartOfDay(zone).toInstant() : null;
        }

        /** When a card activated at {@code activatedAt} ends; null: never. */
        public @Nullable Instant endsAt(Instant activatedAt, ZoneId zone) {
            return switch (kind) {
                case FOREVER -> null;
                case DATES ->
                    to == null ? null : to.plusDays(1).atStartOfDay(zone).toInstant();
                case DAYS -> days == null ? null : activatedAt.plus(Duration.ofDays(days));
            };
        }
    }

    /**
     * A privilege shown on the card.
     *
     * @param description what it is in full
     * @param from the first day on which it is shown, where the merchant is; null: from the beginning
     * @param to the last day on which it is shown; null: to the end
     */
    public record Perk(
            @NotNull @OneLine @Size(max = 60) String text,
            @Lines @Size(max = 300) @Nullable String description,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {

        /** Whether it is shown on a day. */
        public boolean isShownOn(LocalDate day) {
            return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
        }
    }

    /**
     * A link to a service.
     *
     * @param icon a picture of ours beside its words; null: none
     * @param iconId one of the merchant's own instead
     * @param on whether customers see it; it is when nothing is said
     */
    public record Link(
            @NotNull @OneLine @Size(max = 20) String text,
            @NotNull @HttpsLink String url,
            @Nullable LinkIcon icon,
            @JsonId @Nullable Long iconId,
            @Nullable Boolean on) {

        /** Those written before there was a switch are on. */
        public Link {
            on = on == null || on;
        }

        /** Whether customers see it. */
        public boolean shows() {
            return Boolean.TRUE.equals(on);
        }
    }

    /** Pictures of ours that stand beside a link. */
    public enum LinkIcon {
        /** A shop on the web. */
        SHOP,
        /** Orders. */
        ORDER,
        /** Coupons. */
        COUPON,
        /** Points. */
        POINTS,
        /** Paying in. */
        TOP_UP,
        /** Presents. */
        GIFT,
        /** Reserving a table or a time. */
        BOOKING,
        /** Delivery to the door. */
        DELIVERY,
        /** Where the stores are. */
        STORE,
        /** Talking to somebody. */
        SERVICE,
        /** News. */
        NEWS
    }

    /**
     * A document the customer agrees to at the claim.
     *
     * @param kind {@code TERMS} or {@code PRIVACY}
     * @param version changes with the words: a consent names the one that was shown
     */
    public record Document(
            @NotNull @Pattern(regexp = TERMS + "|" + PRIVACY)
            String kind,

            @NotNull @Pattern(regexp = "[0-9A-Za-z._-]{1,20}")
            String version,

            @NotNull @OneLine @Size(max = 40) String title,
            @NotNull @HttpsLink String url) {

        /** The kind of the terms of membership. */
        public static final String TERMS = "TERMS";

        /** The kind of the privacy policy. */
        public static final String PRIVACY = "PRIVACY";
    }

    /** One field of the profile. */
    public record ProfileField(
            @NotNull @Pattern(regexp = KEY, message = "{io.kabao.card.ProfileField.key}")
            String key,

            @NotNull @OneLine @Size(max = 20) String label,
            @NotNull Type type,
            boolean required,
            @NotNull EditRight editRight,

            @NotNull @Size(max = OPTIONS_MOST) List<@NotNull @OneLine @Size(max = 30) String> options) {

        /** How a key is spelt. */
        public static final String KEY = "[a-z][A-Za-z0-9]{0,29}";

        /** The most options of a CHOICE. */
        public static final int OPTIONS_MOST = 50;

        /** What may be entered. */
        public enum Type {
            /** Anything on one line. */
            TEXT,
            /** One of the options. */
            CHOICE,
            /** A day. */
            DATE,
            /** A number. */
            NUMBER,
            /** Another phone than the card's. */
            PHONE
        }

        /** What the member may do with it later. */
        public enum EditRight {
            /** Nothing: the merchant fills it in. */
            READ_ONLY,
            /** Fill it in once. */
            FILL_ONCE,
            /** Change it at any time. */
            EDITABLE
        }
    }
}
