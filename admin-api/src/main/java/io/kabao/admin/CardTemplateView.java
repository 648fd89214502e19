package io.kabao.admin;

import io.kabao.card.CardError;
import io.kabao.card.CardTemplate;
import io.kabao.card.CardTemplates;
import io.kabao.card.TemplateDraft.NumberRule;
import io.kabao.card.TemplateSettings.Document;
import io.kabao.card.TemplateSettings.Link;
import io.kabao.card.TemplateSettings.Perk;
import io.kabao.card.TemplateSettings.ProfileField;
import io.kabao.card.TemplateSettings.Validity;
import io.kabao.card.TemplateState;
import io.kabao.kernel.json.JsonId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * The template as its merchant works on it: the draft; without one what is planned last, else what is in force.
 *
 * @param status whether customers can claim the card
 * @param publishAt since or from when
 * @param shown number of the version that the contents are of
 * @param draft number of the draft, which nobody but the merchant sees; null: there is none
 * @param inForce number of the version that cards and offers show; null: none was ever in force
 * @param plans versions that come in force later
 */
record CardTemplateView(
        @JsonId long id,
        CardTemplate.Status status,
        @Nullable Instant publishAt,
        int shown,
        @Nullable Integer draft,
        @Nullable Integer inForce,
        List<TemplateState.Plan> plans,
        CardTemplate.Kind kind,
        String name,
        String title,
        String color,
        @JsonId @Nullable Long backgroundId,
        @JsonId @Nullable Long logoId,
        @Nullable String notice,
        @Nullable String description,
        @Nullable String servicePhone,
        @Nullable String printHeadline,
        @Nullable String printHint,
        Validity validity,
        NumberRule numberRule,
        boolean followRequired,
        boolean smsRequired,
        boolean autoBindOrCreate,
        long welcomeBonusFen,
        long welcomePoints,
        long profilePoints,
        List<ProfileField> profileFields,
        List<String> bindingFields,
        List<Perk> perks,
        List<Link> links,
        List<ThingId> storeIds,
        List<Document> documents,
        List<Warning> warnings,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    /** What should be mended before customers claim the card; {@code detail} is in the caller's language. */
    record Warning(String code, String detail) {

        static Warning of(CardError error) {
            return new Warning(error.name(), error.sentence().in(LocaleContextHolder.getLocale()));
        }
    }

    static CardTemplateView of(TemplateState state, CardTemplates templates) {
        var template = state.working();
        var draft = templates.draftOf(template);
        return new CardTemplateView(
                template.id(),
                state.status(),
                template.publishAt(),
                template.number(),
                state.draft(),
                state.inForce(),
                state.plans(),
                draft.kind(),
                draft.name(),
                draft.title(),
                draft.color(),
                draft.backgroundId(),
                draft.logoId(),
                draft.notice(),
                draft.description(),
                draft.servicePhone(),
                draft.printHeadline(),
                draft.printHint(),
                draft.validity(),
                draft.numberRule(),
                draft.followRequired(),
                draft.smsRequired(),
                draft.autoBindOrCreate(),
                draft.welcomeBonusFen(),
                draft.welcomePoints(),
                draft.profilePoints(),
                draft.profileFields(),
                draft.bindingFields(),
                draft.perks(),
                draft.links(),
                draft.storeIds().stream().map(ThingId::new).toList(),
                draft.documents(),
                templates.warningsOf(template).stream().map(Warning::of).toList(),
                template.version(),
                template.createdAt(),
                template.updatedAt());
    }
}
