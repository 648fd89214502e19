package io.kabao.card;

import io.kabao.card.TemplateSettings.ProfileField;
import io.kabao.card.TemplateSettings.Validity;
import io.kabao.image.Images;
import io.kabao.kernel.error.BusinessError;
import io.kabao.kernel.error.KernelError;
import io.kabao.organization.OrganizationError;
import io.kabao.organization.Organizations;
import io.kabao.organization.Stores;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Judges what a merchant wrote about a card: first each field by itself, then what must fit together. */
@Component
class TemplateRules {

    private static final int NUMBER_MOST = 20;
    private static final int OPTIONS_LEAST = 2;

    /** Known from the claim, so never asked for again. */
    private static final String PHONE = "phone";

    /** Fields that mean the same at every merchant, each with the only type that can hold it. */
    private static final Map<String, ProfileField.Type> WELL_KNOWN = Map.of(
            "name", ProfileField.Type.TEXT,
            "gender", ProfileField.Type.CHOICE,
            "birthday", ProfileField.Type.DATE,
            "email", ProfileField.Type.TEXT,
            "address", ProfileField.Type.TEXT,
            "idNumber", ProfileField.Type.TEXT);

    private static final Set<String> BINDING = Set.of(PHONE, "name", "birthday", "idNumber");

    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2199, 12, 31);

    private final Validator validator;
    private final Organizations organizations;
    private final Stores stores;
    private final Images images;

    TemplateRules(Validator validator, Organizations organizations, Stores stores, Images images) {
        this.validator = validator;
        this.organizations = organizations;
        this.stores = stores;
        this.images = images;
    }

    /**
     * Holds the tree with its stores until the transaction ends, so that none goes away that a draft names; before the template
     * is held, as everywhere.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void holdStores(long merchantId) {
        organizations.hold(merchantId);
    }

    /** Refuses a draft that can't be kept, with the field's name; its pictures are held until the transaction ends. */
    void require(long merchantId, TemplateDraft draft) {
        requireForm(draft);
        requireValidity(draft.validity());
        requireNumberRule(draft);
        for (var at = 0; at < draft.profileFields().size(); at++) {
            requireProfileField(draft.profileFields(), at);
        }
        requireBindingFields(draft);
        requireGift(draft);
        requirePerks(draft);
        requireLinks(draft);
        requireDocuments(draft);
        requireStores(merchantId, draft);
        draft.images().stream().sorted().forEach(image -> images.hold(merchantId, image));
    }

    private void requireStores(long merchantId, TemplateDraft draft) {
        var ids = new HashSet<>(draft.storeIds());
        if (stores.ofIds(merchantId, ids).size() != ids.size()) {
            throw new BusinessError(OrganizationError.STORE_NOT_FOUND).with("field", "storeIds");
        }
    }

    private void requireForm(TemplateDraft draft) {
        var violations = validator.validate(draft).stream()
                .map(violation -> Map.of("field", fieldOf(violation), "detail", violation.getMessage()))
                .sorted(Comparator.comparing(violation -> violation.get("field")))
                .toList();
        if (!violations.isEmpty()) {
            throw new BusinessError(KernelError.INVALID_REQUEST).with("errors", violations);
        }
    }

    /** The path without the validator's own word for the place inside a list. */
    private static String fieldOf(ConstraintViolation<TemplateDraft> violation) {
        return violation.getPropertyPath().toString().replaceAll("\\.<[^>]*>", "");
    }

    private static void requireValidity(Validity validity) {
        var fits = switch (validity.kind()) {
            case FOREVER -> validity.from() == null && validity.to() == null && validity.days() == null;
            case DATES -> isSound(validity.from()) && isSound(validity.to()) && validity.days() == null;
            case DAYS -> validity.from() == null && validity.to() == null && validity.days() != null;
        };
        if (!fits) {
            throw new BusinessError(CardError.VALIDITY_WRONG).with("field", "validity");
        }
        if (validity.from() != null && validity.to() != null && validity.to().isBefore(validity.from())) {
            throw new BusinessError(CardError.VALIDITY_TURNED).with("field", "validity.to");
        }
    }

    private static boolean isSound(@Nullable LocalDate day) {
        return day != null && !day.isBefore(FIRST_DAY) && !day.isAfter(LAST_DAY);
    }

    private static void requireNumberRule(TemplateDraft draft) {
        var rule = draft.numberRule();
        if (rule.prefix().length() + rule.digits() > NUMBER_MOST) {
            throw new BusinessError(CardError.NUMBER_TOO_LONG, NUMBER_MOST).with("field", "numberRule.digits");
        }
        if (rule.kind() == CardTemplate.NumberKind.PHONE && !draft.smsRequired()) {
            throw new BusinessError(CardError.PHONE_NUMBER_NEEDS_SMS).with("field", "smsRequired");
        }
    }

    private static void requireProfileField(List<ProfileField> fields, int at) {
        var field = fields.get(at);
        var place = "profileFields[" + at + "]";
        var key = field.key();
        if (key.equals(PHONE)) {
            throw new BusinessError(CardError.PROFILE_KEY_RESERVED, key).with("field", place + ".key");
        }
        if (fields.subList(0, at).stream().anyMatch(earlier -> earlier.key().equals(key))) {
            throw new BusinessError(CardError.PROFILE_KEY_TWICE, key).with("field", place + ".key");
        }
        var fixed = WELL_KNOWN.getOrDefault(key, field.type());
        if (fixed != field.type()) {
            throw new BusinessError(CardError.PROFILE_TYPE_FIXED, key, fixed).with("field", place + ".type");
        }
        var different = new HashSet<>(field.options()).size() == field.options().size();
        var fits = field.type() == ProfileField.Type.CHOICE
                ? different && field.options().size() >= OPTIONS_LEAST
                : field.options().isEmpty();
        if (!fits) {
            throw new BusinessError(CardError.PROFILE_OPTIONS_WRONG, key, OPTIONS_LEAST, ProfileField.OPTIONS_MOST)
                    .with("field", place + ".options");
        }
    }

    private static void requireBindingFields(TemplateDraft draft) {
        var left = new HashSet<>(BINDING);
        draft.profileFields().stream()
                .map(ProfileField::key)
                .filter(key -> !WELL_KNOWN.containsKey(key))
                .forEach(left::add);
        for (var at = 0; at < draft.bindingFields().size(); at++) {
            var key = draft.bindingFields().get(at);
            if (!left.remove(key)) {
                throw new BusinessError(CardError.BINDING_FIELD_UNKNOWN, key)
                        .with("field", "bindingFields[" + at + "]");
            }
        }
    }

    private static void requireGift(TemplateDraft draft) {
        if (draft.kind() != CardTemplate.Kind.GROUP) {
            var isAsked = draft.profileFields().stream()
                    .anyMatch(field -> field.editRight() != ProfileField.EditRight.READ_ONLY);
            if (draft.profilePoints() > 0 && !isAsked) {
                throw new BusinessError(CardError.NOTHING_TO_FILL_IN).with("field", "profilePoints");
            }
            return;
        }
        requireNoGift("welcomeBonusFen", draft.welcomeBonusFen());
        requireNoGift("welcomePoints", draft.welcomePoints());
        requireNoGift("profilePoints", draft.profilePoints());
    }

    private static void requireNoGift(String field, long given) {
        if (given > 0) {
            throw new BusinessError(CardError.GROUP_WITHOUT_GIFT).with("field", field);
        }
    }

    private static void requireSound(@Nullable LocalDate day, String field) {
        if (day != null && !isSound(day)) {
            throw new BusinessError(CardError.PERK_DAYS_WRONG).with("field", field);
        }
    }

    private static void requirePerks(TemplateDraft draft) {
        for (var at = 0; at < draft.perks().size(); at++) {
            var perk = draft.perks().get(at);
            requireSound(perk.from(), "perks[" + at + "].from");
            requireSound(perk.to(), "perks[" + at + "].to");
            if (perk.from() != null && perk.to() != null && perk.to().isBefore(perk.from())) {
                throw new BusinessError(CardError.PERK_DAYS_TURNED).with("field", "perks[" + at + "].to");
            }
        }
    }

    private static void requireLinks(TemplateDraft draft) {
        for (var at = 0; at < draft.links().size(); at++) {
            var link = draft.links().get(at);
            if (link.icon() != null && link.iconId() != null) {
                throw new BusinessError(CardError.ICON_TWICE).with("field", "links[" + at + "].iconId");
            }
        }
    }

    private static void requireDocuments(TemplateDraft draft) {
        var kinds = new HashSet<String>();
        for (var at = 0; at < draft.documents().size(); at++) {
            var kind = draft.documents().get(at).kind();
            if (!kinds.add(kind)) {
                throw new BusinessError(CardError.DOCUMENT_TWICE, kind).with("field", "documents[" + at + "].kind");
            }
        }
    }
}
