package io.kabao.card;

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
 */
public record TemplateSettings(
        Validity validity,
        List<Perk> perks,
        List<Link> links,
        List<ProfileField> profileFields,
        List<String> bindingFields,
        List<Long> storeIds,
        List<Document> documents) {

    /** A card for ever, with nothing asked. */
    public static TemplateSettings plain() {
        return new TemplateSettings(
                new Validity(Validity.Kind.FOREVER, null, null, null),
                List.of(),
                List.of(),
                List.of(),
                List.of("phone"),
                List.of(),
                List.of());
    }

    /** Whether the card is valid at a store. */
    public boolean isValidAt(long storeId) {
        return storeIds.isEmpty() || storeIds.contains(storeId);
    }

    /**
     * How long a card is good.
     *
     * @param days from the activation on, for DAYS
     */
    public record Validity(
            Kind kind,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Integer days) {

        /** Kinds of validity. */
        public enum Kind {
            FOREVER,
            DATES,
            DAYS
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

    /** A privilege shown on the card. */
    public record Perk(String text) {}

    /** A link to a service. */
    public record Link(String text, String url) {}

    /** A document the customer agrees to at the claim. */
    public record Document(String kind, String version, String title, String url) {}

    /** One field of the profile. */
    public record ProfileField(
            String key, String label, Type type, boolean required, EditRight editRight, List<String> options) {

        /** What may be entered. */
        public enum Type {
            TEXT,
            CHOICE,
            DATE,
            NUMBER,
            PHONE
        }

        /** What the member may do with it later. */
        public enum EditRight {
            READ_ONLY,
            FILL_ONCE,
            EDITABLE
        }
    }
}
