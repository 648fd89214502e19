package io.kabao.card;

import io.kabao.card.TemplateSettings.Document;
import io.kabao.card.TemplateSettings.Link;
import io.kabao.card.TemplateSettings.Perk;
import io.kabao.card.TemplateSettings.ProfileField;
import io.kabao.card.TemplateSettings.Validity;
import io.kabao.kernel.Lines;
import io.kabao.kernel.OneLine;
import io.kabao.kernel.json.JsonId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant writes about a card; the limits of what stands on it are WeChat's, so that it fits the card pack.
 * Judged by {@link TemplateDesk} wherever it comes from.
 */
public record TemplateDraft(
        @NotNull CardTemplate.Kind kind,
        @NotNull @OneLine @Size(max = 60) String name,
        @NotNull @OneLine @HanSize(max = 9) String title,

        @NotNull @Pattern(regexp = COLOR, message = "{io.kabao.card.TemplateDraft.color}")
        String color,

        @JsonId @Nullable Long backgroundId,
        @JsonId @Nullable Long logoId,

        @OneLine @HanSize(max = 16) @Nullable String notice,
        @Lines @HanSize(max = 1024) @Nullable String description,

        @Pattern(regexp = PHONE, message = "{io.kabao.organization.Store.phone}") @Nullable
        String servicePhone,

        @OneLine @HanSize(max = PRINTED_MOST) @Nullable String printHeadline,
        @OneLine @HanSize(max = PRINTED_MOST) @Nullable String printHint,

        @NotNull @Valid Validity validity,
        @NotNull @Valid NumberRule numberRule,
        boolean followRequired,
        boolean smsRequired,
        boolean autoBindOrCreate,
        @Min(0) @Max(WELCOME_BONUS_MOST_FEN) long welcomeBonusFen,
        @Min(0) @Max(GIFT_POINTS_MOST) long welcomePoints,
        @Min(0) @Max(GIFT_POINTS_MOST) long profilePoints,
        @NotNull @Size(max = 20) List<@NotNull @Valid ProfileField> profileFields,

        @NotNull @Size(min = 1, max = 10)
        List<@NotNull @Pattern(regexp = ProfileField.KEY, message = "{io.kabao.card.ProfileField.key}") String>
                bindingFields,

        @NotNull @Size(max = 20) List<@NotNull @Valid Perk> perks,
        @NotNull @Size(max = 10) List<@NotNull @Valid Link> links,
        @NotNull @Size(max = 500) List<@NotNull @Positive Long> storeIds,
        @NotNull @Size(max = 2) List<@NotNull @Valid Document> documents) {

    /** WeChat's fourteen colours of cards. */
    static final String COLOR = "Color(0[1-9]0|08[12]|10[0-2])";

    /** Most that a template gives to who claims its card, in fen. */
    static final long WELCOME_BONUS_MOST_FEN = 100_000;

    /** Most points that a template gives at one occasion. */
    static final long GIFT_POINTS_MOST = 100_000;

    /** Longer words would be cut off on the smallest of prints. */
    static final int PRINTED_MOST = 13;

    private static final String PHONE = "[+()0-9 -]{3,24}";

    /** Where numbers come from: letters and digits in front, then at least so many digits. */
    public record NumberRule(
            CardTemplate.@NotNull NumberKind kind,

            @NotNull @Pattern(regexp = "[0-9A-Z]{0,8}", message = "{io.kabao.card.NumberRule.prefix}")
            String prefix,

            @Min(4) @Max(16) int digits) {

        /** A running number of eight digits. */
        public static final NumberRule USUAL = new NumberRule(CardTemplate.NumberKind.SEQUENCE, "", 8);
    }

    /** A card for one person and for ever: follow first, phone verified, nothing asked or given, running numbers. */
    public static TemplateDraft usual(String name, String title) {
        return new TemplateDraft(
                CardTemplate.Kind.INDIVIDUAL,
                name,
                title,
                "Color010",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Validity.FOREVER,
                NumberRule.USUAL,
                true,
                true,
                false,
                0,
                0,
                0,
                List.of(),
                List.of("phone"),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** The same contents under another template's kind and name. */
    TemplateDraft called(TemplateDraft other) {
        return new TemplateDraft(
                other.kind,
                other.name,
                title,
                color,
                backgroundId,
                logoId,
                notice,
                description,
                servicePhone,
                printHeadline,
                printHint,
                validity,
                numberRule,
                followRequired,
                smsRequired,
                autoBindOrCreate,
                welcomeBonusFen,
                welcomePoints,
                profilePoints,
                profileFields,
                bindingFields,
                perks,
                links,
                storeIds,
                documents);
    }

    /** The ids of all pictures that it shows. */
    Set<Long> images() {
        var icons = links.stream().map(Link::iconId);
        return Stream.concat(Stream.<@Nullable Long>of(backgroundId, logoId), icons)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    TemplateSettings settings() {
        return new TemplateSettings(
                validity,
                perks,
                links,
                profileFields,
                bindingFields,
                storeIds,
                documents,
                new TemplateSettings.Gifts(welcomePoints, profilePoints),
                new TemplateSettings.PrintWords(printHeadline, printHint));
    }
}
