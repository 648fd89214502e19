package io.kabao.claim;

import io.kabao.card.CardTemplates;
import io.kabao.card.MemberCard;
import io.kabao.card.TemplateSettings;
import io.kabao.card.TemplateSettings.ProfileField;
import io.kabao.card.TemplateSettings.ProfileField.EditRight;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The profile that all of a member's cards together ask for: one profile, whichever card it was filled in for. */
@Component
class ProfileFields {

    /** Asked for in binding, whether or not the profile has them. */
    private static final Map<String, ProfileField> BINDING = Map.of(
            "birthday",
                    new ProfileField("birthday", "生日", ProfileField.Type.DATE, false, EditRight.READ_ONLY, List.of()),
            "idNumber",
                    new ProfileField(
                            "idNumber", "身份证号", ProfileField.Type.TEXT, false, EditRight.READ_ONLY, List.of()));

    private final CardTemplates templates;

    ProfileFields(CardTemplates templates) {
        this.templates = templates;
    }

    /**
     * What the cards in use ask for. A field of several templates is the newest card's, and the member may do with it only
     * what every template lets them.
     */
    Collection<ProfileField> asked(List<MemberCard> cards) {
        return askedOf(
                settingsOf(cards.stream().filter(card -> card.status().isLive()).toList()));
    }

    /** The same of templates, the newest card's first. */
    static Collection<ProfileField> askedOf(List<TemplateSettings> all) {
        var fields = new LinkedHashMap<String, ProfileField>();
        all.forEach(settings -> addAsked(fields, settings));
        return fields.values();
    }

    /** What the counter may write down: what cards of every state ask for, and what proves an old card. */
    Collection<ProfileField> known(List<MemberCard> cards) {
        return knownOf(settingsOf(cards));
    }

    /** What the counter may write down for a card of a template. */
    static Collection<ProfileField> knownOf(List<TemplateSettings> all) {
        var fields = new LinkedHashMap<String, ProfileField>();
        for (var settings : all) {
            addAsked(fields, settings);
        }
        for (var settings : all) {
            settings.bindingFields().stream()
                    .filter(BINDING::containsKey)
                    .forEach(key -> fields.putIfAbsent(key, BINDING.get(key)));
        }
        return fields.values();
    }

    private List<TemplateSettings> settingsOf(List<MemberCard> cards) {
        return cards.stream()
                .map(card -> new Made(card.merchantId(), card.templateId()))
                .distinct()
                .map(made -> templates.settingsOf(templates.require(made.merchantId(), made.templateId())))
                .toList();
    }

    private record Made(long merchantId, long templateId) {}

    private static void addAsked(Map<String, ProfileField> fields, TemplateSettings settings) {
        settings.profileFields().forEach(field -> fields.merge(field.key(), field, ProfileFields::stricter));
    }

    private static ProfileField stricter(ProfileField first, ProfileField other) {
        var right = first.editRight().compareTo(other.editRight()) <= 0 ? first.editRight() : other.editRight();
        return new ProfileField(
                first.key(), first.label(), first.type(), first.required() || other.required(), right, first.options());
    }
}
